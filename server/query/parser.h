// The query language of Fonds: text to syntax tree. Never throws on any input and never fails: what cannot be
// understood is searched as words and said in a note.
//
// Grammar, loosest first: a OU b / a OR b ; a ET b / a AND b ; a SAUF b / a NOT b (and not) ; juxtaposition ;
// -x ; field:x ; "…" « … » “…” ; prefix* ; ( … ). Operators only in capitals.
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/query/ast.h"

namespace fonds::query {

struct Limits {
  std::size_t bytes = 2000;       // of query text read; the rest is left out, with a note
  std::size_t words = 64;         // words, phrases, prefixes and dates
  std::size_t depth = 16;         // nested parentheses
  std::size_t phrase_words = 32;  // words of one phrase
};

struct Query {
  NodePtr root;  // nullptr = every article
  std::vector<Note> notes;
};

// `today` gives a year to dates that name none ("depuis avril").
Query parse(std::string_view utf8, text::Day today, const Limits& limits = {});

// Prints a tree as a query that parses to an equal tree. "" for nullptr.
std::string to_string(const Node* root);

// Structural equality, positions aside.
bool equal(const Node* a, const Node* b);

// A French or ISO date expression: 2017, 2017-04, 2017-04-05, 2015..2017, avril 2017, 5 avril 2017, 1er avril
// 2017, 3/4/2017 (day first), du 3 au 5 avril 2017, depuis 2016, avant mars 2014, après 2015, entre 2015 et
// 2017, printemps/été … as far as unambiguous. Case and accents free. nullopt for what is no date, impossible
// days included.
std::optional<DateRange> parse_date_range(std::string_view text, text::Day today);

}  // namespace fonds::query
