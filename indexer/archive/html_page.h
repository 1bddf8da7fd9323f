// Reads a web page as an article: its schema.org JSON-LD where it has one, else its meta elements, else what it
// shows; and the text of its main part.
#pragma once

#include <string>
#include <string_view>

#include "indexer/archive/reader.h"
#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// `content` is UTF-8 of one file, `stem` the id that its name gives.
//
// Of its dates the most trusted one that is a date counts (page_metadata.h); its text is that of main_text.h.
// Where the page has no text of its own, JSON-LD's articleBody is taken.
void read_html_page(std::string_view content, const std::string& stem, const ReaderOptions& options,
                    RecordSink& sink);

}  // namespace fonds::archive
