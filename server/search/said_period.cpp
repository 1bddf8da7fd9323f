#include "server/search/said_period.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "server/query/parser.h"

namespace fonds::search {

namespace {

constexpr auto kMonths =
    std::to_array<std::string_view>({"janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout",
                                     "septembre", "octobre", "novembre", "decembre"});

// Years that an archive may span, so that a damaged date costs no loop of thousands.
constexpr int kMostYears = 500;

int number(std::string_view word, std::size_t digits) {
  if (word.empty() || word.size() > digits) return 0;
  int value = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    value = 10 * value + (c - '0');
  }
  return value;
}

// 1000 to 2999: longer and shorter numbers are hardly ever years.
std::optional<int> year_of(std::string_view word) {
  if (word.size() != 4 || (word.front() != '1' && word.front() != '2')) return std::nullopt;
  const int year = number(word, 4);
  return year == 0 ? std::nullopt : std::optional(year);
}

std::optional<int> day_of(std::string_view word) {
  const int day = word == "1er" || word == "premier" ? 1 : number(word, 2);
  return day >= 1 && day <= 31 ? std::optional(day) : std::nullopt;
}

std::optional<DayRange> in_year(const SaidPeriod& period, int year) {
  if (!period.month) return DayRange{text::to_day({year, 1, 1}), text::to_day({year, 12, 31})};
  if (!period.day) {
    return DayRange{text::to_day({year, *period.month, 1}),
                    text::to_day({year, *period.month, text::days_in_month(year, *period.month)})};
  }
  const text::Date date{year, *period.month, *period.day};
  if (!text::is_valid(date)) return std::nullopt;
  return DayRange{text::to_day(date), text::to_day(date)};
}

}  // namespace

int month_named(std::string_view folded) {
  const auto* const found = std::find(kMonths.begin(), kMonths.end(), folded);
  return found == kMonths.end() ? 0 : static_cast<int>(found - kMonths.begin()) + 1;
}

std::vector<SaidPeriod> periods_said(std::span<const std::string_view> folded) {
  std::vector<SaidPeriod> periods;
  const auto size = static_cast<std::uint32_t>(folded.size());
  for (std::uint32_t i = 0; i < size; ++i) {
    SaidPeriod period{i, i + 1, std::nullopt, std::nullopt, std::nullopt};
    if (const int month = month_named(folded[i]); month > 0) {
      period.month = month;
      const bool after_last = periods.empty() || periods.back().end < i;
      if (i > 0 && after_last) period.day = day_of(folded[i - 1]);
      if (period.day) period.begin = i - 1;
      if (i + 1 < size) period.year = year_of(folded[i + 1]);
      if (period.year) period.end = i + 2;
    } else {
      period.year = year_of(folded[i]);
      if (!period.year) continue;
    }
    i = period.end - 1;
    periods.push_back(period);
  }
  return periods;
}

std::vector<DayRange> days_of(const SaidPeriod& period, DayRange within) {
  std::vector<DayRange> days;
  if (within.second < within.first) return days;
  const int first = text::to_date(within.first).year;
  const int last = std::min(text::to_date(within.second).year, first + kMostYears);
  for (int year = first; year <= last; ++year) {
    if (period.year && *period.year != year) continue;
    const std::optional<DayRange> range = in_year(period, year);
    if (range && range->first <= within.second && range->second >= within.first) days.push_back(*range);
  }
  return days;
}

std::vector<DayRange> days_of(const query::DateRange& range, DayRange within) {
  std::vector<DayRange> days;
  if (within.second < within.first) return days;
  // The winter of a year ends in the next one.
  const int first = text::to_date(within.first).year - 1;
  const int last = std::min(text::to_date(within.second).year, first + kMostYears);
  for (int year = first; year <= last; ++year) {
    const auto of_year = query::days_in_year(range, year);
    if (of_year && of_year->first <= within.second && of_year->second >= within.first)
      days.push_back(*of_year);
  }
  return days;
}

std::string iso_of(const SaidPeriod& period) {
  std::array<char, 16> text{};
  int size = std::snprintf(text.data(), text.size(), "%04d", period.year.value_or(0));
  if (period.month) {
    size += std::snprintf(text.data() + size, text.size() - static_cast<std::size_t>(size), "-%02d",
                          *period.month);
  }
  if (period.month && period.day) {
    std::snprintf(text.data() + size, text.size() - static_cast<std::size_t>(size), "-%02d", *period.day);
  }
  return text.data();
}

std::vector<std::string> isos_of(const SaidPeriod& period, DayRange within) {
  std::vector<std::string> isos;
  for (const DayRange& days : days_of(period, within)) {
    SaidPeriod of_year = period;
    of_year.year = text::to_date(days.first).year;
    isos.push_back(iso_of(of_year));
  }
  return isos;
}

}  // namespace fonds::search
