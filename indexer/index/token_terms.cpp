#include "indexer/index/token_terms.h"

#include <algorithm>

namespace fonds::index {
namespace {

bool is_number(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

bool is_all_capitals(const text::Analysis& analysis) {
  bool any = false;
  for (const text::Token& token : analysis.tokens()) {
    if (token.kind != text::TokenKind::word || is_number(token.folded)) continue;
    if (token.letter_case != text::Case::upper) return false;
    any = true;
  }
  return any;
}

}  // namespace fonds::index
