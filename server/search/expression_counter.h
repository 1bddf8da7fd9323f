// Counts what articles write as one thing in several words: compounds (tram-train, N'Diaye) and words that stand side
// by side again and again (gilets jaunes, droit de vote). One reading of the articles' words in order.
//
// Thread safety: one thread at a time. What is damaged is left out: readers of the articles themselves say so.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "indexer/index/article_store.h"
#include "server/search/columns.h"
#include "server/search/lexicon.h"

namespace fonds::search {

// In how many articles something was met, and where in the newest of them.
struct Met {
  // places of an article's words in order, `last` included
  struct Place {
    Rank rank = Columns::kNoRank;
    std::uint32_t first = 0, last = 0;
  };
  static constexpr std::size_t kPlaces = 3;
  std::uint32_t articles = 0;
  std::array<Place, kPlaces> places;
};

// Words side by side: the first and the last carry meaning, those between are small (de, la).
struct Chain {
  static constexpr std::size_t kLongest = 4;
  std::array<index::WordNumber, kLongest> words;
  std::size_t length = 0;
  Met met;
};

// The joined form of a compound.
struct Compound {
  WordId word = Lexicon::kNone;
  Met met;
};

struct MetExpressions {
  std::vector<Chain> chains;
  std::vector<Compound> compounds;
  // articles that were read
  Rank articles = 0;
};

// Of the newest articles, what at least `fewest` have; of compounds, two. Nothing where `stop` becomes true.
MetExpressions count_expressions(const Columns& columns, const Lexicon& lexicon,
                                 const index::ArticleStore& store, std::uint32_t fewest,
                                 const std::atomic<bool>& stop);

}  // namespace fonds::search
