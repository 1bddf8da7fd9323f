// Why an article is a hit: which word of the query stands where in it, by which rule, and what that is worth.
//
// Thread safety: as the Matcher's.
#pragma once

#include <string>
#include <vector>

#include "indexer/index/stored_article.h"
#include "server/search/highlight.h"
#include "server/search/matching.h"
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"
#include "server/search/understanding.h"

namespace fonds::search {

// Of a page of hits, all ranked by relevance or none (`scored`).
class Explainer {
 public:
  // `q` as typed. All must outlive this.
  Explainer(const Understanding& understanding, const std::string& q, const std::vector<Rank>& hits,
            bool scored, const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights);

  // Of hits[place], whose matches are those of find_matches().
  Explanation explain(std::size_t place, double score, const index::StoredArticle& article,
                      const FieldMatches& matches) const;

 private:
  std::vector<const PlanNode*> leaves_;
  // [leaf][hit]; empty where hits are not scored
  std::vector<std::vector<double>> weights_;
  bool relaxed_;
  // folded; empty where nothing was corrected
  std::string typed_;
};

}  // namespace fonds::search
