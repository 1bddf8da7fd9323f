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
  std::string text;  // without its quotes
  Field field = Field::any;
};
// numér* : every word of the archive that starts so.
struct Prefix {
  std::string text;  // without the star
  Field field = Field::any;
};
// date:… ; an open end is nullopt. first <= last where both are there.
struct DateRange {
  std::optional<text::Day> first, last;
  std::string text;  // as typed, for understood
};
// Juxtaposed words: all of them under match=all, see SearchRequest::match. The only node that `match`
// affects.
struct Bag {
  std::vector<NodePtr> children;  // at least 2; what the reader typed side by side, order kept
};
struct And {
  std::vector<NodePtr> children;  // at least 2
};
struct Or {
  std::vector<NodePtr> children;  // at least 2
};
struct Not {
  NodePtr child;  // everything but
};

struct Node {
  std::variant<Word, Phrase, Prefix, DateRange, Bag, And, Or, Not> value;
  std::uint32_t begin = 0, end = 0;  // bytes of the query text
};

enum class NoteKind : std::uint8_t {
  invalid_date,       // date:"31 février 2017" restricts nothing
  unbalanced,         // a parenthesis or a quote without its other half was read as text
  prefix_too_short,   // a* was read as the word a
  dangling_operator,  // an operator without its operand was read as a word or left out
  truncated,          // the query was longer than the limits; the rest was left out
  unknown_field,      // foo:bar was read as text; said only where foo looks like a misspelt field
};
struct Note {
  NoteKind kind;
  std::string text;                  // French, for the reader: « 31 février 2017 » n’est pas une date…
  std::uint32_t begin = 0, end = 0;  // bytes of the query text
};

}  // namespace fonds::query
