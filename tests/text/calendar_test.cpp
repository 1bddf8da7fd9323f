#include "indexer/text/calendar.h"

#include <string_view>

#include <gtest/gtest.h>

namespace fonds::text {
namespace {

TEST(Calendar, DaysAndDatesAgree) {
  Day day = to_day({1, 1, 1});
  for (Date date{1, 1, 1}; date.year < 10000; ++day) {
    ASSERT_EQ(to_day(date), day);
    ASSERT_EQ(to_date(day), date);
    if (++date.day > days_in_month(date.year, date.month)) {
      date.day = 1;
      if (++date.month > 12) {
        date.month = 1;
        ++date.year;
      }
    }
  }
  EXPECT_EQ(to_day({1970, 1, 1}), 0);
  EXPECT_EQ(to_day({2000, 3, 1}), 11017);
}

TEST(Calendar, Validity) {
  EXPECT_TRUE(is_valid({2016, 2, 29}));
  EXPECT_TRUE(is_valid({2000, 2, 29}));
  EXPECT_FALSE(is_valid({2017, 2, 29}));
  EXPECT_FALSE(is_valid({1900, 2, 29}));
  EXPECT_FALSE(is_valid({2017, 4, 31}));
  EXPECT_FALSE(is_valid({2017, 13, 1}));
  EXPECT_FALSE(is_valid({2017, 0, 1}));
  EXPECT_FALSE(is_valid({2017, 1, 0}));
  EXPECT_FALSE(is_valid({0, 1, 1}));
  EXPECT_FALSE(is_valid({10000, 1, 1}));
}

TEST(Calendar, ParsesIso) {
  struct Row {
    std::string_view text;
    std::string_view day;  // empty: no date
  };
  constexpr Row kRows[] = {
      {"2017-04-05", "2017-04-05"},
      {" 2017-04-05 ", "2017-04-05"},
      {"2016-02-29", "2016-02-29"},
      {"2017-04-05T18:30:00", "2017-04-05"},
      {"2017-04-05 18:30:00", "2017-04-05"},
      {"2017-04-05T18:30", "2017-04-05"},
      {"2017-04-05T23:30:00", "2017-04-05"},   // Paris time already
      {"2017-04-05T23:30:00Z", "2017-04-06"},  // 01:30 in Paris, summer
      {"2017-04-05T21:59:59Z", "2017-04-05"},
      {"2017-04-05T22:00:00Z", "2017-04-06"},
      {"2017-01-05T22:30:00Z", "2017-01-05"},  // 23:30 in Paris, winter
      {"2017-01-05T23:30:00Z", "2017-01-06"},
      {"2016-12-31T23:30:00Z", "2017-01-01"},
      {"2017-04-05T23:30:00+02:00", "2017-04-05"},
      {"2017-04-05T23:30:00+0200", "2017-04-05"},
      {"2017-04-05T23:30:00-05:00", "2017-04-06"},
      {"2017-04-05T01:00:00+09:00", "2017-04-04"},
      {"2017-04-05T23:30:00.123Z", "2017-04-06"},
      {"2017-04-05T24:00:00", "2017-04-06"},
      {"2017-06-30T23:59:60", "2017-06-30"},
      {"2017-02-29", ""},
      {"2017-13-01", ""},
      {"2017-00-10", ""},
      {"2017-4-5", ""},
      {"17-04-05", ""},
      {"2017-04-05T25:00:00", ""},
      {"2017-04-05T12:60:00", ""},
      {"2017-04-05T12", ""},
      {"2017-04-05Tx", ""},
      {"2017-04-05T12:00:00+2", ""},
      {"2017-04-05T12:00:00Zx", ""},
      {"5 avril 2017", ""},
      {"", ""},
      {"0000-00-00", ""},
      {"0001-01-01T00:00:00+02:00", "0001-01-01"},
      {"9999-12-31T23:30:00-05:00", "9999-12-31"},
      {"9999-12-31T24:00:00", "9999-12-31"},
  };
  for (const Row& row : kRows) {
    const auto day = parse_iso(row.text);
    EXPECT_EQ(day ? iso(*day) : "", row.day) << row.text;
  }
}

TEST(Calendar, SummerTimeInParis) {
  // 2017: from 26 March 01:00 UTC to 29 October 01:00 UTC.
  EXPECT_EQ(parse_iso_instant("2017-03-26T01:59:59"), parse_iso_instant("2017-03-26T00:59:59Z"));
  EXPECT_EQ(parse_iso_instant("2017-03-26T03:00:00"), parse_iso_instant("2017-03-26T01:00:00Z"));
  EXPECT_EQ(parse_iso_instant("2017-10-29T01:59:59"), parse_iso_instant("2017-10-28T23:59:59Z"));
  EXPECT_EQ(parse_iso_instant("2017-10-29T03:00:00"), parse_iso_instant("2017-10-29T02:00:00Z"));
  EXPECT_EQ(parse_iso_instant("2017-07-14"), parse_iso_instant("2017-07-13T22:00:00Z"));
  EXPECT_EQ(parse_iso_instant("2017-01-14"), parse_iso_instant("2017-01-13T23:00:00Z"));
  EXPECT_EQ(parse_iso_instant("1970-01-01T00:00:00Z"), 0);
  EXPECT_EQ(parse_iso_instant("no date"), std::nullopt);
}

TEST(Calendar, NoInstantOutsideItsYears) {
  EXPECT_EQ(rfc3339(parse_iso_instant("0001-01-01T00:00:00").value()), "0001-01-01T00:00:00Z");
  EXPECT_EQ(rfc3339(parse_iso_instant("0001-01-01T00:00:00+05:00").value()), "0001-01-01T00:00:00Z");
  EXPECT_EQ(rfc3339(parse_iso_instant("9999-12-31T23:30:00-05:00").value()), "9999-12-31T23:59:59Z");
}

TEST(Calendar, French) {
  EXPECT_EQ(french(to_day({2017, 4, 5})), "5\u00A0avril\u00A02017");
  EXPECT_EQ(french(to_day({2017, 4, 1})), "1er\u00A0avril\u00A02017");
  EXPECT_EQ(french(to_day({2016, 2, 29})), "29\u00A0février\u00A02016");
  EXPECT_EQ(french_month(1), "janvier");
  EXPECT_EQ(french_month(8), "août");
  EXPECT_EQ(french_month(12), "décembre");
  EXPECT_EQ(french_month(0), "");
  EXPECT_EQ(french_month(13), "");
}

TEST(Calendar, Feeds) {
  const auto instant = parse_iso_instant("2017-04-05T16:30:00Z");
  ASSERT_TRUE(instant);
  EXPECT_EQ(rfc822(*instant), "Wed, 05 Apr 2017 16:30:00 +0000");
  EXPECT_EQ(rfc3339(*instant), "2017-04-05T16:30:00Z");
  EXPECT_EQ(rfc3339(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(rfc822(0), "Thu, 01 Jan 1970 00:00:00 +0000");
}

}  // namespace
}  // namespace fonds::text
