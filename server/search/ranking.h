// The best of the matching articles, by BM25 (scoring.h).
//
// What a word of the query is worth in an article, in this order: its inflexions (BM25 over all of them as
// one synonym), then more for the word itself, as written with its accents, with the reader's capitals, and
// in the title; and for a date that the query says. What has the words side by side as typed comes first. The first kReordered articles are then put in order by where the words of the query stand,
// see closeness.h. A query of hundreds of frequent words is ranked by the rarer ones of them. Ties: newest first, then id; the same whatever the order of indexing was.
#pragma once

#include <cstdint>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/ranking_weights.h"
#include "server/search/scoring.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// Articles that are looked through for the expression as typed.
inline constexpr std::uint32_t kLookedThrough = 1000;
// articles whose order takes closeness into account
inline constexpr std::uint32_t kReordered = 100;

// The best `count` of `matches`, best first. Errors: DeadlineExceeded.
std::vector<Ranked> rank(const PlanNode& plan, const Bitmap& matches, std::uint32_t count,
                         const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights);

// What one leaf of a plan (positive_leaves()) adds to the score of each of `articles`, in their order.
std::vector<double> leaf_scores(const PlanNode& leaf, const std::vector<Rank>& articles,
                                const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights);

}  // namespace fonds::search
