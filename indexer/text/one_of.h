// A word in a few words. Thread safety: pure functions.
#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>

#include "indexer/text/ascii.h"

namespace fonds::text {

template <typename Words>
constexpr bool is_one_of(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// A word in a text of words apart by white space, as the class of an element of HTML.
constexpr bool has_word(std::string_view words, std::string_view wanted) {
  while (!words.empty()) {
    std::size_t end = 0;
    while (end < words.size() && !is_ascii_space(words[end])) ++end;
    if (end > 0 && words.substr(0, end) == wanted) return true;
    words.remove_prefix(end < words.size() ? end + 1 : end);
  }
  return false;
}

}  // namespace fonds::text
