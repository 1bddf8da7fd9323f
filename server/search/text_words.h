// The words of a text that the archive does not have, each looked up in the archive's once.
//
// Thread safety: none. The analyses whose words it was given outlive it: it holds views.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/index/word_stream.h"
#include "indexer/text/analyzer.h"
#include "server/search/lexicon.h"

namespace fonds::search {

struct TextWord {
  // kNone, and 0 articles, where the archive does not have it
  WordId id = Lexicon::kNone;
  std::uint32_t articles = 0;
  // as an article's words in order have it; those that do not fit are all one
  std::uint16_t code = index::WordStream::kNoWord;
  // in the text
  std::uint32_t times = 0;
  bool in_title = false;
};

class TextWords {
 public:
  using Map = std::unordered_map<std::string_view, TextWord>;
  explicit TextWords(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Counts the words of an analysis. The word of each of its tokens, null for what is none; valid as long as this.
  std::vector<const TextWord*> add(const text::Analysis& analysis, bool title);
  // folded
  const Map& all() const { return words_; }

 private:
  const Lexicon& lexicon_;
  Map words_;
};

}  // namespace fonds::search
