// Which files a list of sources stands for, in the order they are read, and what each holds.
//
// Errors: a source that is missing or unreadable throws SourceError, before any file is read; several are
// named at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/byte_stream.h"

namespace fonds::archive {

enum class Format : std::uint8_t {
  by_content,  // a file named by the user whose extension says nothing
  json_lines,
  wordpress,
  markdown,
  html,
  plain_text,
};

struct SourceFile {
  std::string path;  // as the user named it, or below the folder he named; "-" = standard input
  std::string stem;  // the article id that the name gives: the path below the folder, without extension
  Format format = Format::by_content;
  Compression compression = Compression::by_content;
  std::uint64_t size = 0;  // bytes, compressed; 0 = unknown
};

// Folders are searched recursively. In a folder hidden entries, files of other kinds, and README files (they
// speak about the folder, they are no articles) are passed over; symbolic links are followed, each folder and
// file counts once however many ways lead to it. The result is in byte order of the paths and does not depend
// on the order of `sources` nor on the locale.
std::vector<SourceFile> find_source_files(const std::vector<std::string>& sources);

// The format of a file whose name does not tell, from its first bytes: '{' = JSON Lines, XML declaration or
// <rss = WordPress, another '<' = HTML, front matter = Markdown, anything else = plain text.
Format guess_format(std::string_view first_bytes);

}  // namespace fonds::archive
