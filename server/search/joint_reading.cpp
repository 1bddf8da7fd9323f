#include "server/search/joint_reading.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <span>

namespace fonds::search {

namespace {

constexpr unsigned kArticlesBetweenChecks = 256;  // some 0.1 ms

// For each word of the store, the sequences that have it at their rarest place.
class ByWord {
 public:
  ByWord(const std::vector<SoughtSequence>& sought, std::size_t words) : starts_(words + 1, 0) {
    const auto for_each = [&](auto&& f) {
      for (std::uint32_t sequence = 0; sequence < sought.size(); ++sequence) {
        for (const index::WordNumber word : sought[sequence].rarest) {
          if (word < words) f(word, sequence);
        }
      }
    };
    for_each([&](index::WordNumber word, std::uint32_t) { ++starts_[word + 1]; });
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    sequences_.resize(starts_.back());
    std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
    for_each([&](index::WordNumber word, std::uint32_t sequence) { sequences_[next[word]++] = sequence; });
  }
  std::span<const std::uint32_t> of(index::WordNumber word) const {
    if (word + std::size_t{1} >= starts_.size()) return {};
    return {sequences_.data() + starts_[word], starts_[word + 1] - starts_[word]};
  }

 private:
  std::vector<std::uint32_t> starts_, sequences_;
};

}  // namespace

void read_jointly(std::vector<SoughtSequence>& sought, const Snapshot& snapshot, Deadline deadline) {
  const ByWord by_word(sought, snapshot.stored_words());
  Bitmap articles(snapshot.columns().size());
  for (const SoughtSequence& sequence : sought) articles |= sequence.candidates;
  std::vector<bool> wanted(sought.size());
  DeadlineWatch watch(deadline, kArticlesBetweenChecks);
  articles.for_each([&](Rank rank) {
    watch.step();
    std::size_t left = 0;
    for (std::size_t i = 0; i < sought.size(); ++i) {
      wanted[i] = sought[i].candidates.test(rank);
      left += wanted[i] ? 1 : 0;
    }
    const index::WordStream stream = snapshot.words(rank);
    const auto end = static_cast<std::uint32_t>(stream.words.size());
    const auto look = [&](index::WordNumber word, std::uint32_t place) {
      for (const std::uint32_t i : by_word.of(word)) {
        if (!wanted[i]) continue;
        const std::uint32_t places = sought[i].title_only ? stream.title : end;
        if (place >= places || !sought[i].finder.around(stream, places, place)) continue;
        sought[i].found.set(rank);
        wanted[i] = false;
        --left;
      }
    };
    for (std::uint32_t place = 0; place < end && left > 0; ++place) {
      if (stream.words[place] <= index::WordStream::kLargest) look(stream.words[place], place);
    }
    for (auto extra = stream.extras.begin(); extra != stream.extras.end() && left > 0; ++extra) {
      look(extra->word, extra->place);
    }
  });
}

}  // namespace fonds::search
