// Which files a list of sources stands for, in the order they are read, and what each holds.
//
// Errors: a source that is missing or unreadable throws SourceError, before any file is read; several are
// named at once. What cannot be read below a folder is listed instead: the rest of the folder still counts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/byte_stream.h"

namespace fonds::archive {

enum class Format : std::uint8_t {
  // a file named by the user whose extension says nothing
  by_content,
  json_lines,
  json,
  wordpress,
  markdown,
  html,
  plain_text,
};

struct SourceFile {
  // as the user named it, or below the folder he named; "-" = standard input
  std::string path;
  // the article id that the name gives: the path below the folder, without extension
  std::string stem;
  Format format = Format::by_content;
  Compression compression = Compression::by_content;
  // bytes, compressed; 0 = unknown
  std::uint64_t size = 0;
  // into FoundSources::sources
  std::size_t source = 0;
  // by the user himself, not found in a folder
  bool named = false;
};

// Something below a folder that cannot be read.
struct UnreadablePath {
  std::size_t source = 0;
  std::string path, reason;
};

struct FoundSources {
  // in byte order, each once
  std::vector<std::string> sources;
  // By source: whether it leads to a file that is listed for another one.
  std::vector<bool> shares_a_file;
  std::vector<SourceFile> files;
  std::vector<UnreadablePath> unreadable;
  // What folders hold beside, by kind: ".jpg".
  std::map<std::string, std::uint64_t> left_out;
};

// Folders are searched recursively. In a folder hidden entries and README files (they speak about the folder,
// they are no articles) are passed over, files of other kinds are counted. A symbolic link is followed where
// it leads into one of the folders that were named, and counted elsewhere: whoever may write into a folder
// must not make any file of the machine an article. Each folder and file counts once however many ways lead
// to it. Files are in byte order of their paths, whatever the order of `sources` and the locale.
FoundSources find_source_files(const std::vector<std::string>& sources);

// The format of a file whose name does not tell, from its first bytes: '{' = JSON Lines, '[' = JSON, XML
// declaration or <rss = WordPress, another '<' = HTML, front matter = Markdown, anything else = plain text.
Format guess_format(std::string_view first_bytes);

// Whether a file's name says that its text is no article: a table (.csv), a database's dump, settings, a program.
bool is_table_or_program(std::string_view path);

}  // namespace fonds::archive
