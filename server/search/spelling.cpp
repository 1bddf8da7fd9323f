#include "server/search/spelling.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace fonds::search {

namespace {

using Cost = SlipTable::Cost;

constexpr unsigned kWordsBetweenChecks = 256;  // some 0.1 ms
constexpr std::size_t kShortest = 3;           // letters: shorter words are one edit from everything

// What one slip may cost in a word of so many letters. Three letters allow two that changed places and
// nothing else; a wrong letter in four or more; two in eight or more.
Cost most_for(std::size_t letters) {
  if (letters < 4) return SlipTable::kSwap;
  if (letters < 6) return SlipTable::kEdit + SlipTable::kDoubled;
  if (letters < 8) return SlipTable::kEdit + 2 * SlipTable::kSound;
  return 2 * SlipTable::kEdit + SlipTable::kSound;
}

// Within this the table is small: most slips are found there.
constexpr Cost kEasy = SlipTable::kVowel;

// A word ten times as frequent makes up for a quarter of an edit: see the shared spelling test.
constexpr double kCreditOfTen = 25;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The first word from `from` on that does not begin with `prefix`; galloping, for it is mostly near.
WordId behind(const Lexicon& lexicon, WordId from, std::string_view prefix) {
  const auto inside = [&](WordId id) { return lexicon.word(id).starts_with(prefix); };
  const auto size = static_cast<WordId>(lexicon.size());
  WordId step = 1;
  WordId low = from;  // inside
  while (low + step < size && inside(low + step)) {
    low += step;
    step *= 2;
  }
  WordId high = std::min(low + step, size);  // outside
  while (low + 1 < high) {
    const WordId middle = low + (high - low) / 2;
    (inside(middle) ? low : high) = middle;
  }
  return high;
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const auto [end, unused] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

// Whether two letters of five that were typed are in the word, in their order. Spelled by ear, fisik has as
// many of physique; a chain of sounds that shares none is no reading of what was typed: zzyzx is not sciez.
bool keeps_letters(std::string_view typed, std::string_view word) {
  std::vector<std::size_t> kept(word.size() + 1);  // the longest common subsequence, by letters of the word
  for (const char letter : typed) {
    std::size_t before = 0;
    for (std::size_t i = 1; i <= word.size(); ++i) {
      const std::size_t both = word[i - 1] == letter ? before + 1 : std::max(kept[i], kept[i - 1]);
      before = std::exchange(kept[i], both);
    }
  }
  return 5 * kept.back() >= 2 * typed.size();
}

template <typename Found>
void for_each_within(std::string_view folded, const Lexicon& lexicon, Cost most, Deadline deadline,
                     std::size_t same, Found&& found) {
  DeadlineWatch watch(deadline, kWordsBetweenChecks);
  SlipTable table(folded, most);
  std::string_view last;
  const auto [begin, end] = lexicon.with_prefix(folded.substr(0, same));
  for (WordId id = begin; id < end;) {
    watch.step();
    const std::string_view word = lexicon.word(id);
    const std::size_t taken = table.enter(word, std::min(common_prefix(last, word), table.depth()));
    last = word;
    if (taken <= word.size()) {
      id = behind(lexicon, id, word.substr(0, taken));
      continue;
    }
    const Cost cost = table.cost(word);
    if (cost <= most && word != folded && !has_digit(word) && keeps_letters(folded, word))
      found(CloseWord{id, cost});
    ++id;
  }
}

}  // namespace

double frequency_credit(std::uint32_t articles) {
  return kCreditOfTen * std::log10(static_cast<double>(articles) + 1);
}

double likelihood(const CloseWord& close, const Lexicon& lexicon) {
  return frequency_credit(lexicon.articles(close.word)) - close.cost;
}

bool may_be_slip(std::string_view folded) {
  return folded.size() >= kShortest && folded.size() <= text::kMaxTermBytes && !has_digit(folded);
}

std::optional<CloseWord> likeliest_word(std::string_view folded, const Lexicon& lexicon, Deadline deadline) {
  if (!may_be_slip(folded)) return std::nullopt;
  const Cost most = most_for(folded.size());
  const Cost easy = std::min(most, kEasy);
  std::optional<CloseWord> best;
  const auto keep_better = [&](const CloseWord& close) {
    if (!best || likelihood(close, lexicon) > likelihood(*best, lexicon)) best = close;
  };
  for_each_within(folded, lexicon, easy, deadline, 0, keep_better);
  // A costlier slip wins only by a frequency that some word has.
  double worth = most;
  if (best) worth = std::min(worth, frequency_credit(lexicon.most_articles()) - likelihood(*best, lexicon));
  if (worth > easy) {
    for_each_within(folded, lexicon, static_cast<Cost>(worth), deadline, 0, keep_better);
  }
  return best;
}

std::vector<CloseWord> close_words(std::string_view folded, const Lexicon& lexicon, Cost most,
                                   std::size_t limit, Deadline deadline, std::size_t same) {
  if (!may_be_slip(folded)) return {};
  std::vector<CloseWord> found;
  most = std::min(most, most_for(folded.size()));
  for_each_within(folded, lexicon, most, deadline, same,
                  [&](const CloseWord& close) { found.push_back(close); });
  const std::size_t kept = std::min(limit, found.size());
  std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                    [&](const CloseWord& a, const CloseWord& b) {
                      const double la = likelihood(a, lexicon);
                      const double lb = likelihood(b, lexicon);
                      return la != lb ? la > lb : a.word < b.word;
                    });
  found.resize(kept);
  return found;
}

bool Speller::may_look() {
  if (looked_ == kWords) exhausted_ = true;
  return !exhausted_ && ++looked_ > 0;
}

std::optional<CloseWord> Speller::likeliest(std::string_view folded) {
  if (const auto known = likeliest_.find(folded); known != likeliest_.end()) return known->second;
  if (!may_be_slip(folded) || !may_look()) return std::nullopt;
  return likeliest_.emplace(std::string(folded), likeliest_word(folded, lexicon_, deadline_)).first->second;
}

const std::vector<CloseWord>& Speller::close(std::string_view folded, SlipTable::Cost most,
                                             std::size_t limit) {
  static const std::vector<CloseWord> kNothing;
  std::tuple<std::string, SlipTable::Cost, std::size_t> key(folded, most, limit);
  if (const auto known = close_.find(key); known != close_.end()) return known->second;
  if (!may_be_slip(folded) || !may_look()) return kNothing;
  return close_.emplace(std::move(key), close_words(folded, lexicon_, most, limit, deadline_)).first->second;
}

}  // namespace fonds::search
