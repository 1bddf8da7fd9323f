// How far words and quotations reach in a query text. Everything here looks, nothing decides: the lexer does.
//
// Thread safety: pure functions. Offsets are bytes of the text.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "server/query/characters.h"

namespace fonds::query {

// char_at(), with a space behind the end.
Char look(std::string_view text, std::size_t at);

// Whether a word begins at `at`: at a letter or a digit, or # or @ directly before one.
bool starts_word(std::string_view text, std::size_t at);

// Where the quotation opened by the mark at `at` is closed: the offset of the other mark. A quotation may
// hold another one (« le “campus” numérique ») and may be closed by a mark of another style (« école”).
// nullopt: never.
std::optional<std::size_t> closing_quote(std::string_view text, std::size_t at);

// A run of characters read as one word.
struct Run {
  std::size_t begin = 0;
  // end of its text, punctuation behind it aside
  std::size_t kept = 0;
  // of what was read
  std::size_t end = 0;
  // numér*: a star stands directly behind the text
  bool star = false;
};
// REQUIRES: starts_word(text, at).
Run read_run(std::string_view text, std::size_t at);

// The end of the date without spaces at `at`, punctuation behind it aside: 2015.. or avril or 03.04.2017.
std::size_t date_chunk(std::string_view text, std::size_t at);

// Whether all of `text` is one such date without letters. It is complete as it stands; after a word, the
// words that follow may belong to the date (date:mars 2017), so that such a date is printed in quotes.
bool is_numeric_date(std::string_view text);

// Letters and digits behind the last apostrophe, hyphen or other punctuation of a word: 3 in l'éco.
std::size_t letters_at_end(std::string_view word);

}  // namespace fonds::query
