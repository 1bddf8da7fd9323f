// The characters of a query, as the lexer sees them: decoding of UTF-8 that may be ill-formed, and the few
// classes the grammar needs, made from those of text/. Words are analysed later; here it is enough to know
// where one may begin and end.
//
// Thread safety: pure functions. Nothing throws; an ill-formed byte reads as a space, so that no text cut out
// of a query at these boundaries is ever ill-formed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::query {

enum class CharClass : std::uint8_t {
  // white space, control characters, ill-formed bytes
  space,
  // letters, digits
  word,
  // combining: part of the letter before it
  mark,
  // + # % € °: part of the word they follow (C++, M€, n°), never a word
  suffix,
  // every kind; never a quote
  apostrophe,
  // every kind of double quote
  quote,
  // (
  open_paren,
  // )
  close_paren,
  // *
  star,
  // all the rest
  punctuation,
};

struct Char {
  char32_t code = 0;
  // bytes, at least 1
  std::uint8_t length = 1;
  CharClass kind = CharClass::space;
};

// The character at `at`. REQUIRES: at < text.size().
Char char_at(std::string_view text, std::size_t at);

// What a quotation mark may do. A neutral one does both; « also closes »…«, and “ also closes „…“.
enum class QuoteRole : std::uint8_t { open, close, neutral };
QuoteRole quote_role(char32_t quote);

// Whether the character `closing` is the usual other half of `opening`.
bool is_quote_pair(char32_t opening, char32_t closing);

bool is_digit(char32_t code);
// U+00A0 and U+202F, which group the digits of a number: 10 000.
bool is_no_break_space(char32_t code);

// `text` as it is kept in a phrase or a date: quotation marks and runs of white space become one space, ends
// trimmed; a no-break space between two digits stays.
std::string clean_quotation(std::string_view text);

// The longest beginning of `text` of at most `bytes` bytes that cuts no character, nor a word where it has
// spaces.
std::string_view cut_at_word(std::string_view text, std::size_t bytes);

}  // namespace fonds::query
