// A set of articles as one bit per rank (the article's place in newest-first order).
//
// Plain 64-bit words: at the archive sizes Fonds is for, a whole bitmap is a few kilobytes (21,868
// articles: 2.7 kB), and an intersection is a short vectorised loop. Thread safety: as a std::vector.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace fonds::search {

// Bits that are set. Without the instruction, which the plainest machines lack, std::popcount is a call into a library.
// (Knuth, TAOCP 7.1.3, sideways addition)
constexpr unsigned bits_set(std::uint64_t word) {
  constexpr std::uint64_t kPairs = 0x5555555555555555, kNibbles = 0x3333333333333333,
                          kBytes = 0x0F0F0F0F0F0F0F0F, kSum = 0x0101010101010101;
  word -= word >> 1 & kPairs;
  word = (word & kNibbles) + (word >> 2 & kNibbles);
  word = (word + (word >> 4)) & kBytes;
  return static_cast<unsigned>(word * kSum >> 56);
}

class Bitmap {
 public:
  Bitmap() = default;
  explicit Bitmap(std::uint32_t size, bool value = false)
      : size_(size), words_((size + 63) / 64, value ? ~std::uint64_t{0} : 0) {
    trim();
  }

  std::uint32_t size() const { return size_; }
  std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }
  // 64 members at once: bit i & 63 of word i >> 6 stands for i.
  std::size_t words() const { return words_.size(); }
  std::uint64_t word(std::size_t w) const { return words_[w]; }
  void set(std::uint32_t i) { words_[i >> 6] |= std::uint64_t{1} << (i & 63); }
  bool test(std::uint32_t i) const { return (words_[i >> 6] >> (i & 63)) & 1; }

  std::uint64_t count() const {
    std::uint64_t n = 0;
    for (const std::uint64_t w : words_) n += bits_set(w);
    return n;
  }
  bool none() const {
    for (const std::uint64_t w : words_) {
      if (w != 0) return false;
    }
    return true;
  }
  // Members in [begin, end).
  std::uint64_t count(std::uint32_t begin, std::uint32_t end) const;
  // Members of both.
  std::uint64_t count_and(const Bitmap& other) const {
    std::uint64_t n = 0;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      n += bits_set(words_[i] & other.words_[i]);
    }
    return n;
  }

  Bitmap& operator&=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
    return *this;
  }
  Bitmap& operator|=(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= other.words_[i];
    return *this;
  }
  Bitmap& subtract(const Bitmap& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= ~other.words_[i];
    return *this;
  }
  void flip() {
    for (std::uint64_t& w : words_) w = ~w;
    trim();
  }
  // Sets [begin, end).
  void set_range(std::uint32_t begin, std::uint32_t end);

  // Calls f(i) for each member, ascending.
  template <typename F>
  void for_each(F&& f) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t w = words_[i]; w != 0; w &= w - 1) {
        f(static_cast<std::uint32_t>(i * 64 + static_cast<unsigned>(std::countr_zero(w))));
      }
    }
  }
  // The first member at or after i, or size() where there is none.
  std::uint32_t next(std::uint32_t i) const;
  // The last member at or before i, or size() where there is none.
  std::uint32_t previous(std::uint32_t i) const;

  bool operator==(const Bitmap&) const = default;

 private:
  void trim() {
    if (size_ % 64 != 0) words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }
  std::uint32_t size_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace fonds::search
