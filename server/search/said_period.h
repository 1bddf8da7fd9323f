// Years, months and days among the words of a query: « crue juin 2018 ». An article says them, or it is dated so:
// newspapers seldom print the year that they appear in.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/text/calendar.h"
#include "server/query/ast.h"

namespace fonds::search {

// A year; a month, with or without a year; a day of a month, with or without a year.
struct SaidPeriod {
  // words, the last one excluded
  std::uint32_t begin = 0, end = 0;
  std::optional<int> year, month, day;

  bool operator==(const SaidPeriod&) const = default;
};

// In the order of the words. `folded`: the words of a text by position, months with their full names.
std::vector<SaidPeriod> periods_said(std::span<const std::string_view> folded);

// inclusive
using DayRange = std::pair<text::Day, text::Day>;

// The days of a period that lie in `within`: of each year where it names none. Ascending, none where there are none.
std::vector<DayRange> days_of(const SaidPeriod& period, DayRange within);
// The same of a date that is of each year: Noël, fin mai.
std::vector<DayRange> days_of(const query::DateRange& range, DayRange within);

// As the parameter date takes it: 2018, 2018-06, 2018-06-14. REQUIRES: a period with a year.
std::string iso_of(const SaidPeriod& period);
// The same of each of days_of(period, within).
std::vector<std::string> isos_of(const SaidPeriod& period, DayRange within);

// 1 to 12 of a folded name of a month; 0 for any other word.
int month_named(std::string_view folded);

}  // namespace fonds::search
