// Words of the archive that are close to a word it does not have.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/lexicon.h"

namespace fonds::search {

// Words within one edit of `folded` (two from 8 letters on), closest first, then most frequent; never
// `folded` itself, never for words with a digit or under 4 letters. Edits are those of Damerau and
// Levenshtein (optimal string alignment): a letter added, left out, replaced, or two neighbours swapped.
std::vector<WordId> close_words(std::string_view folded, const Lexicon& lexicon, std::size_t limit);

// Edits between two words, or limit + 1 where there are more than `limit`.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

}  // namespace fonds::search
