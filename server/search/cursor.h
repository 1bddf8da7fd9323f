// Cursors: where a page ended, as an opaque text for a URL.
//
// By date, a cursor is the order key of the last article: articles that come or go meanwhile neither shift
// nor repeat the rest. By relevance it is the number of articles already given, for as long as the generation
// is the same; in a newer one it is the last article's score and order key. By the last change the score is its instant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/search/types.h"

namespace fonds::search {

struct Cursor {
  Sort sort = Sort::relevance;
  // articles before this page
  std::uint64_t given = 0;
  // of the last article
  double score = 0;
  // of the last article
  std::string order_key;
  std::string generation;
};

std::string encode(const Cursor& cursor);
std::optional<Cursor> decode_cursor(std::string_view text);

}  // namespace fonds::search
