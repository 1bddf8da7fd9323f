// Days of the civil calendar in Europe/Paris, and how French writes them. Thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fonds::text {

// A day as a count from 1970-01-01 (may be negative). Years 1 to 9999, proleptic Gregorian.
using Day = std::int32_t;

struct Date {
  int year = 1970;
  // 1 to 12
  int month = 1;
  // 1 to 31
  int day = 1;
  bool operator==(const Date&) const = default;
};

bool is_valid(const Date& date);
// REQUIRES: is_valid(date)
Day to_day(const Date& date);
Date to_date(Day day);
int days_in_month(int year, int month);

// "2017-04-05"
std::string iso(Day day);
// "5 avril 2017", "1er avril 2017"; a narrow no-break space never, a no-break space (U+00A0) between the
// parts.
std::string french(Day day);
// "janvier" … "décembre"
std::string french_month(int month);

// ISO 8601 date or date-time ("2017-04-05", "2017-04-05T23:30:00Z", "…+02:00", "… 18:30:00"; seconds and
// fractions optional). A time with an offset is moved to Europe/Paris and its calendar day there counts;
// without one it is Paris time already; where the offset leads out of the years 1 to 9999, the calendar's first
// or last day. nullopt for anything else, impossible dates included.
std::optional<Day> parse_iso(std::string_view text);
// Seconds since the epoch (UTC) of the same, midnight in Paris for a bare date; for `modified` and feeds.
std::optional<std::int64_t> parse_iso_instant(std::string_view text);

// The calendar day in Europe/Paris at an instant (seconds since the epoch, UTC).
Day day_in_paris(std::int64_t instant);

// "Wed, 05 Apr 2017 16:30:00 +0000", for RSS
std::string rfc822(std::int64_t instant);
// "2017-04-05T16:30:00Z"
std::string rfc3339(std::int64_t instant);

}  // namespace fonds::text
