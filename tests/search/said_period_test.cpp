// Years, months and days of a plain query: what they are read as, what they find, and how they order it.
#include "server/search/said_period.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/said_period_rows.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::days_of;
using search::iso_of;
using search::SaidPeriod;
using search::SearchRequest;
using search::SearchResponse;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<SaidPeriod> said(std::vector<std::string_view> words) {
  return search::periods_said(words);
}

TEST(SaidPeriods, AreReadAmongWords) {
  constexpr auto kNone = std::nullopt;
  EXPECT_THAT(said({"crue", "juin", "2018"}), ElementsAre(SaidPeriod{1, 3, 2018, 6, kNone}));
  EXPECT_THAT(said({"14", "juillet"}), ElementsAre(SaidPeriod{0, 2, kNone, 7, 14}));
  EXPECT_THAT(said({"1er", "mai", "2015", "2016"}),
              ElementsAre(SaidPeriod{0, 3, 2015, 5, 1}, SaidPeriod{3, 4, 2016, kNone, kNone}));
  EXPECT_THAT(said({"2017", "mars"}),
              ElementsAre(SaidPeriod{0, 1, 2017, kNone, kNone}, SaidPeriod{1, 2, kNone, 3, kNone}));
  EXPECT_THAT(said({"32", "mars"}), ElementsAre(SaidPeriod{1, 2, kNone, 3, kNone}));
  EXPECT_THAT(said({"207", "20170", "0017", "3017", "a2017", "lundi", "14"}), IsEmpty());
}

TEST(SaidPeriods, OfEachYearOfTheArchiveWhereNoneIsSaid) {
  const search::DayRange archive{text::to_day({2014, 5, 1}), text::to_day({2016, 2, 1})};
  EXPECT_THAT(days_of({0, 1, std::nullopt, 2, std::nullopt}, archive),
              ElementsAre(search::DayRange{text::to_day({2015, 2, 1}), text::to_day({2015, 2, 28})},
                          search::DayRange{text::to_day({2016, 2, 1}), text::to_day({2016, 2, 29})}));
  EXPECT_THAT(days_of({0, 1, 2017, std::nullopt, std::nullopt}, archive), IsEmpty());
  EXPECT_THAT(days_of({0, 1, 2015, 2, 30}, archive), IsEmpty());
  EXPECT_EQ(iso_of({0, 1, 2015, std::nullopt, std::nullopt}), "2015");
  EXPECT_EQ(iso_of({0, 1, 2015, 2, std::nullopt}), "2015-02");
  EXPECT_EQ(iso_of({0, 1, 2015, 2, 9}), "2015-02-09");
}

using SaidPeriodTest = SmallArchive;

TEST_F(SaidPeriodTest, TextOrDateSatisfies) {
  std::vector<archive::Article> articles;
  for (const PeriodRow& row : kPeriodRows) {
    articles.push_back(
        article(std::to_string(articles.size()), "x", std::string(row.text), std::string(row.date)));
  }
  build(articles);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    SearchRequest request;
    request.q = kPeriodRows[i].query;
    request.match = search::Match::all;
    request.fuzzy = search::Fuzzy::off;
    request.limit = 100;
    const std::vector<std::string> found = ids(search(request));
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).contains(std::to_string(i)),
              kPeriodRows[i].matches)
        << kPeriodRows[i].query << " | " << kPeriodRows[i].date << " | " << kPeriodRows[i].text;
  }
}

TEST_F(SaidPeriodTest, IsSaidWithTheFilterThatItIs) {
  build({article("1", "Fête", "La kermesse.", "2013-06-01"),
         article("2", "Fête", "La kermesse.", "2014-07-14")});
  const auto dates = [&](const std::string& q) {
    std::vector<std::string> all;
    for (const auto& said : search(q).said_dates) {
      all.push_back(said.typed + "|" + (said.every_year ? "*" : ""));
      for (const std::string& date : said.dates) all.back() += date + " ";
    }
    return all;
  };
  EXPECT_THAT(dates("kermesse 2013"), ElementsAre("2013|2013 "));
  EXPECT_THAT(dates("kermesse juin 2013"), ElementsAre("juin 2013|2013-06 "));
  EXPECT_THAT(dates("14 juillet 2014"), ElementsAre("14 juillet 2014|2014-07-14 "));
  EXPECT_THAT(dates("kermesse juillet"), ElementsAre("juillet|*2014-07 "));
  for (const char* q :
       {"kermesse", "kermesse 2019", "\"kermesse 2013\"", "kermesse date:2013", "-2013 kermesse"})
    EXPECT_THAT(dates(q), IsEmpty()) << q;
}

// A month or a day without a year is that of every year that has articles, each one click away.
TEST_F(SaidPeriodTest, WithoutAYearItIsEveryYear) {
  build({article("1", "Bal", "On danse.", "2013-07-14"), article("2", "Bal", "On danse.", "2015-07-14"),
         article("3", "Bal", "On danse.", "2015-07-15"), article("4", "Bal", "On danse.", "2016-03-01"),
         article("5", "Bal", "On danse le 14 juillet.", ""), article("6", "Bal", "On danse.", "2017-08-14")});
  const struct {
    const char* q;
    std::vector<std::string> found, dates;
    bool in_text;
  } rows[] = {
      {"date:juillet", {"1", "2", "3"}, {"2013-07", "2015-07"}, false},
      {"date:\"14 juillet\"", {"1", "2"}, {"2013-07-14", "2015-07-14"}, false},
      {"bal date:mars", {"4"}, {"2016-03"}, false},
      {"date:février", {}, {}, false},
      {"bal 14 juillet", {"1", "2", "5"}, {"2013-07-14", "2015-07-14"}, true},
  };
  for (const auto& row : rows) {
    const SearchResponse response = search(row.q);
    EXPECT_THAT(ids(response), testing::UnorderedElementsAreArray(row.found)) << row.q;
    ASSERT_EQ(response.said_dates.size(), 1U) << row.q;
    EXPECT_TRUE(response.said_dates[0].every_year) << row.q;
    EXPECT_EQ(response.said_dates[0].in_text, row.in_text) << row.q;
    EXPECT_EQ(response.said_dates[0].dates, row.dates) << row.q;
  }
  EXPECT_THAT(ids("bal -date:juillet"), UnorderedElementsAre("4", "5", "6"));
  EXPECT_THAT(ids("date:\"juillet 2013\""), ElementsAre("1"));
  EXPECT_THAT(ids("date:\"de juin à juillet 2015\""), UnorderedElementsAre("2", "3"));
}

// The anecdote is longer on the words, and newer.
TEST_F(SaidPeriodTest, WhatIsDatedSoComesFirst) {
  const std::string words = "La crue de la rivière, la grande crue, la crue des caves. ";
  std::vector<archive::Article> articles = {
      article("then", "Nuit blanche", "La crue a surpris les riverains de la rivière.", "2013-06-03"),
      article("later", "La crue", words + "C’était en 2013, au mois de juin.", "2017-01-01"),
      article("other", "La crue", words, "2016-06-03")};
  for (int i = 0; i < 30; ++i) {
    articles.push_back(article(std::to_string(i), "Rien",
                               i % 2 == 0 ? "Le marché a lieu." : "Un marché depuis 2013, en juin.",
                               "201" + std::to_string(i % 10) + "-01-02"));
  }
  build(articles);
  EXPECT_THAT(ids("crue rivière 2013"), ElementsAre("then", "later"));
  EXPECT_THAT(ids("crue rivière juin 2013"), ElementsAre("then", "later"));
  // Where any word will do, a date chooses nothing.
  EXPECT_EQ(search("crue 2012", search::Match::any).total, 3U);
}

}  // namespace
}  // namespace fonds::test
