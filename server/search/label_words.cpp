#include "server/search/label_words.h"

#include <cstddef>

namespace fonds::search {

namespace {

// Folding leaves ASCII for Latin letters, digits and the signs between them; any other script is letters.
bool is_separator(char c) {
  const auto u = static_cast<unsigned char>(c);
  return u < 0x80 && !(u >= '0' && u <= '9') && !(u >= 'a' && u <= 'z');
}

}  // namespace

std::vector<std::string_view> label_words(std::string_view folded) {
  std::vector<std::string_view> words;
  std::size_t i = 0;
  while (i < folded.size()) {
    while (i < folded.size() && is_separator(folded[i])) ++i;
    const std::size_t start = i;
    while (i < folded.size() && !is_separator(folded[i])) ++i;
    if (i > start) words.push_back(folded.substr(start, i - start));
  }
  return words;
}

}  // namespace fonds::search
