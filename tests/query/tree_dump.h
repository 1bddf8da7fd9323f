// Syntax trees as S-expressions, for tests: (or (bag école numérique) (not title:"lycée")).
#pragma once

#include <string>

#include "server/query/parser.h"

namespace fonds::query {

// The day that all tests of the query language take for today.
inline text::Day test_today() {
  return text::to_day({2017, 6, 15});
}

// "2015-01-01..2017-12-31"; an open end is empty.
std::string dump(const DateRange& range);
// "nil" for nullptr.
std::string dump(const Node* node);
// The kinds in order, separated by spaces: "unbalanced truncated".
std::string dump(const std::vector<Note>& notes);

}  // namespace fonds::query
