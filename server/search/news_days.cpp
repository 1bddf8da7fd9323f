#include "server/search/news_days.h"

#include <algorithm>
#include <cstdlib>

namespace fonds::search {

namespace {

// Days after which an article is no longer of the same event; the nearer, the more.
constexpr text::Day kReach = 21;
// Dated articles below which each of them would be a peak of its own.
constexpr std::size_t kFewest = 8;

}  // namespace

NewsDays::NewsDays(const std::vector<Ranked>& best, const Columns& columns) : columns_(columns) {
  const std::size_t asked = std::min(best.size(), kAsked);
  if (asked < 2) return;
  const double top = best.front().score;
  const double last = best[asked - 1].score;
  for (std::size_t i = 0; i < asked; ++i) {
    if (best[i].rank >= columns.dated()) continue;
    const double said = top > last ? (best[i].score - last) / (top - last) : 1;
    days_.emplace_back(columns.day(best[i].rank), said);
    all_ += said;
  }
  if (days_.size() < kFewest) all_ = 0;
  std::sort(days_.begin(), days_.end());
}

double NewsDays::share_around(Rank rank) const {
  if (all_ <= 0 || rank >= columns_.dated()) return 0;
  const text::Day day = columns_.day(rank);
  auto it = std::partition_point(days_.begin(), days_.end(),
                                 [&](const auto& other) { return other.first <= day - kReach; });
  double around = 0;
  for (; it != days_.end() && it->first < day + kReach; ++it)
    around += it->second * (1 - static_cast<double>(std::abs(it->first - day)) / kReach);
  return around / all_;
}

}  // namespace fonds::search
