// One period named in a date expression: a day, a month, a season, a year, a decade; perhaps with parts left
// out.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>

#include "indexer/text/calendar.h"
#include "server/query/date_tokens.h"

namespace fonds::query {

struct Days {
  text::Day first = 0, last = 0;
};

enum class Season : std::uint8_t { spring, summer, autumn, winter };

// One end of a range, as far as it was said.
struct Point {
  std::optional<int> year, month, day;
  std::optional<Season> season;
  // all is said: a decade, yesterday
  std::optional<Days> fixed;

  bool has_year() const { return year.has_value() || fixed.has_value(); }
  bool day_only() const { return day && !month && !fixed; }
};

// How far back a date without a year is looked for: 29 February comes every eight years at worst.
inline constexpr int kYearsBack = 8;

// nullopt unless the tokens are one point from end to end. `today` places "hier" and the century of 3/4/17.
std::optional<Point> read_point(DateTokens tokens, text::Day today);

// The days of the point, in that year where it names none. nullopt for a day that does not exist, and for a
// day without its month.
std::optional<Days> days_in(const Point& point, int year);

}  // namespace fonds::query
