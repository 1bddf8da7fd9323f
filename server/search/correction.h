// Did you mean: a query with the words that the archive does not have replaced by what they are likely slips
// of. Besides a close word (spelling.h), that may be two words for one (grandlyon), one word for two
// (biblio thèque), or an apostrophe that is missing (lécole).
#pragma once

#include "indexer/text/analyzer.h"
#include "server/query/parser.h"
#include "server/search/matching.h"
#include "server/search/snapshot.h"
#include "server/search/spelling.h"

namespace fonds::search {

// Which words may be slips.
enum class Slips : std::uint8_t {
  // of which the archive has no form, and which are no right words: may be searched instead unasked
  certain,
  // of which the archive has no form: may be proposed
  unknown_words,
  // that find something, but by another form of theirs alone (poubele, by poubelles), or in a few articles
  // beside the many of what sounds alike
  unseen_spellings,
  // that the archive has, but far more often one that sounds alike; and those of unknown_words
  rare_words,
};

// Replaces words in place; phrases, prefixes, dates, facet fields and what is excluded stay as typed, and so
// do numbers and short words in capitals, which are acronyms. False where nothing was replaced.
//
// A right word (right_words.h) is replaced only by one that sounds alike, and never where that must be certain. What
// was typed with a capital is a name: with certainty it becomes only another name, of the same sound. Beside words
// that the archive has, whose articles are an answer already, only the smallest slips are certain.
// Errors: DeadlineExceeded.
bool correct_words(query::NodePtr& root, Slips slips, const Snapshot& snapshot, text::Analyzer& analyzer,
                   Speller& speller, Matcher& matcher);

}  // namespace fonds::search
