#include "server/search/near_identical.h"

#include <algorithm>
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

// The shingles of a text that are compared, ascending. Two texts of about one length are thinned alike, or
// neither is: `thinned` says which.
std::vector<std::uint64_t> shingles(const index::WordStream& stream, bool thinned) {
  std::vector<std::uint64_t> picked;
  const auto& words = stream.words;
  for (std::size_t i = 2; i < words.size(); ++i) {
    const std::uint64_t value = hash(words[i - 2], words[i - 1], words[i]);
    if (!thinned || (value & ((1U << kPickedBits) - 1)) == 0) picked.push_back(value);
  }
  std::sort(picked.begin(), picked.end());
  picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
  return picked;
}

double resemblance(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t both = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) {
      ++both;
      ++i;
      ++j;
    } else if (*i < *j) {
      ++i;
    } else {
      ++j;
    }
  }
  const std::size_t either = a.size() + b.size() - both;
  return either == 0 ? 0 : static_cast<double>(both) / static_cast<double>(either);
}

}  // namespace

std::vector<std::size_t> near_identical(const std::vector<Rank>& articles, const Snapshot& snapshot) {
  struct Text {
    index::WordStream stream;
    std::vector<std::uint64_t> shingles[2];  // all, and thinned; empty until asked for
    const std::vector<std::uint64_t>& compared(bool thinned) {
      std::vector<std::uint64_t>& wanted = shingles[thinned ? 1 : 0];
      if (wanted.empty()) wanted = search::shingles(stream, thinned);
      return wanted;
    }
  };
  std::vector<Text> texts;
  texts.reserve(articles.size());
  std::vector<std::size_t> first(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    texts.push_back({snapshot.words(articles[i]), {}});
    first[i] = i;
    const double length = static_cast<double>(texts[i].stream.words.size());
    for (std::size_t j = 0; j < i && first[i] == i; ++j) {
      if (first[j] != j) continue;
      const double other = static_cast<double>(texts[j].stream.words.size());
      const double shorter = std::min(length, other);
      if (shorter < kShorter * std::max(length, other)) continue;
      const bool thinned = shorter > kFewShingles;
      if (resemblance(texts[i].compared(thinned), texts[j].compared(thinned)) >= kResemblance) first[i] = j;
    }
  }
  return first;
}

}  // namespace fonds::search
