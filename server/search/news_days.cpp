#include "server/search/news_days.h"

#include <algorithm>
#include <utility>

namespace fonds::search {

namespace {

// Days after which an article is no longer of the same event; the nearer, the more.
constexpr text::Day kReach = 21;
// Dated articles below which each of them would be a peak of its own.
constexpr std::size_t kFewestDated = 8;

}  // namespace

NewsDays::NewsDays(const std::vector<Ranked>& best, const Columns& columns) : columns_(columns) {
  const std::size_t asked = std::min(best.size(), kAsked);
  if (asked < 2) return;
  const double top = best.front().score;
  const double last = best[asked - 1].score;
  std::vector<std::pair<text::Day, double>> dated;
  for (std::size_t i = 0; i < asked; ++i) {
    if (best[i].rank >= columns.dated()) continue;
    dated.emplace_back(columns.day(best[i].rank), top > last ? (best[i].score - last) / (top - last) : 1);
  }
  if (dated.size() < kFewestDated) return;
  std::sort(dated.begin(), dated.end());
  said_before_.push_back(0);
  moment_before_.push_back(0);
  for (const auto& [day, said] : dated) {
    days_.push_back(day);
    said_before_.push_back(said_before_.back() + said);
    moment_before_.push_back(moment_before_.back() + said * static_cast<double>(day - dated.front().first));
  }
  all_ = said_before_.back();
}

double NewsDays::share_around(Rank rank) const {
  if (all_ <= 0 || rank >= columns_.dated()) return 0;
  const text::Day day = columns_.day(rank);
  const auto first_after = [&](text::Day last) {
    return static_cast<std::size_t>(std::upper_bound(days_.begin(), days_.end(), last) - days_.begin());
  };
  const std::size_t begin = first_after(day - kReach);
  const std::size_t here = first_after(day);
  const std::size_t end = first_after(day + kReach - 1);
  const auto sum = [](const std::vector<double>& before, std::size_t from, std::size_t to) {
    return before[to] - before[from];
  };
  // What each says counts by one less the part of the reach that lies between: a triangle around the day.
  const double at = static_cast<double>(day - days_.front()) / kReach;
  const double around = sum(said_before_, begin, here) * (1 - at) +
                        sum(moment_before_, begin, here) / kReach + sum(said_before_, here, end) * (1 + at) -
                        sum(moment_before_, here, end) / kReach;
  return around / all_;
}

}  // namespace fonds::search
