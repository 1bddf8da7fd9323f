// The register of articles taken out of search (archive/delisting.h), as a generation keeps it: the editor's
// text in a file of its own. Thread safety: functions without state. Errors: write_delisted() throws
// IndexError, io.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fonds::index {

void write_delisted(const std::filesystem::path& generation, std::string_view text);
// Of the generation published last, whatever wrote it; empty where there is none, or none that can be read.
std::string delisted_in(const std::filesystem::path& index);

}  // namespace fonds::index
