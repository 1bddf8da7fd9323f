// Where the words of a query stand in an article: what BM25, which only counts words, cannot see.
//
// Each word of the query gathers support from the other words of the query that stand next to it in the text,
// the more the nearer and the rarer these are; the support saturates as a word's frequency does in BM25.
// Neighbours of the query that are neighbours in the text, in the same order, count once more: they are a
// name or a fixed expression; so does a word behind the stop word that was typed before it ("la poste"). And
// newspapers say what an article is about at its front: a word counts more
// there, less the deeper it first stands.
//
// Thread safety: as the Matcher's.
#pragma once

#include <vector>

#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"

namespace fonds::search {

class Closeness {
 public:
  // `slots` in the order of the query; they must outlive this.
  Closeness(std::vector<const Slot*> slots, const Snapshot& snapshot, const RankingWeights& weights);

  // What to add to the score of each of `articles`, in their order, in the unit of BM25 scores.
  std::vector<double> scores(const std::vector<Rank>& articles, Matcher& matcher) const;

 private:
  struct Occurrence {
    std::uint32_t position, slot;
    // by the stop word that the query has before the slot
    bool led;
  };
  double score(std::vector<Occurrence>& occurrences) const;

  std::vector<const Slot*> slots_;
  // of each slot: BM25's inverse document frequency
  std::vector<double> rarity_;
  const RankingWeights& weights_;
};

// positions; words further apart say nothing of each other
inline constexpr std::uint32_t kNearWords = 12;

}  // namespace fonds::search
