#include "server/search/bitmap.h"

#include <algorithm>

namespace fonds::search {

namespace {
constexpr std::uint64_t kOnes = ~std::uint64_t{0};
std::uint64_t from_bit(std::uint32_t bit) {
  return kOnes << (bit & 63);
}
}  // namespace

std::uint64_t Bitmap::count(std::uint32_t begin, std::uint32_t end) const {
  end = std::min(end, size_);
  if (begin >= end) return 0;
  const std::size_t first = begin >> 6;
  const std::size_t last = (end - 1) >> 6;
  const std::uint64_t last_mask = kOnes >> (63 - ((end - 1) & 63));
  if (first == last) return bits_set(words_[first] & from_bit(begin) & last_mask);
  std::uint64_t n = bits_set(words_[first] & from_bit(begin));
  for (std::size_t i = first + 1; i < last; ++i) n += bits_set(words_[i]);
  return n + bits_set(words_[last] & last_mask);
}

void Bitmap::set_range(std::uint32_t begin, std::uint32_t end) {
  end = std::min(end, size_);
  if (begin >= end) return;
  const std::size_t first = begin >> 6;
  const std::size_t last = (end - 1) >> 6;
  const std::uint64_t last_mask = kOnes >> (63 - ((end - 1) & 63));
  if (first == last) {
    words_[first] |= from_bit(begin) & last_mask;
    return;
  }
  words_[first] |= from_bit(begin);
  for (std::size_t i = first + 1; i < last; ++i) words_[i] = kOnes;
  words_[last] |= last_mask;
}

std::uint32_t Bitmap::next(std::uint32_t i) const {
  if (i >= size_) return size_;
  std::size_t word = i >> 6;
  std::uint64_t w = words_[word] & from_bit(i);
  while (w == 0) {
    if (++word == words_.size()) return size_;
    w = words_[word];
  }
  return static_cast<std::uint32_t>(word * 64 + static_cast<unsigned>(std::countr_zero(w)));
}

std::uint32_t Bitmap::previous(std::uint32_t i) const {
  if (size_ == 0) return size_;
  i = std::min(i, size_ - 1);
  std::size_t word = i >> 6;
  std::uint64_t w = words_[word] & (kOnes >> (63 - (i & 63)));
  while (w == 0) {
    if (word-- == 0) return size_;
    w = words_[word];
  }
  return static_cast<std::uint32_t>(word * 64 + 63 - static_cast<unsigned>(std::countl_zero(w)));
}

}  // namespace fonds::search
