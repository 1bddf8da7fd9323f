#include "server/search/spelling.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace fonds::search {

namespace {
constexpr std::size_t kLongest = 64;  // bytes of a folded word (text::kMaxTermBytes)
constexpr std::size_t kShortest = 4;  // bytes: shorter words are one edit from too many others
constexpr std::size_t kTwoEditsFrom = 8;

bool has_digit(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit) {
  if (a.size() > kLongest || b.size() > kLongest) return limit + 1;
  const std::size_t difference = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (difference > limit) return limit + 1;
  std::array<unsigned, kLongest + 1> before_last{}, last{}, row{};
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<unsigned>(i);
    unsigned best = row[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const unsigned replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
      best = std::min(best, row[j]);
    }
    if (best > limit) return limit + 1;
    before_last = last;
    last = row;
  }
  return std::min(last[b.size()], limit + 1);
}

std::vector<WordId> close_words(std::string_view folded, const Lexicon& lexicon, std::size_t limit) {
  if (folded.size() < kShortest || has_digit(folded)) return {};
  const unsigned edits = folded.size() >= kTwoEditsFrom ? 2 : 1;
  struct Candidate {
    unsigned distance;
    std::uint32_t articles;
    WordId word;
  };
  std::vector<Candidate> candidates;
  for (WordId id = 0; id < lexicon.size(); ++id) {
    const std::string_view word = lexicon.word(id);
    if (word == folded) continue;
    const unsigned distance = edit_distance(folded, word, edits);
    if (distance <= edits && !has_digit(word)) candidates.push_back({distance, lexicon.articles(id), id});
  }
  // A slip in the first letter is rare: such words come after the others at the same distance.
  std::sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    if (a.distance != b.distance) return a.distance < b.distance;
    const bool a_first = lexicon.word(a.word)[0] == folded[0];
    const bool b_first = lexicon.word(b.word)[0] == folded[0];
    if (a_first != b_first) return a_first;
    return a.articles != b.articles ? a.articles > b.articles : a.word < b.word;
  });
  std::vector<WordId> words;
  for (const Candidate& candidate : candidates) {
    if (words.size() == limit) break;
    words.push_back(candidate.word);
  }
  return words;
}

}  // namespace fonds::search
