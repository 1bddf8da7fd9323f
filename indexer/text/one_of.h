// A word in a short list of words. Thread safety: pure functions.
#pragma once

#include <algorithm>
#include <string_view>

namespace fonds::text {

template <typename Words>
constexpr bool is_one_of(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

}  // namespace fonds::text
