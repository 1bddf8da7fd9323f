// The syntax tree of a query. Plain data: made by parse(), printed by to_string(), run by search/.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "indexer/text/calendar.h"

namespace fonds::query {

enum class Field : std::uint8_t { any, title, author, dossier, person };

struct Node;
using NodePtr = std::unique_ptr<Node>;

// A run of non-space characters to be analysed: one word, or a compound such as start-up, l'école, 500m2.
struct Word {
  std::string text;
  Field field = Field::any;
};
// Words side by side, as written: "école de code".
struct Phrase {
  // without its quotes
  std::string text;
  Field field = Field::any;
};
// numér* : every word of the archive that starts so.
struct Prefix {
  // without the star
  std::string text;
  Field field = Field::any;
};
// date:… ; an open end is nullopt. first <= last where both are there.
struct DateRange {
  std::optional<text::Day> first, last;
  // as typed, for understood
  std::string text;
  // Of a month, a day, a season or a feast that was said without a year: mars, 14 juillet, Noël, fin mai. It is that of
  // every year (days_in_year()); first and last are the latest that has begun.
  struct EachYear {
    // 0 where it is neither a month nor a day of one
    int month = 0;
    std::optional<int> day;
  };
  std::optional<EachYear> each_year = std::nullopt;
};
// Juxtaposed words: all of them under match=all, see SearchRequest::match. The only node that `match`
// affects.
struct Bag {
  // at least 2; what the reader typed side by side, order kept
  std::vector<NodePtr> children;
};
struct And {
  // at least 2
  std::vector<NodePtr> children;
};
struct Or {
  // at least 2
  std::vector<NodePtr> children;
};
struct Not {
  // everything but
  NodePtr child;
};

struct Node {
  std::variant<Word, Phrase, Prefix, DateRange, Bag, And, Or, Not> value;
  // bytes of the query text
  std::uint32_t begin = 0, end = 0;
};

enum class NoteKind : std::uint8_t {
  // date:"31 février 2017" restricts nothing
  invalid_date,
  // a parenthesis or a quote without its other half was read as text
  unbalanced,
  // a* was read as the word a
  prefix_too_short,
  // an operator without its operand was read as a word or left out
  dangling_operator,
  // the query was longer than the limits; the rest was left out
  truncated,
  // foo:bar was read as text; said only where foo looks like a misspelt field
  unknown_field,
};
struct Note {
  NoteKind kind;
  // French, for the reader: « 31 février 2017 » n’est pas une date…
  std::string text;
  // bytes of the query text
  std::uint32_t begin = 0, end = 0;
};

}  // namespace fonds::query
