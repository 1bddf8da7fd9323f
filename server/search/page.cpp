#include "server/search/page.h"

#include <algorithm>

#include "indexer/index/schema.h"

namespace fonds::search {

Page best_first(const Place& place, const Bitmap& matches, const PlanNode& plan, const Snapshot& snapshot,
                Matcher& matcher, const RankingWeights& weights, const std::string& state) {
  const std::uint64_t total = matches.count();
  const bool moved = place.cursor && place.cursor->generation != state;
  Page page{{}, place.before(), false};
  // In a newer generation the last article may have moved: its place is looked for in the whole list.
  const std::uint64_t reach = moved ? total : std::min<std::uint64_t>(page.before + place.limit, total);
  const std::vector<Ranked> ranked =
      rank(plan, matches, static_cast<std::uint32_t>(reach), snapshot, matcher, weights);
  if (moved) {
    const Cursor& cursor = *place.cursor;
    const Rank after = snapshot.columns().after(cursor.order_key);
    const auto next = std::find_if(ranked.begin(), ranked.end(), [&](const Ranked& r) {
      return r.score < cursor.score || (r.score == cursor.score && r.rank >= after);
    });
    page.before = static_cast<std::uint64_t>(next - ranked.begin());
  }
  const std::uint64_t end = std::min<std::uint64_t>(page.before + place.limit, ranked.size());
  for (std::uint64_t i = page.before; i < end; ++i) page.articles.push_back(ranked[i]);
  page.more = page.before + page.articles.size() < total;
  return page;
}

Page newest_first(const Place& place, const Bitmap& matches, const Columns& columns) {
  Page page{{}, place.before(), false};
  Rank r = matches.next(place.cursor ? columns.after(place.cursor->order_key) : 0);
  for (std::uint64_t skip = place.cursor ? 0 : page.before; skip > 0 && r < matches.size(); --skip)
    r = matches.next(r + 1);
  for (; r < matches.size() && page.articles.size() < place.limit; r = matches.next(r + 1))
    page.articles.push_back({r, 0});
  page.more = r < matches.size();
  return page;
}

Page oldest_first(const Place& place, const Bitmap& matches, const Columns& columns) {
  Page page{{}, place.before(), false};
  std::uint64_t skip = place.cursor ? 0 : page.before;
  const auto take = [&](Rank r) {
    if (skip > 0) {
      --skip;
    } else {
      page.articles.push_back({r, 0});
    }
  };
  const Rank resume = place.cursor ? columns.after(place.cursor->order_key) : 0;
  const bool in_undated = place.cursor && place.cursor->order_key.starts_with(index::kUndatedOrder);
  // Dated ones from the oldest; a cursor stands after the article with its key, which may be gone by now.
  bool dated_left = false;
  if (!in_undated) {
    Rank end = columns.dated();
    if (place.cursor) {
      end = resume;
      if (end > 0 && columns.order_key(end - 1) == place.cursor->order_key) --end;
    }
    while (end > 0 && page.articles.size() < place.limit) {
      const Rank r = matches.previous(end - 1);
      if (r >= matches.size()) break;
      take(r);
      end = r;
    }
    dated_left = end > 0 && matches.previous(end - 1) < matches.size();
  }
  // The undated ones, which have the last ranks.
  Rank r = matches.next(in_undated ? resume : columns.dated());
  for (; r < matches.size() && page.articles.size() < place.limit; r = matches.next(r + 1)) take(r);
  page.more = dated_left || r < matches.size();
  return page;
}

Page last_changed_first(const Place& place, const Bitmap& matches, const Snapshot& snapshot) {
  const Columns& columns = snapshot.columns();
  const std::vector<Rank>& order = snapshot.by_modified();
  Page page{{}, place.before(), false};
  auto at = order.begin();
  if (place.cursor) {
    const double instant = place.cursor->score;
    const Rank after = columns.after(place.cursor->order_key);
    at = std::partition_point(order.begin(), order.end(), [&](Rank rank) {
      const auto modified = static_cast<double>(columns.modified(rank));
      return modified != instant ? modified > instant : rank < after;
    });
  }
  std::uint64_t skip = place.cursor ? 0 : place.before();
  for (; at != order.end(); ++at) {
    if (!matches.test(*at)) continue;
    if (skip > 0) {
      --skip;
      continue;
    }
    if (page.articles.size() == place.limit) {
      page.more = true;
      break;
    }
    page.articles.push_back({*at, 0});
  }
  return page;
}

Page in_order(Sort order, const Place& place, const Bitmap& matches, const PlanNode& plan,
              const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights,
              const std::string& state) {
  switch (order) {
    case Sort::newest:
      return newest_first(place, matches, snapshot.columns());
    case Sort::oldest:
      return oldest_first(place, matches, snapshot.columns());
    case Sort::modified:
      return last_changed_first(place, matches, snapshot);
    case Sort::relevance:
      break;
  }
  return best_first(place, matches, plan, snapshot, matcher, weights, state);
}

}  // namespace fonds::search
