// Words of the archive that a word it does not have may be a slip of.
//
// The lexicon is walked as the trie that a sorted list is: words that begin alike share their rows of the
// table of edits, and a beginning that is too far from what was typed takes all its words with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/lexicon.h"
#include "server/search/slip_table.h"

namespace fonds::search {

struct CloseWord {
  WordId word = Lexicon::kNone;
  SlipTable::Cost cost = 0;
};

// What no slip is looked for in: words with a digit (2001 is not 2000) and words under 3 letters.
bool may_be_slip(std::string_view folded);

// Errors of all that walk the lexicon: DeadlineExceeded.

// The word that `folded` is most likely a slip of: the cost of the slip against how often the archive has
// the word. nullopt where no word is near. Never `folded` itself, never a word with a digit.
std::optional<CloseWord> likeliest_word(std::string_view folded, const Lexicon& lexicon,
                                        Deadline deadline = Deadline::max());

// One letter wrong, and a mute ending.
inline constexpr SlipTable::Cost kOneSlip = SlipTable::kEdit + SlipTable::kMuteEnding;

// Words within `most` of `folded`, the likeliest first. `same`: only those that begin with as many letters of it,
// which takes a hundredth of the time from two on.
std::vector<CloseWord> close_words(std::string_view folded, const Lexicon& lexicon, SlipTable::Cost most,
                                   std::size_t limit, Deadline deadline = Deadline::max(),
                                   std::size_t same = 0);

// How likely a word is for being frequent, in the unit of costs: to be taken from the cost of a slip.
double frequency_credit(std::uint32_t articles);
double likelihood(const CloseWord& close, const Lexicon& lexicon);

// The two above for one request: what was asked before is not looked for again, and only so many words are looked
// for, as each costs a walk over the lexicon. Nobody misspells twenty words of one query.
// Thread safety: one thread at a time.
class Speller {
 public:
  static constexpr std::size_t kWords = 16;

  Speller(const Lexicon& lexicon, Deadline deadline) : lexicon_(lexicon), deadline_(deadline) {}

  // nullopt also where too many words were looked for before.
  std::optional<CloseWord> likeliest(std::string_view folded);
  // Empty also where too many words were looked for before.
  const std::vector<CloseWord>& close(std::string_view folded, SlipTable::Cost most, std::size_t limit);

  // Some word was not looked for.
  bool exhausted() const { return exhausted_; }

 private:
  bool may_look();

  const Lexicon& lexicon_;
  Deadline deadline_;
  std::size_t looked_ = 0;
  bool exhausted_ = false;
  std::map<std::string, std::optional<CloseWord>, std::less<>> likeliest_;
  std::map<std::tuple<std::string, SlipTable::Cost, std::size_t>, std::vector<CloseWord>> close_;
};

}  // namespace fonds::search
