// The words of an article one after the other, as numbers: what phrases, highlights and closeness are found
// in. Position i of a field is the i-th number of the field, so a word is found where it stands without any
// list of positions.
//
// A number below kSeeExtras is a word of the article store's list, frequent words first; two bytes hold it
// for all but about one word in fifty. Where they do not, and for what stands beside a word (the joined form
// of a compound, at each position it covers; another form of a number), the number is in the extras.
// A comma leaves no trace in the numbers; whether something parts a word from the next is one bit beside
// them.
//
// Thread safety: plain data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace fonds::index {

// of a word in an article store; never reused
using WordNumber = std::uint32_t;

struct ExtraWord {
  // into the article's words
  std::uint32_t place = 0;
  WordNumber word = 0;
};

// As a store gives it: views into the store.
struct WordStream {
  // the word at this place has a number above kLargest
  static constexpr std::uint16_t kSeeExtras = 0xFFFF;
  // no plain word here
  static constexpr std::uint16_t kNoWord = 0xFFFE;
  // that two bytes hold
  static constexpr WordNumber kLargest = 0xFFFD;

  // of so many words, the first in the lowest bit
  using BreakBits = std::uint32_t;
  static constexpr std::uint32_t kBreakBits = 32;
  static constexpr std::size_t break_units(std::size_t words) {
    return (words + kBreakBits - 1) / kBreakBits;
  }

  // places of the title, then of the lead; the body has the rest
  std::uint32_t title = 0, lead = 0;
  // of title, lead and body
  std::span<const std::uint16_t> words;
  // by place
  std::span<const ExtraWord> extras;
  // break_units(words.size()) of them
  std::span<const BreakBits> breaks;

  // Whether something parts this word from the next, so that they are no compound (text/compounds.h).
  bool has_break_after(std::uint32_t place) const {
    return breaks[place / kBreakBits] >> place % kBreakBits & 1;
  }
};

// As an article is indexed.
struct WordSequence {
  static constexpr WordNumber kNone = ~WordNumber{0};

  std::uint32_t title = 0, lead = 0;
  // kNone where no plain word stands
  std::vector<WordNumber> words;
  // by place: something parts it from the next
  std::vector<bool> breaks;
  std::vector<ExtraWord> beside;
  void clear() {
    title = lead = 0;
    words.clear();
    breaks.clear();
    beside.clear();
  }
};

// Numbers for words, in the order they are first met, with how often they were.
class WordNumbers {
 public:
  WordNumber number(std::string_view word) {
    auto found = numbers_.find(word);
    if (found == numbers_.end()) {
      found = numbers_.emplace(std::string(word), static_cast<WordNumber>(words_.size())).first;
      words_.push_back({found->first, 0});
    }
    ++words_[found->second].uses;
    return found->second;
  }
  struct Word {
    std::string_view text;
    std::uint64_t uses;
  };
  const std::vector<Word>& words() const { return words_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };
  // nodes: texts stay in place
  std::unordered_map<std::string, WordNumber, Hash, std::equal_to<>> numbers_;
  // by number
  std::vector<Word> words_;
};

}  // namespace fonds::index
