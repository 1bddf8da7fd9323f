#include "server/search/near_identical.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

namespace fonds::search {

namespace {

// Texts share so many of their shingles, of those that either has. Two dispatches of one agency on the same
// day stay below, a corrected or slightly longer version is above.
constexpr double kResemblance = 0.7;
// Texts whose lengths differ more than that cannot resemble so much.
constexpr double kShorter = 0.7;
constexpr unsigned kPickedBits = 3;          // of a hash that are 0: one shingle in eight
constexpr std::uint32_t kFewShingles = 256;  // of a text so short that all of them count

std::uint64_t hash(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t x = (a << 32 | b << 16 | c) * 0x9E3779B97F4A7C15ULL;  // Knuth's multiplicative hashing
  return x ^ (x >> 32);
}

// The shingles of a text that are compared. Two texts of about one length are thinned alike, or neither is.
class Shingles {
 public:
  void read(const index::WordStream& stream, bool thinned) {
    const auto& words = stream.words;
    for (std::size_t i = 2; i < words.size(); ++i) {
      const std::uint64_t value = hash(words[i - 2], words[i - 1], words[i]);
      if (thinned && (value & ((1U << kPickedBits) - 1)) != 0) continue;
      picked_.push_back(value);
      const std::uint64_t bit = value >> kPickedBits & (64 * kSketchWords - 1);
      sketch_[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
  }
  bool empty() const { return picked_.empty(); }

  // What resemblance cannot be above, from the sketches alone: each bit that one has and the other has not
  // stands for a shingle that only one has.
  friend double most_resemblance(const Shingles& a, const Shingles& b) {
    int differ = 0;
    for (std::size_t i = 0; i < kSketchWords; ++i) differ += std::popcount(a.sketch_[i] ^ b.sketch_[i]);
    const double all = static_cast<double>(a.picked_.size() + b.picked_.size());
    return all == 0 ? 0 : (all - differ) / (all + differ);
  }
  // Shared shingles, of those that either has (Broder 1997).
  friend double resemblance(Shingles& a, Shingles& b) {
    const std::vector<std::uint64_t>& x = a.sorted();
    const std::vector<std::uint64_t>& y = b.sorted();
    std::size_t both = 0;
    for (auto i = x.begin(), j = y.begin(); i != x.end() && j != y.end();) {
      both += *i == *j;
      const bool next_i = *i <= *j;
      const bool next_j = *j <= *i;
      i += next_i;
      j += next_j;
    }
    const std::size_t either = x.size() + y.size() - both;
    return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
  }

 private:
  static constexpr std::size_t kSketchWords = 16;  // 1,024 bits

  // Ascending and distinct.
  const std::vector<std::uint64_t>& sorted() {
    if (!is_sorted_) {
      std::sort(picked_.begin(), picked_.end());
      picked_.erase(std::unique(picked_.begin(), picked_.end()), picked_.end());
      is_sorted_ = true;
    }
    return picked_;
  }

  std::vector<std::uint64_t> picked_;
  std::array<std::uint64_t, kSketchWords> sketch_{};
  bool is_sorted_ = false;
};

}  // namespace

std::vector<std::size_t> near_identical(const std::vector<Rank>& articles, const Snapshot& snapshot,
                                        Deadline deadline) {
  struct Text {
    index::WordStream stream;
    Shingles shingles[2];  // all, and thinned; empty until asked for
    Shingles& compared(bool thinned) {
      Shingles& wanted = shingles[thinned ? 1 : 0];
      if (wanted.empty()) wanted.read(stream, thinned);
      return wanted;
    }
  };
  std::vector<Text> texts;
  texts.reserve(articles.size());
  std::vector<std::size_t> first(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    check(deadline);
    texts.push_back({snapshot.words(articles[i]), {}});
    first[i] = i;
    const double length = static_cast<double>(texts[i].stream.words.size());
    for (std::size_t j = 0; j < i && first[i] == i; ++j) {
      if (first[j] != j) continue;
      const double other = static_cast<double>(texts[j].stream.words.size());
      const double shorter = std::min(length, other);
      if (shorter < kShorter * std::max(length, other)) continue;
      const bool thinned = shorter > kFewShingles;
      Shingles& a = texts[i].compared(thinned);
      Shingles& b = texts[j].compared(thinned);
      if (most_resemblance(a, b) >= kResemblance && resemblance(a, b) >= kResemblance) first[i] = j;
    }
  }
  return first;
}

}  // namespace fonds::search
