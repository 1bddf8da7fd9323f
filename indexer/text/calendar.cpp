#include "indexer/text/calendar.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace fonds::text {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"janvier",   "février", "mars",     "avril",
                                                      "mai",       "juin",    "juillet",  "août",
                                                      "septembre", "octobre", "novembre", "décembre"};
constexpr std::array<std::string_view, 12> kEnglishMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kEnglishDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::int64_t kDaySeconds = 86400;
constexpr std::int64_t kHourSeconds = 3600;

bool is_leap(int year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by != 0 && (value % by < 0) != (by < 0) ? 1 : 0);
}

// 0 = Sunday; 1970-01-01 was a Thursday.
int weekday(std::int64_t day) {
  return static_cast<int>(((day % 7) + 11) % 7);
}

std::int64_t last_sunday(int year, int month) {
  const std::int64_t last = to_day({year, month, days_in_month(year, month)});
  return last - weekday(last);
}

// Seconds that Paris is ahead of UTC at a UTC instant, by the rule in force since 1996: summer time from the
// last Sunday of March to the last Sunday of October, 01:00 UTC. Before 1996 autumn was a month shorter;
// before 1976 there was no summer time. Local time before 1911 is not worth the exactness.
std::int64_t paris_offset(std::int64_t instant) {
  const int year = to_date(static_cast<Day>(floor_div(instant, kDaySeconds))).year;
  if (year < 1976) return kHourSeconds;
  const std::int64_t begin = last_sunday(year, 3) * kDaySeconds + kHourSeconds;
  const std::int64_t end = last_sunday(year, year < 1996 ? 9 : 10) * kDaySeconds + kHourSeconds;
  return instant >= begin && instant < end ? 2 * kHourSeconds : kHourSeconds;
}

// Paris wall-clock seconds to UTC. The hour that occurs twice is taken as summer time, the one that never
// occurs as winter time.
std::int64_t paris_to_utc(std::int64_t local) {
  const std::int64_t summer = local - 2 * kHourSeconds;
  return paris_offset(summer) == 2 * kHourSeconds ? summer : local - kHourSeconds;
}

struct Cursor {
  std::string_view text;
  bool eat(char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
  // Exactly `count` digits.
  std::optional<int> number(std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
  }
};

struct Moment {
  Day day = 0;
  std::optional<int> seconds;          // of the day; absent for a bare date
  std::optional<std::int64_t> offset;  // seconds ahead of UTC; absent = Paris
};

std::optional<std::int64_t> parse_offset(Cursor& at) {
  const std::int64_t sign = at.eat('+') ? 1 : at.eat('-') ? -1 : 0;
  if (sign == 0) return std::nullopt;
  const auto hours = at.number(2);
  if (!hours || *hours > 23) return std::nullopt;
  const bool colon = at.eat(':');
  const auto minutes = at.number(2);
  if ((!minutes && (colon || !at.text.empty())) || minutes.value_or(0) > 59) return std::nullopt;
  return sign * (*hours * kHourSeconds + minutes.value_or(0) * 60);
}

std::optional<Moment> parse_moment(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
    text.remove_prefix(1);
  while (!text.empty() &&
         (text.back() == ' ' || text.back() == '\t' || text.back() == '\n' || text.back() == '\r'))
    text.remove_suffix(1);
  Cursor at{text};
  const auto year = at.number(4);
  if (!year || !at.eat('-')) return std::nullopt;
  const auto month = at.number(2);
  if (!month || !at.eat('-')) return std::nullopt;
  const auto day = at.number(2);
  if (!day || !is_valid({*year, *month, *day})) return std::nullopt;
  Moment moment;
  moment.day = to_day({*year, *month, *day});
  if (at.text.empty()) return moment;
  if (!at.eat('T') && !at.eat('t') && !at.eat(' ')) return std::nullopt;
  const auto hour = at.number(2);
  if (!hour || *hour > 24 || !at.eat(':')) return std::nullopt;
  const auto minute = at.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  if (at.eat(':')) {
    const auto read = at.number(2);
    if (!read || *read > 60) return std::nullopt;  // 60: a leap second
    second = *read == 60 ? 59 : *read;
    if (at.eat('.') || at.eat(',')) {
      if (!at.number(1)) return std::nullopt;
      while (at.number(1)) {
      }
    }
  }
  if (*hour == 24 && (*minute != 0 || second != 0)) return std::nullopt;
  moment.seconds = *hour * 3600 + *minute * 60 + second;
  if (at.text.empty()) return moment;
  if (at.eat('Z') || at.eat('z')) {
    moment.offset = 0;
  } else {
    moment.offset = parse_offset(at);
    if (!moment.offset) return std::nullopt;
  }
  return at.text.empty() ? std::optional(moment) : std::nullopt;
}

// The calendar ends at both ends: an offset moves no date out of it.
std::int64_t within_calendar(std::int64_t instant) {
  static const std::int64_t first = to_day({1, 1, 1}) * kDaySeconds;
  static const std::int64_t last = to_day({9999, 12, 31}) * kDaySeconds + kDaySeconds - 1;
  return std::clamp(instant, first, last);
}

}  // namespace

int days_in_month(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12) return 0;
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

bool is_valid(const Date& date) {
  return date.year >= 1 && date.year <= 9999 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

// Days are counted in 400-year eras that begin on 1 March, so that the leap day is the last of its year.
Day to_day(const Date& date) {
  const int year = date.year - (date.month <= 2 ? 1 : 0);
  const int era = static_cast<int>(floor_div(year, 400));
  const int year_of_era = year - era * 400;
  const int month_from_march = (date.month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}

Date to_date(Day day) {
  const std::int64_t shifted = static_cast<std::int64_t>(day) + 719468;
  const std::int64_t era = floor_div(shifted, 146097);
  const int day_of_era = static_cast<int>(shifted - era * 146097);
  const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  Date date;
  date.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  date.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  date.year = static_cast<int>(year_of_era + era * 400) + (date.month <= 2 ? 1 : 0);
  return date;
}

std::string iso(Day day) {
  const Date date = to_date(day);
  std::array<char, 32> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02d", date.year, date.month, date.day);
  return out.data();
}

std::string french_month(int month) {
  return month >= 1 && month <= 12 ? std::string(kMonths[static_cast<std::size_t>(month - 1)])
                                   : std::string();
}

std::string french(Day day) {
  const Date date = to_date(day);
  std::string out = std::to_string(date.day);
  if (date.day == 1) out += "er";
  out += kNoBreakSpace;
  out += french_month(date.month);
  out += kNoBreakSpace;
  out += std::to_string(date.year);
  return out;
}

std::optional<Day> parse_iso(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  if (!moment->seconds) return moment->day;
  const std::int64_t local = moment->day * kDaySeconds + *moment->seconds;
  return moment->offset ? day_in_paris(local - *moment->offset)
                        : static_cast<Day>(floor_div(within_calendar(local), kDaySeconds));
}

Day day_in_paris(std::int64_t instant) {
  return static_cast<Day>(floor_div(within_calendar(instant + paris_offset(instant)), kDaySeconds));
}

std::optional<std::int64_t> parse_iso_instant(std::string_view text) {
  const auto moment = parse_moment(text);
  if (!moment) return std::nullopt;
  const std::int64_t local = moment->day * kDaySeconds + moment->seconds.value_or(0);
  return within_calendar(moment->offset ? local - *moment->offset : paris_to_utc(local));
}

namespace {

struct Clock {
  Date date;
  int hour, minute, second, weekday;
};

Clock utc_clock(std::int64_t instant) {
  const std::int64_t day = floor_div(instant, kDaySeconds);
  const int rest = static_cast<int>(instant - day * kDaySeconds);
  return {to_date(static_cast<Day>(day)), rest / 3600, rest / 60 % 60, rest % 60, weekday(day)};
}

}  // namespace

std::string rfc822(std::int64_t instant) {
  const Clock clock = utc_clock(instant);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%s, %02d %s %04d %02d:%02d:%02d +0000",
                kEnglishDays[static_cast<std::size_t>(clock.weekday)].data(), clock.date.day,
                kEnglishMonths[static_cast<std::size_t>(clock.date.month - 1)].data(), clock.date.year,
                clock.hour, clock.minute, clock.second);
  return out.data();
}

std::string rfc3339(std::int64_t instant) {
  const Clock clock = utc_clock(instant);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02dT%02d:%02d:%02dZ", clock.date.year, clock.date.month,
                clock.date.day, clock.hour, clock.minute, clock.second);
  return out.data();
}

}  // namespace fonds::text
