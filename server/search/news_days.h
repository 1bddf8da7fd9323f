// When what a query asks about was news. Of an event, most of the best articles are of the same days; an article of
// these days tells of it, a later one recalls it. A subject that is written about all the year has no such days.
//
// The estimate is a kernel density over the days of the best articles (Efron, Lin, He, de Vries: Temporal feedback for
// tweet search with non-parametric density estimation, SIGIR 2014).
//
// Thread safety: immutable once made.
#pragma once

#include <cstddef>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/search/columns.h"
#include "server/search/scoring.h"

namespace fonds::search {

class NewsDays {
 public:
  // `best`: best first; those behind the first kAsked say nothing.
  NewsDays(const std::vector<Ranked>& best, const Columns& columns);

  // Which share of the others is of the days around this article's, 0 to 1. 0 for an undated one.
  double share_around(Rank rank) const;

 private:
  static constexpr std::size_t kAsked = 100;
  const Columns& columns_;
  // Of the articles that say something, by day, ascending; and sums of those before each, one more than there are.
  std::vector<text::Day> days_;
  // of what they say, and of that times the days since the first of them
  std::vector<double> said_before_, moment_before_;
  double all_ = 0;
};

}  // namespace fonds::search
