// BM25 over decoded postings: the scores of all matching articles, one word of the query after the other.
//
// The formula is Xapian::BM25Weight's with k2 = 0 and k3 = 1 (see BM25Weight::get_sumpart), so scores are
// those that Xapian's own matcher gives, but for one thing: several words that count as one (inflexions) have
// the exact number of articles that have any of them, where OP_SYNONYM estimates it. Why not Xapian's
// matcher: it walks B-trees and calls virtual functions per posting; this walks arrays, and only where
// articles match. The figures are in ARCHITECTURE.md.
//
// Thread safety: a Scorer belongs to one request. Errors: DeadlineExceeded.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/matching.h"
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"

namespace fonds::search {

struct Ranked {
  Rank rank = 0;
  double score = 0;
};

class Scorer {
 public:
  // All must outlive the Scorer.
  Scorer(const Bitmap& matches, const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights);

  // Adds what `terms`, together as one word, are worth in each matching article, times `factor`.
  void add(const std::vector<std::string>& terms, double factor);

  // What is added from now on counts so much.
  void set_share(double share) { share_ = share; }

  // The `count` best, best first; of equal ones the newest.
  std::vector<Ranked> best(std::uint32_t count) const;

 private:
  double rarity(std::uint32_t articles) const;

  const Bitmap& matches_;
  const Columns& columns_;
  Matcher& matcher_;
  double k1_, b_;
  double share_ = 1;
  std::vector<std::uint32_t> places_;  // matches before each 64 ranks
  std::uint32_t count_ = 0;            // of matches
  std::vector<double> scores_;         // of the matches, in their order
};

}  // namespace fonds::search
