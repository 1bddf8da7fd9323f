// Reads Markdown: a file with YAML front matter is an article, and so is one without.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// `content` is UTF-8 of one file, `stem` the id that its name gives.
//
// Front matter: id, title, date, modified (lastmod, updated), author(s), lead (description, summary,
// excerpt), url, source, lang, dossiers (categories, category, tags), persons. `id` counts before the file's
// name; `slug` replaces the last part of that name. What publication.h finds not public is withdrawn. A
// missing title is the first heading, which then leaves the body, or else the first line.
void read_markdown(std::string_view content, const std::string& stem, const ReaderOptions& options,
                   RecordSink& sink);

// A Markdown text without front matter. nullopt: kTooTangled.
std::optional<CleanText> clean_markdown(std::string_view markdown);

}  // namespace fonds::archive
