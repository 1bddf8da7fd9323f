// BM25 over decoded postings: the scores of all matching articles, one word of the query after the other.
//
// The formula is Xapian::BM25Weight's with k2 = 0 and k3 = 1 (see BM25Weight::get_sumpart), so scores are
// those that Xapian's own matcher gives, but for one thing: several words that count as one (inflexions) have
// the exact number of articles that have any of them, where OP_SYNONYM estimates it. Why not Xapian's
// matcher: it walks B-trees and calls virtual functions per posting; this walks arrays, and only where
// articles match. The figures are in docs/measurements.md.
//
// Thread safety: a Scorer belongs to one request. Errors: DeadlineExceeded.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/matching.h"
#include "server/search/ranking_weights.h"
#include "server/search/said_period.h"
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

  struct Word {
    // together one word: its inflexions
    std::vector<std::string> terms = {};
    double factor = 1;
    // what being there at all adds, in units of the word's rarity
    double present = 0;
    // count as occurrences of the word, each for `family_weight` of one
    std::vector<std::string> family = {};
    double family_weight = 0;
  };
  // Adds what a word is worth in each matching article. Returns its rarity: BM25's inverse document
  // frequency.
  double add(const Word& word);

  // Adds `worth` to the matching articles that have one of `terms`, terms of titles; less to those whose
  // title is long: that a word is in it then says little, all the more where a first paragraph serves as the
  // title.
  void add_title(const std::vector<std::string>& terms, double worth);

  // Adds `worth` of the inverse document frequency to the matching articles dated within one of `days`.
  void add_dated(const std::vector<DayRange>& days, double worth);

  // What is added from now on counts so much.
  void set_share(double share) { share_ = share; }

  // The `count` best, best first; of equal ones the newest.
  std::vector<Ranked> best(std::uint32_t count) const;
  // REQUIRES: it matches
  double score(Rank rank) const { return scores_[place_of(rank)]; }

 private:
  using Lists = std::vector<std::shared_ptr<const TermPostings>>;
  Lists postings(const std::vector<std::string>& terms) const;
  double rarity(const Lists& lists) const;
  double rarity(std::uint32_t articles) const;
  // REQUIRES: it matches
  std::size_t place_of(Rank rank) const;
  double& score_of(Rank rank) { return scores_[place_of(rank)]; }

  const Bitmap& matches_;
  const Columns& columns_;
  Matcher& matcher_;
  double k1_, b_;
  double share_ = 1;
  // matches before each 64 ranks
  std::vector<std::uint32_t> places_;
  // of matches
  std::uint32_t count_ = 0;
  // of the matches, in their order
  std::vector<double> scores_;
};

}  // namespace fonds::search
