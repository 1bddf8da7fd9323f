#include "indexer/dictionary/dictionary.h"

#include <algorithm>

#include "indexer/dictionary/word_graph.h"

namespace fonds::dictionary {
namespace {

#include "indexer/dictionary/dictionary_generated.inc"

WordKinds kinds_of(std::string_view folded) {
  const bool letters = std::all_of(folded.begin(), folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return letters ? kinds_in(kGraph, kRoot, folded) : WordKinds{0};
}

}  // namespace

bool is_common_word(std::string_view folded) {
  return (kinds_of(folded) & kCommon) != 0;
}

bool is_known_name(std::string_view folded) {
  return (kinds_of(folded) & kName) != 0;
}

bool is_proper_name(std::string_view folded) {
  return (kinds_of(folded) & kProper) != 0;
}

}  // namespace fonds::dictionary
