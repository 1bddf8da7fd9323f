// The query language of Fonds: text to syntax tree. Never throws on any input and never fails: what cannot be
// understood is searched as words and said in a note.
//
// Grammar, loosest binding first:
//
//   query   = [ either ] ;
//   either  = both, { ( "OU" | "OR" ), both } ;
//   both    = except, { ( "ET" | "AND" ), except } ;
//   except  = ( bag | not, bag ), { not, bag } ;
//   not     = "SAUF" | "NOT" ;
//   bag     = item, { item } ;
//   item    = [ "-" ], ( operand | [ field ], "(", either, ")" ) ;
//   operand = [ field ], ( word | prefix | phrase )
//           | "date:", ( date | quoted date | "(", date, ")" ) ;
//   field   = ( "titre" | "title" | "auteur" | "author" | "dossier" | "personne" | "person" ), ":" ;
//   prefix  = word, "*" ;
//   phrase  = quote, text, quote ;
//
//   A bag holds what stands side by side: the only node that `match` affects.
//   A field may be in any case. A prefix has two letters at least.
//   A quote is any double quote, also of two styles, never an apostrophe.
//   A word is what stands between spaces, parentheses and quotes, less the punctuation around it.
//
// So "a b OU c d" is (a b) OU (c d), and "a SAUF b c" is a without (b c). What decides in doubtful cases:
//
//   - Operators are words in capitals that stand alone. Where operands fail them they are left out, with a
//     note; a query of nothing but operators is a query for those words.
//   - "-" negates directly before an item and behind a space or a parenthesis: start-up, 3-4 and " - " are
//     text.
//   - A field has its operand directly behind the colon: "titre : x" and "titre: x" are text, and so is any
//     other name before a colon (http://…, 12:30).
//   - "(" directly behind a letter, with letters and ")" behind it, is text: candidat(e)s.
//   - A quote directly behind a letter or an apostrophe is text: 12", l'”école.
//   - Half a pair of parentheses or quotes is as though it were not there, with a note.
//   - Without quotes a date is as long as the words spell one: date:5 avril 2017. A date in figures is one
//     word.
//   - What is no date restricts nothing, with a note. A double negation is no negation. An And inside an And,
//     or an Or inside an Or, is made one with it.
//   - Ill-formed UTF-8 and control characters are spaces; a no-break space between digits belongs to the
//     number.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/query/ast.h"

namespace fonds::query {

struct Limits {
  // Of query text read; the rest is left out, with a note.
  std::size_t bytes = 2000;
  // Words, phrases, prefixes and dates.
  std::size_t words = 64;
  // Nested parentheses.
  std::size_t depth = 16;
  // Words of one phrase.
  std::size_t phrase_words = 32;
};

struct Query {
  // nullptr = every article
  NodePtr root;
  std::vector<Note> notes;
};

// `today` gives a year to dates that name none ("depuis avril"). The printed tree keeps to the limits too.
Query parse(std::string_view utf8, text::Day today, const Limits& limits = {});

// Prints a tree as a query that parses to an equal tree. "" for nullptr.
std::string to_string(const Node* root);

// Structural equality, positions aside.
bool equal(const Node* a, const Node* b);

// A French or ISO date expression, in any case, with or without accents:
//
//   in figures     2017, 2017-04, 2017-04-05, 2017/04/05, 20170405, a date-time
//   day first      3/4/2017, 03.04.2017, 3/4/17, 4/2017
//   in words       avril 2017, janv. 2017, 5 avril 2017, 1er avril 2017, mercredi 5 avril 2017, en 2017,
//                  les années 2010
//   seasons        été 2017, hiver 2016-2017: whole months, from March, June, September, December
//                  ("hiver 2017" begins in its December)
//   as said        fin mars 2014, début 2017, mi-mai, fin du XIXe siècle (thirds), courant 2017, il y a deux ans,
//                  depuis 3 mois, les 7 derniers jours, mars dernier, vendredi, lundi dernier, week-end dernier,
//                  années trente, XXe siècle
//   with a name    rentrée 2016, Noël / Pâques / mardi gras / lundi de Pentecôte 2017, jour de l'an 2018 …
//   parts          premier trimestre 2017, T1 2017, second semestre 2016, première quinzaine de mars 2016,
//                  premier week-end de mars 2016, week-end / semaine du 3 avril 2017, saison 2016-2017 (from September)
//   in a row       mars et avril 2016, 3 et 4 avril 2016
//   periods        2015..2017, 2015.., ..2017, 2015-2017, du 3 au 5 avril 2017, de mars à mai 2016,
//                  entre 2014 et 2016
//   open periods   depuis / dès / à partir de 2016, jusqu'en 2015 (inclusive),
//                  avant mars 2014, après 2015 (exclusive)
//   from today on  hier, avant-hier, aujourd'hui, cette semaine, le mois dernier, cette année, l'an dernier …
//
// Without a year the latest such period that has begun is meant; of a month, a day, a season, a feast or a part of them
// that stands alone, that of each year (DateRange::each_year). Two complete ends may stand in either order.
// nullopt for what is no date, impossible days included; otherwise at least one end is there.
std::optional<DateRange> parse_date_range(std::string_view text, text::Day today);

// First and last day, in that year, of a range that is of each year; nullopt for another, and where the year has none.
std::optional<std::pair<text::Day, text::Day>> days_in_year(const DateRange& range, int year);

}  // namespace fonds::query
