// Words of the archive that a word it does not have may be a slip of.
//
// The lexicon is walked as the trie that a sorted list is: words that begin alike share their rows of the
// table of edits, and a beginning that is too far from what was typed takes all its words with it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/search/lexicon.h"
#include "server/search/slip_table.h"

namespace fonds::search {

struct CloseWord {
  WordId word = Lexicon::kNone;
  SlipTable::Cost cost = 0;
};

// What no slip is looked for in: words with a digit (2001 is not 2000) and words under 3 letters.
bool may_be_slip(std::string_view folded);

// The word that `folded` is most likely a slip of: the cost of the slip against how often the archive has
// the word. nullopt where no word is near. Never `folded` itself, never a word with a digit.
std::optional<CloseWord> likeliest_word(std::string_view folded, const Lexicon& lexicon);

// One letter wrong, and a mute ending.
inline constexpr SlipTable::Cost kOneSlip = SlipTable::kEdit + SlipTable::kMuteEnding;

// Words within `most` of `folded`, the likeliest first.
std::vector<CloseWord> close_words(std::string_view folded, const Lexicon& lexicon, SlipTable::Cost most,
                                   std::size_t limit);

// How likely a word is for being frequent, in the unit of costs: to be taken from the cost of a slip.
double frequency_credit(std::uint32_t articles);
double likelihood(const CloseWord& close, const Lexicon& lexicon);

}  // namespace fonds::search
