// The best of the matching articles, by Xapian's BM25.
//
// What a word of the query is worth in an article, in this order: its inflexions (BM25 over all of them as one
// synonym), then more for the word itself, as written with its accents, with the reader's capitals, and in the title.
// The first kReordered articles are then put in order by how close together the words of the query stand.
// Ties: newest first, then id; the same whatever the order of indexing was.
#pragma once

#include <cstdint>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/engine.h"
#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/snapshot.h"

namespace fonds::search {

struct Ranked {
  Rank rank = 0;
  double score = 0;
};

// The weights of the ranking, in units of the BM25 weight of a word's inflexions.
struct RankingWeights {
  double exact = 0.35;      // the folded word as typed
  double written = 0.25;    // with the accents as typed
  double capital = 0.15;    // with a capital, where the reader typed one
  double title = 0.9;       // in the title
  double together = 0.6;    // neighbouring words of the query next to each other
  double near = 0.25;       // … within kNearWords
  double k1 = 1.2, b = 0.5; // BM25
};

inline constexpr std::uint32_t kReordered = 100;  // articles whose order takes closeness into account
inline constexpr std::uint32_t kNearWords = 8;    // positions

// The best `count` of `matches`, best first. REQUIRES: every member of `matches` is an article of the snapshot.
std::vector<Ranked> rank(const PlanNode& plan, const Bitmap& matches, std::uint32_t count, const Snapshot& snapshot,
                         unsigned worker, Matcher& matcher, Deadline deadline, const RankingWeights& weights = {});

}  // namespace fonds::search
