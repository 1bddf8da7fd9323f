// How far one word is from being a slip of another: a table of weighted edits that is filled letter by
// letter, so that words which begin alike share their rows. The costs are those of French writers: what
// sounds alike is nearly free, a swap of neighbours is cheaper than a wrong letter.
//
// Costs are in hundredths of an edit. Source: Damerau 1964 and Levenshtein 1966 (optimal string alignment),
// with the replacement of sequences of Brill and Moore 2000.
//
// Thread safety: one thread at a time.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "indexer/text/analyzer.h"
#include "server/search/sounds.h"

namespace fonds::search {

class SlipTable {
 public:
  using Cost = std::uint16_t;

  // a letter added, left out or replaced
  static constexpr Cost kEdit = 100;
  // neighbours exchanged
  static constexpr Cost kSwap = 65;
  // another spelling of the same sound
  static constexpr Cost kSound = 30;
  // one letter for two, or two for one
  static constexpr Cost kDoubled = 25;
  static constexpr Cost kSilentH = 25;
  static constexpr Cost kMuteEnding = 30;
  // a vowel for another
  static constexpr Cost kVowel = 75;
  // on top: the first letter is seldom wrong
  static constexpr Cost kFirstLetter = 50;

  // `typed` must outlive the table. Costs above `limit` need not be exact.
  // REQUIRES: typed is at most text::kMaxTermBytes long.
  SlipTable(std::string_view typed, Cost limit);

  // Makes the first `kept` letters of the last word and the rest of `word` the rows of the table. Returns
  // how many letters of `word` had been taken when no word that begins with them could be within the limit
  // any more; word.size() + 1 where all were taken. REQUIRES: kept <= depth(), and the last word begins with
  // the same `kept` letters.
  std::size_t enter(std::string_view word, std::size_t kept);

  // Letters taken of the last word.
  std::size_t depth() const { return depth_; }

  // Of the whole last word. REQUIRES: enter() took all of it.
  Cost cost(std::string_view word) const;

 private:
  static constexpr std::size_t kSide = text::kMaxTermBytes + 1;
  static constexpr Cost kFar = 10'000;
  // Cells further from the diagonal would take that many letters added or left out.
  static constexpr std::size_t kBand = 3;

  // by length
  using Sounds = std::array<std::uint64_t, kLongestSpelling + 1>;

  static Sounds sounds_before(std::string_view word, std::size_t end);
  void fill_row(std::string_view word);
  Cost cell(std::string_view word, std::size_t i, const Sounds& sounds, std::uint64_t groups) const;
  // Of a letter too many, the one before `end`.
  static Cost single(std::string_view word, std::size_t end);
  // Of the last letters of a word for nothing.
  static Cost mute(std::string_view word, std::size_t letters);

  std::string_view typed_;
  Cost limit_;
  std::size_t depth_ = 0;
  // [letters of the word][letters typed]
  std::array<std::array<Cost, kSide>, kSide> rows_;
  // of each row
  std::array<Cost, kSide> least_{};
  std::array<Sounds, kSide> typed_sounds_{};
  // of any length
  std::array<std::uint64_t, kSide> typed_groups_{};
};

// The cost of taking `word` for `typed`, or limit + 1 where it is above `limit`. Not symmetric at the first
// letter alone.
SlipTable::Cost slip_cost(std::string_view typed, std::string_view word, SlipTable::Cost limit);

}  // namespace fonds::search
