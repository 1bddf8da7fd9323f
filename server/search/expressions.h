// What readers know as one though it is written in several words, or with signs inside: gilets jaunes, droit de vote,
// tram-train, Notre-Dame, N'Diaye. Found in the articles of a snapshot (expression_counter.h), to be suggested.
//
// Thread safety: may be called from any thread. Errors: index::IndexError of articles that are damaged.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/index/article_store.h"
#include "server/search/columns.h"
#include "server/search/expression_counter.h"
#include "server/search/lexicon.h"

namespace fonds::search {

class Expressions {
 public:
  struct Expression {
    // folded words with a space between them: [start, start + length) of a text of this class
    std::uint32_t start = 0, length = 0;
    Met met;
  };

  // All must outlive this. Nothing is found where `stop` becomes true meanwhile.
  Expressions(const Columns& columns, const Lexicon& lexicon, const index::ArticleStore& store,
              const std::atomic<bool>& stop);

  // Those that begin so, in byte order. `folded`: words with a space between them.
  std::span<const Expression> with_prefix(std::string_view folded) const;
  std::string_view folded(const Expression& expression) const {
    return std::string_view(texts_).substr(expression.start, expression.length);
  }
  // As articles mostly write it.
  std::string written(const Expression& expression) const;

  // Whether articles write this word of theirs in parts rather than as one word.
  bool is_compound(WordId word) const { return compounds_.contains(word); }
  // REQUIRES: is_compound(word)
  std::string written(WordId word) const;

 private:
  void add_compounds(const MetExpressions& met);
  void add_chains(const MetExpressions& met);
  std::string folded_words(const Chain& chain) const;
  // Persons and dossiers are suggested as such.
  bool is_label(const std::string& folded) const;
  std::string usual_text(const Met& met, bool name) const;
  std::string text_of(const Met::Place& place) const;
  // What `make` gives for this key, kept.
  template <typename Make>
  std::string kept(std::uint64_t key, const Make& make) const;

  const Columns& columns_;
  const Lexicon& lexicon_;
  const index::ArticleStore& store_;
  std::string texts_;
  // by folded text
  std::vector<Expression> expressions_;
  std::unordered_map<WordId, Met> compounds_;
  mutable std::mutex mutex_;
  mutable std::unordered_map<std::uint64_t, std::string> written_;
};

}  // namespace fonds::search
