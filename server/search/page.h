// One page of the matching articles, in the order asked for.
//
// Thread safety: pure functions of an immutable snapshot; best_first() as the Matcher's.
// Errors: DeadlineExceeded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/columns.h"
#include "server/search/cursor.h"
#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/ranking.h"
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// Where a page begins: behind a cursor, or at an offset.
struct Place {
  const std::optional<Cursor>& cursor;
  std::uint32_t offset = 0;
  // articles
  std::uint32_t limit = 0;
  std::uint64_t before() const { return cursor ? cursor->given : offset; }
};

struct Page {
  // a score of 0 where the order is by date
  std::vector<Ranked> articles;
  // articles that come before the page
  std::uint64_t before = 0;
  // articles after it
  bool more = false;
};

// `state` names what the answer is made from (IndexInfo::state()): a cursor of another one is placed anew.
Page best_first(const Place& place, const Bitmap& matches, const PlanNode& plan, const Snapshot& snapshot,
                Matcher& matcher, const RankingWeights& weights, const std::string& state);
Page newest_first(const Place& place, const Bitmap& matches, const Columns& columns);
// Undated articles come last here, too.
Page oldest_first(const Place& place, const Bitmap& matches, const Columns& columns);
// The last changed first (Snapshot::by_modified()).
Page last_changed_first(const Place& place, const Bitmap& matches, const Snapshot& snapshot);
// One of these. `plan` and what follows are the relevance's.
Page in_order(Sort order, const Place& place, const Bitmap& matches, const PlanNode& plan,
              const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights,
              const std::string& state);

}  // namespace fonds::search
