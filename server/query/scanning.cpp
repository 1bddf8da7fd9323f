#include "server/query/scanning.h"

#include <algorithm>
#include <string>

#include "indexer/text/folding.h"
#include "server/query/vocabulary.h"

namespace fonds::query {
namespace {

// Bytes of "(e)" at `at`, as in candidat(e)s; 0 where it is no such thing.
std::size_t letters_in_parentheses(std::string_view text, std::size_t at) {
  std::size_t i = at + 1;
  while (look(text, i).kind == CharClass::word) i += look(text, i).length;
  return i > at + 1 && look(text, i).kind == CharClass::close_paren ? i + 1 - at : 0;
}

// A star with more of the word behind it is text: nu*ér.
bool star_ends_word(std::string_view text, std::size_t after) {
  std::size_t i = after;
  while (i < text.size()) {
    const Char c = look(text, i);
    if (c.kind == CharClass::word) return false;
    if (c.kind != CharClass::punctuation && c.kind != CharClass::apostrophe && c.kind != CharClass::suffix &&
        c.kind != CharClass::star) {
      return true;
    }
    i += c.length;
  }
  return true;
}

}  // namespace

Char look(std::string_view text, std::size_t at) {
  return at < text.size() ? char_at(text, at) : Char{};
}

bool starts_word(std::string_view text, std::size_t at) {
  const Char c = look(text, at);
  if (c.kind == CharClass::word) return true;
  return (c.code == '#' || c.code == '@') && look(text, at + 1).kind == CharClass::word;
}

std::optional<std::size_t> closing_quote(std::string_view text, std::size_t at) {
  const Char opening = look(text, at);
  if (quote_role(opening.code) == QuoteRole::close &&
      look(text, at + opening.length).kind == CharClass::space) {
    return std::nullopt;  // » or ” before a space opens nothing
  }
  std::u32string open(1, opening.code);
  std::optional<std::size_t> fallback;
  CharClass before = CharClass::quote;
  for (std::size_t i = at + opening.length; i < text.size();) {
    const Char c = look(text, i);
    const std::size_t next = i + c.length;
    if (c.kind == CharClass::quote) {
      const bool pair = is_quote_pair(open.back(), c.code);
      const QuoteRole role = quote_role(c.code);
      const bool opens_here = (before == CharClass::space || before == CharClass::apostrophe) &&
                              next < text.size() && look(text, next).kind == CharClass::word;
      const bool nested =
          !pair && (role == QuoteRole::open || (role == QuoteRole::neutral && opens_here &&
                                                quote_role(open.back()) != QuoteRole::neutral));
      if (nested) {
        open.push_back(c.code);
      } else {
        if (!fallback && is_quote_pair(opening.code, c.code)) fallback = i;
        open.pop_back();
        if (open.empty()) return i;
      }
    }
    before = c.kind;
    i = next;
  }
  return fallback;
}

Run read_run(std::string_view text, std::size_t at) {
  Run run{at, at, at, false};
  Char previous;
  while (run.end < text.size()) {
    const Char c = look(text, run.end);
    const std::size_t next = run.end + c.length;
    const bool after_word = run.end > at && run.kept == run.end;
    if (c.kind == CharClass::space) {
      const bool groups_digits =
          is_no_break_space(c.code) && is_digit(previous.code) && is_digit(look(text, next).code);
      if (!groups_digits) break;
    } else if (c.kind == CharClass::close_paren) {
      break;
    } else if (c.kind == CharClass::open_paren) {
      const std::size_t length = after_word ? letters_in_parentheses(text, run.end) : 0;
      if (length == 0 || operator_named(text.substr(at, run.end - at))) break;
      run.end += length;
      run.kept = run.end;
      previous = Char{')', 1, CharClass::word};
      continue;
    } else if (c.kind == CharClass::quote) {
      // After a letter or an apostrophe it is part of the text (l'”école, 12"); elsewhere a phrase may begin.
      const bool inside = previous.kind == CharClass::word || previous.kind == CharClass::apostrophe ||
                          previous.kind == CharClass::quote;
      if (!inside || operator_named(text.substr(at, run.end - at))) break;
    } else if (c.kind == CharClass::star && after_word && star_ends_word(text, next)) {
      run.star = true;
      run.end = next;
      while (look(text, run.end).kind == CharClass::star) ++run.end;
      break;
    } else if (c.kind == CharClass::word || run.end == at ||
               (after_word && (c.kind == CharClass::suffix || c.kind == CharClass::mark))) {
      run.kept = next;
    }
    if (c.kind != CharClass::mark) previous = c;
    run.end = next;
  }
  return run;
}

std::size_t date_chunk(std::string_view text, std::size_t at) {
  std::size_t kept = at;
  while (at < text.size()) {
    const Char c = look(text, at);
    if (c.kind == CharClass::space || c.kind == CharClass::open_paren || c.kind == CharClass::close_paren ||
        c.kind == CharClass::quote) {
      break;
    }
    const bool second_dot = c.code == '.' && text.substr(0, at).ends_with('.');
    at += c.length;
    if (c.kind == CharClass::word || second_dot) kept = at;
  }
  return kept;
}

bool is_numeric_date(std::string_view text) {
  const bool characters = std::all_of(text.begin(), text.end(), [](char c) {
    return is_digit(static_cast<unsigned char>(c)) || c == '-' || c == '/' || c == '.';
  });
  const auto starts_chunk = [](std::string_view t) {
    return is_digit(look(t, 0).code) || t.starts_with("..");
  };
  return characters && starts_chunk(text) && date_chunk(text, 0) == text.size();
}

std::size_t letters_at_end(std::string_view word) {
  const std::string folded = text::fold(word);
  std::size_t letters = 0;
  bool counting = false;
  for (std::size_t at = 0; at < folded.size();) {
    const Char c = char_at(folded, at);
    at += c.length;
    if (c.kind == CharClass::word) {
      letters = counting ? letters + 1 : 1;
      counting = true;
    } else if (c.kind != CharClass::suffix && c.kind != CharClass::mark) {
      letters = 0;
      counting = false;
    }
  }
  return letters;
}

}  // namespace fonds::query
