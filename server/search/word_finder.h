// Finds words in an article's words in order: the places at which any of some words stands.
//
// Most words of a text are compared eight at a time. Thread safety: immutable once made.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

#include "indexer/index/word_stream.h"

namespace fonds::search {

class WordFinder {
 public:
  // `words`: numbers of the article store.
  explicit WordFinder(std::vector<index::WordNumber> words);

  bool empty() const { return words_.empty(); }

  // Calls found(place) for each place in [begin, end) that one of the words holds, in no order; a place may
  // come twice. Stops where `found` gives false.
  template <typename Found>
  void for_each(const index::WordStream& stream, std::uint32_t begin, std::uint32_t end, Found&& found) const;

  bool holds(const index::WordStream& stream, std::uint32_t place) const;

 private:
  // words up to which comparing each is quicker than a table
  static constexpr std::size_t kCompared = 12;
  bool has(std::uint16_t code) const { return (table_[code >> 6] >> (code & 63)) & 1; }
  bool has_number(index::WordNumber word) const {
    return std::binary_search(words_.begin(), words_.end(), word);
  }

  // ascending
  std::vector<index::WordNumber> words_;
  // those that two bytes hold
  std::vector<std::uint16_t> codes_;
  // a bit for each code, where there are many
  std::vector<std::uint64_t> table_;
};

template <typename Found>
void WordFinder::for_each(const index::WordStream& stream, std::uint32_t begin, std::uint32_t end,
                          Found&& found) const {
  end = std::min(end, static_cast<std::uint32_t>(stream.words.size()));
  const std::uint16_t* words = stream.words.data();
  std::uint32_t place = begin;
  if (!table_.empty()) {
    for (; place < end; ++place) {
      if (has(words[place]) && !found(place)) return;
    }
  } else if (!codes_.empty()) {
    using Eight = std::uint16_t __attribute__((vector_size(16)));
    const auto matches = [&](std::uint16_t word) {
      return std::find(codes_.begin(), codes_.end(), word) != codes_.end();
    };
    for (; place + 8 <= end; place += 8) {
      Eight eight;
      std::memcpy(&eight, words + place, sizeof eight);
      auto any = eight == codes_.front();
      for (std::size_t i = 1; i < codes_.size(); ++i) any |= eight == codes_[i];
      std::uint64_t halves[2];
      static_assert(sizeof any == sizeof halves);
      std::memcpy(halves, &any, sizeof halves);
      if ((halves[0] | halves[1]) == 0) continue;
      for (std::uint32_t i = 0; i < 8; ++i) {
        if (any[i] != 0 && !found(place + i)) return;
      }
    }
    for (; place < end; ++place) {
      if (matches(words[place]) && !found(place)) return;
    }
  }
  auto extra = stream.extras.begin();
  if (begin > 0) {
    extra = std::partition_point(extra, stream.extras.end(),
                                 [&](const index::ExtraWord& e) { return e.place < begin; });
  }
  for (; extra != stream.extras.end() && extra->place < end; ++extra) {
    if (has_number(extra->word) && !found(extra->place)) return;
  }
}

}  // namespace fonds::search
