// Finds words side by side in an article's words in order: a phrase, a compound; looked for from its rarest word on.
//
// Thread safety: immutable once made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/index/word_stream.h"
#include "server/search/word_finder.h"

namespace fonds::search {

class SequenceFinder {
 public:
  // `words`: what may stand at each place. `one_compound`: nothing may part them (« bourg en Bresse » without a comma).
  SequenceFinder(std::vector<WordFinder> words, std::size_t rarest, bool one_compound)
      : words_(std::move(words)), rarest_(static_cast<std::uint32_t>(rarest)), one_compound_(one_compound) {}

  // Calls found(place of the first word) until it gives false; [0, end) is searched, a field at a time.
  template <typename Found>
  void for_each(const index::WordStream& stream, std::uint32_t end, Found&& found) const {
    words_[rarest_].for_each(stream, 0, end, [&](std::uint32_t place) {
      const std::optional<std::uint32_t> first = around(stream, end, place);
      return !first || found(*first);
    });
  }

  bool is_in(const index::WordStream& stream, std::uint32_t end) const {
    bool found = false;
    for_each(stream, end, [&](std::uint32_t) {
      found = true;
      return false;
    });
    return found;
  }

  // The place of the first word, where `place` has the rarest and the others stand around it.
  std::optional<std::uint32_t> around(const index::WordStream& stream, std::uint32_t end,
                                      std::uint32_t place) const {
    const auto length = static_cast<std::uint32_t>(words_.size());
    if (place < rarest_) return std::nullopt;
    const std::uint32_t first = place - rarest_;
    const std::uint32_t last = first + length - 1;
    if (last >= end || field(stream, first) != field(stream, last)) return std::nullopt;
    for (std::uint32_t i = 0; i < length; ++i) {
      if (i != rarest_ && !words_[i].holds(stream, first + i)) return std::nullopt;
    }
    if (one_compound_) {
      for (std::uint32_t i = first; i < last; ++i) {
        if (stream.has_break_after(i)) return std::nullopt;
      }
    }
    return first;
  }

  std::size_t rarest() const { return rarest_; }

 private:
  static int field(const index::WordStream& stream, std::uint32_t place) {
    if (place < stream.title) return 0;
    return place - stream.title < stream.lead ? 1 : 2;
  }
  std::vector<WordFinder> words_;
  std::uint32_t rarest_;
  bool one_compound_;
};

}  // namespace fonds::search
