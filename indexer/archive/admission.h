// What every article must satisfy, whatever the format it came in: an id that can be a key, a title, lists
// without doubles, an address that is safe to link to. The checks that do not belong to one format.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/reader.h"

namespace fonds::archive {

// The contract's limit on an id.
inline constexpr std::size_t kMaxIdBytes = 200;
// A title taken from the first line of a text is cut at a word after this many bytes: a whole paragraph is no
// title.
inline constexpr std::size_t kMaxDerivedTitleBytes = 300;

// Longest fields kept, in bytes; each hit of a search shows them.
inline constexpr std::size_t kMaxTitleBytes = 1000;
inline constexpr std::size_t kMaxLeadBytes = 10'000;
inline constexpr std::size_t kMaxLabelBytes = 300;
// An address that is longer, or holds what no address may, is none.
inline constexpr std::size_t kMaxUrlBytes = 2000;

// Puts the article's fields in order: trims, drops empty and double labels, renames dossiers, derives a
// missing title from the first line of the body, gives a text without blocks one paragraph per line. Returns
// why the article cannot be taken, or "".
std::string admit(Article& article, const ReaderOptions& options);

// Cuts what is too long, and says so; a long title is also the text's first paragraph then. For an article that
// was admitted.
std::vector<std::string> shorten_fields(Article& article);

// "" for a valid id, else what is wrong with it.
std::string id_fault(std::string_view id);

// The non-empty lines of a text as paragraphs.
std::vector<Block> line_blocks(std::string_view text);

// One line: control characters and white space at both ends go, line ends and tabs become spaces.
std::string one_line(std::string_view text);

// A value as messages show it: in quotes, one line, and enough of it to find it.
std::string in_quotes(std::string_view value);

// Sets article.day, and article.published where `value` has a time; "" or what is wrong. An empty value is no
// date.
std::string set_date(std::string_view field, std::string_view value, Article& article);
// The same for article.modified.
std::string set_modified(std::string_view field, std::string_view value, Article& article);

}  // namespace fonds::archive
