// Reads plain text: the first line with anything on it is the title, the rest the body; undated.
#pragma once

#include <string>
#include <string_view>

#include "indexer/archive/record_sink.h"

namespace fonds::archive {

// `content` is UTF-8 of one file, `stem` the id that its name gives.
void read_plain_text(std::string_view content, const std::string& stem, RecordSink& sink);

}  // namespace fonds::archive
