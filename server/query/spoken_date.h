// Periods as they are said rather than written: il y a deux ans, depuis 3 mois, les 7 derniers jours, lundi dernier, Noël
// 2017; and those of parts_of_periods.h and weeks.h.
//
// Thread safety: pure functions.
#pragma once

#include <optional>

#include "indexer/text/calendar.h"
#include "server/query/date_point.h"
#include "server/query/date_tokens.h"

namespace fonds::query {

struct SpokenPeriod {
  text::Day first = 0;
  // nullopt: open
  std::optional<text::Day> last;
  // No year was said: it is that of every year; first and last are the latest that has begun.
  bool each_year = false;
};

// nullopt unless the tokens are one such period from end to end. `today` is what they are counted from.
std::optional<SpokenPeriod> read_spoken(DateTokens tokens, text::Day today);

// The period that `of_year` gives for the year; for every year where none is said.
template <typename OfYear>
std::optional<SpokenPeriod> spoken_in_year(bool said, int year, text::Day today, const OfYear& of_year) {
  if (said) {
    const std::optional<Days> days = of_year(year);
    return days ? std::optional(SpokenPeriod{days->first, days->last}) : std::nullopt;
  }
  const int this_year = text::to_date(today).year;
  for (year = this_year; year > this_year - kYearsBack; --year) {
    const std::optional<Days> days = of_year(year);
    if (days && days->first <= today) return SpokenPeriod{days->first, days->last, true};
  }
  return std::nullopt;
}

}  // namespace fonds::query
