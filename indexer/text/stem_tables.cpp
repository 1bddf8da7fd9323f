#include "indexer/text/stem_tables.h"

#include <array>
#include <string>
#include <unordered_set>

namespace fonds::text {
namespace {

#include "indexer/text/stem_generated.inc"

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
using Set = std::unordered_set<std::string, StringHash, std::equal_to<>>;

Set words_of(std::string_view list) {
  Set set;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (end > 0) set.emplace(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return set;
}

std::array<Set, 7>& sets() {
  static std::array<Set, 7> made = {words_of(kNouns), words_of(kInvariable), words_of(kRoots),
                                    words_of(kOnne),  words_of(kMasculine),  words_of(kInEr),
                                    words_of(kNames)};
  return made;
}

Set& set_of(WordSet set) {
  return sets()[static_cast<std::size_t>(set)];
}

}  // namespace

bool contains(WordSet set, std::string_view word) {
  const Set& words = set_of(set);
  return words.find(word) != words.end();
}

void replace_word_set(WordSet set, const std::set<std::string>& words) {
  set_of(set) = Set(words.begin(), words.end());
}

}  // namespace fonds::text
