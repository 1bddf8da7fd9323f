#include "server/search/slip_table.h"

#include <algorithm>

namespace fonds::search {

namespace {

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

// Silent but where it makes another sound of the letter before it.
bool is_silent_h(std::string_view word, std::size_t at) {
  if (word[at] != 'h') return false;
  return at == 0 || (word[at - 1] != 'c' && word[at - 1] != 'p' && word[at - 1] != 's');
}

constexpr std::size_t kLongestFinal = 4;  // letters of a sequence that sounds alike only at the end
constexpr std::size_t kLongestMute = 3;

}  // namespace

SlipTable::SlipTable(std::string_view typed, Cost limit) : typed_(typed), limit_(limit) {
  for (auto& row : rows_) row.fill(kFar);
  rows_[0][0] = 0;
  least_[0] = 0;
  for (std::size_t i = 1; i <= typed_.size(); ++i) {
    rows_[0][i] = std::min<Cost>(kFar, rows_[0][i - 1] + single(typed_, i));
    typed_sounds_[i] = sounds_before(typed_, i);
    for (const std::uint64_t groups : typed_sounds_[i]) typed_groups_[i] |= groups;
  }
}

SlipTable::Cost SlipTable::single(std::string_view word, std::size_t end) {
  if (is_silent_h(word, end - 1)) return kSilentH;
  return kEdit + (end == 1 ? kFirstLetter : 0);
}

SlipTable::Cost SlipTable::mute(std::string_view word, std::size_t letters) {
  const std::string_view ending = word.substr(word.size() - letters);
  if (!is_mute_ending(ending)) return kFar;
  if (letters > 1) return 2 * kMuteEnding;
  // An e is heard through the consonant before it: magasin is not magazine.
  const bool heard = ending == "e" && !is_vowel(word[word.size() - 2]);
  return kMuteEnding + (heard ? kDoubled : 0);
}

SlipTable::Sounds SlipTable::sounds_before(std::string_view word, std::size_t end) {
  Sounds sounds{};
  for (std::size_t length = 1; length <= std::min(end, kLongestSpelling); ++length) {
    sounds[length] = sounds_of(word.substr(end - length, length));
  }
  return sounds;
}

std::size_t SlipTable::enter(std::string_view word, std::size_t kept) {
  depth_ = kept;
  while (depth_ < word.size()) {
    ++depth_;
    fill_row(word);
    // Words that go on from here start from this row, or by a sequence from one of the two above.
    Cost least = least_[depth_];
    for (std::size_t back = 1; back < kLongestSpelling && back <= depth_; ++back) {
      least = std::min<Cost>(least, least_[depth_ - back] + std::min(kSound, kDoubled));
    }
    if (least > limit_) return depth_;
  }
  return word.size() + 1;
}

void SlipTable::fill_row(std::string_view word) {
  const Sounds sounds = sounds_before(word, depth_);
  std::uint64_t groups = 0;
  for (const std::uint64_t of_length : sounds) groups |= of_length;
  auto& row = rows_[depth_];
  const std::size_t from = depth_ > kBand ? depth_ - kBand : 0;
  const std::size_t to = std::min(typed_.size(), depth_ + kBand);
  // What an earlier word left where sequences may look.
  for (std::size_t i = from - std::min(from, kLongestSpelling); i < from; ++i) row[i] = kFar;
  for (std::size_t i = to + 1; i <= std::min(to + kLongestSpelling, kSide - 1); ++i) row[i] = kFar;
  Cost least = kFar;
  for (std::size_t i = from; i <= to; ++i) {
    row[i] = cell(word, i, sounds, groups);
    least = std::min(least, row[i]);
  }
  least_[depth_] = least;
}

SlipTable::Cost SlipTable::cell(std::string_view word, std::size_t i, const Sounds& sounds,
                                std::uint64_t groups) const {
  const std::size_t j = depth_;
  const char c = word[j - 1];
  Cost best = rows_[j - 1][i] + single(word, j);  // left out by the writer
  if (i == 0) return std::min(best, kFar);
  const char t = typed_[i - 1];
  best = std::min<Cost>(best, rows_[j][i - 1] + single(typed_, i));
  if (c == t) {
    best = std::min(best, rows_[j - 1][i - 1]);
  } else {
    const Cost replaced = is_vowel(c) && is_vowel(t) ? kVowel : kEdit;
    best = std::min<Cost>(best, rows_[j - 1][i - 1] + replaced + (j == 1 || i == 1 ? kFirstLetter : 0));
  }
  if (i > 1 && j > 1 && c == typed_[i - 2] && t == word[j - 2]) {
    best = std::min<Cost>(best, rows_[j - 2][i - 2] + kSwap);
  }
  if (c == t && i > 1 && typed_[i - 2] == t) best = std::min<Cost>(best, rows_[j - 1][i - 2] + kDoubled);
  if (c == t && j > 1 && word[j - 2] == c) best = std::min<Cost>(best, rows_[j - 2][i - 1] + kDoubled);
  if ((groups & typed_groups_[i]) == 0) return std::min(best, kFar);
  for (std::size_t b = 1; b <= std::min(j, kLongestSpelling); ++b) {
    if ((sounds[b] & typed_groups_[i]) == 0) continue;
    for (std::size_t a = 1; a <= std::min(i, kLongestSpelling); ++a) {
      if ((sounds[b] & typed_sounds_[i][a]) != 0) best = std::min<Cost>(best, rows_[j - b][i - a] + kSound);
    }
  }
  return std::min(best, kFar);
}

SlipTable::Cost SlipTable::cost(std::string_view word) const {
  const std::size_t m = word.size();
  const std::size_t n = typed_.size();
  Cost best = rows_[m][n];
  const auto in_band = [](std::size_t a, std::size_t b) { return a > b ? a - b <= kBand : b - a <= kBand; };
  if (!in_band(m, n)) best = kFar;
  for (std::size_t k = 1; k <= kLongestMute; ++k) {
    if (m > k && in_band(m - k, n)) best = std::min<Cost>(best, rows_[m - k][n] + mute(word, k));
    if (n > k && in_band(m, n - k)) {
      const Cost meant = typed_.back() == 's' ? kMuteEnding : 0;  // a plural that was typed
      best = std::min<Cost>(best, rows_[m][n - k] + mute(typed_, k) + meant);
    }
  }
  for (std::size_t b = 1; b <= kLongestFinal && b < m; ++b) {
    const std::uint64_t sounds = final_sounds_of(word.substr(m - b));
    if (sounds == 0) continue;
    for (std::size_t a = 1; a <= kLongestFinal && a < n; ++a) {
      if (!in_band(m - b, n - a) || (sounds & final_sounds_of(typed_.substr(n - a))) == 0) continue;
      best = std::min<Cost>(best, rows_[m - b][n - a] + kSound);
    }
  }
  return best;
}

SlipTable::Cost slip_cost(std::string_view typed, std::string_view word, SlipTable::Cost limit) {
  if (typed.size() > text::kMaxTermBytes || word.size() > text::kMaxTermBytes) return limit + 1;
  SlipTable table(typed, limit);
  if (table.enter(word, 0) <= word.size()) return limit + 1;
  return std::min<SlipTable::Cost>(table.cost(word), limit + 1);
}

}  // namespace fonds::search
