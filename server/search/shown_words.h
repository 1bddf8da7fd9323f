// Which words of the archive are suggested, and how they are written: école for ecole, tram-train for tramtrain, but no
// slip of a few articles beside the many that spell the word right.
//
// Thread safety: may be called from any thread. Errors: as Expressions.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/search/lexicon.h"

namespace fonds::search {

class Expressions;

class ShownWords {
 public:
  explicit ShownWords(const Lexicon& lexicon) : lexicon_(lexicon) {}

  // Empty where the word is not to be suggested.
  std::string text(WordId word, const Expressions& expressions) const;

 private:
  bool is_slip(WordId word) const;

  const Lexicon& lexicon_;
  mutable std::mutex mutex_;
  // of rare words
  mutable std::unordered_map<WordId, bool> slips_;
};

}  // namespace fonds::search
