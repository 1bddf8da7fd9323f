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

// Which words may be slips, each with those before it.
enum class Slips : std::uint8_t {
  unknown_words,     // of which the archive has no form: nothing is lost
  unseen_spellings,  // that find something by another form of theirs alone: poubele, by poubelles
  rare_words,        // that the archive has, but far more often one that sounds alike
};

// Replaces words in place; phrases, prefixes, dates, facet fields and what is excluded stay as typed, and so
// do numbers and short words in capitals, which are acronyms. False where nothing was replaced.
// Errors: DeadlineExceeded.
bool correct_words(query::NodePtr& root, Slips slips, const Snapshot& snapshot, text::Analyzer& analyzer,
                   Speller& speller, Matcher& matcher);

}  // namespace fonds::search
