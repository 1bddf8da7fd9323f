// First half of the parser: from query text to operators, parentheses and operands. All that depends on
// single characters (quotes, dashes, stars, colons, stray punctuation) is decided here; parser.cpp only sees
// structure.
//
// Thread safety: pure function. Invariants of the result: every open token has its close token; no text of an
// operand reads differently when it is typed again on its own.
#pragma once

#include <string_view>
#include <vector>

#include "server/query/parser.h"

namespace fonds::query {

enum class TokenKind : std::uint8_t {
  // a Word, Phrase, Prefix or DateRange
  operand,
  // an operand that restricts nothing: "" or an impossible date
  nothing,
  // OU, OR
  either,
  // ET, AND
  both,
  // SAUF, NOT
  except,
  // - directly before an operand
  minus,
  // (
  open,
  // )
  close,
};

struct LexedToken {
  TokenKind kind = TokenKind::nothing;
  // of an operand, else null
  NodePtr operand;
  // of an open: titre:(
  Field field = Field::any;
  std::uint32_t begin = 0, end = 0;
};

struct Lexed {
  std::vector<LexedToken> tokens;
  // the text was cut: what is missing at the end is not the reader's fault
  bool truncated = false;
};

// REQUIRES: text is within limits.bytes; `truncated` where it was longer. Adds to `notes`.
Lexed lex(std::string_view text, text::Day today, const Limits& limits, bool truncated,
          std::vector<Note>& notes);

// titre:(a b): gives the field to every operand below that has none.
void set_field(Node& node, Field field);

}  // namespace fonds::query
