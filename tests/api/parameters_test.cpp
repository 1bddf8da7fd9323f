#include "server/api/parameters.h"

#include <gtest/gtest.h>

#include "server/api/call.h"
#include "server/api/search_url.h"

namespace fonds::api {
namespace {

const text::Day kToday = text::to_day({2026, 11, 23});

std::variant<search::SearchRequest, Problem> parse(const std::string& raw) {
  return parse_search(http::QueryString::parse(raw), kToday);
}

TEST(Parameters, WhatIsOutOfRangeIsNamed) {
  const struct {
    const char* raw;
    const char* param;
  } cases[] = {
      {"limit=101", "limit"},
      {"limit=-1", "limit"},
      {"limit=x", "limit"},
      {"limit=1.5", "limit"},
      {"limit=+5", "limit"},
      {"limit=%205", "limit"},
      {"limit=4294967296", "limit"},
      {"offset=10001", "offset"},
      {"offset=-1", "offset"},
      {"facet_limit=1001", "facet_limit"},
      {"match=none", "match"},
      {"match=ALL", "match"},
      {"fuzzy=1", "fuzzy"},
      {"sort=date", "sort"},
      {"explain=2", "explain"},
      {"facets=year", "facets"},
      {"facets=date,none", "facets"},
      {"facets=date,", "facets"},
      {"date=17", "date"},
      {"date=2017-13", "date"},
      {"date=2017-00", "date"},
      {"date=2017-02-29", "date"},
      {"date=2017-2", "date"},
      {"date=2017-04-05T10", "date"},
      {"date=2017&date=bad", "date"},
      {"date=-2017", "date"},
      {"date=%FF", "date"},
      {"from=hier+peut-etre", "from"},
      {"to=31+f%C3%A9vrier+2017", "to"},
      {"from=%FF", "from"},
  };
  for (const auto& [raw, param] : cases) {
    const auto parsed = parse(raw);
    const auto* problem = std::get_if<Problem>(&parsed);
    ASSERT_NE(problem, nullptr) << raw;
    EXPECT_EQ(problem->status, 400) << raw;
    EXPECT_EQ(problem->param, param) << raw;
  }
}

// The canonical address says all that was understood.
TEST(Parameters, WhatIsUnderstood) {
  const struct {
    const char* raw;
    const char* canonical;
  } cases[] = {
      {"", ""},
      {"q=&limit=&dossier=&date=&from=&sort=&facets=", ""},
      {"limit=0", "limit=0"},
      {"limit=100&offset=10000&facet_limit=1000", "limit=100&offset=10000&facet_limit=1000"},
      {"limit=10&offset=0&match=auto&fuzzy=auto&facet_limit=20&facets=person,date,dossier&sort=newest", ""},
      {"q=x&sort=relevance", "q=x"},
      {"q=x&sort=newest", "q=x&sort=newest"},
      {"q=x&explain=1", "q=x&explain=1"},
      {"q=x&explain=0", "q=x"},
      {"facets=none", "facets=none"},
      {"facets=person,person", "facets=person"},
      {"facets=person&facets=date", "facets=date%2Cperson"},
      {"dossier=b&dossier=a&dossier=-c&dossier=a", "dossier=a&dossier=b&dossier=-c"},
      {"date=undated&date=2017-04&date=2017-04", "date=2017-04&date=undated"},
      {"date=2016-02-29", "date=2016-02-29"},
      {"from=2017&to=2017", "from=2017-01-01&to=2017-12-31"},
      {"from=2017-04&to=2017-02", "from=2017-04-01&to=2017-02-28"},
      {"from=avril+2017&to=5+avril+2017", "from=2017-04-01&to=2017-04-05"},
      {"from=3/4/2017", "from=2017-04-03"},
      {"unknown=1&utm_source=x", ""},
      {"q=%FF", "q=%EF%BF%BD"},
      {"q=100%", "q=100%25"},
      {"q=a%00b", "q=a%00b"},
  };
  for (const auto& [raw, canonical] : cases) {
    const auto parsed = parse(raw);
    const auto* request = std::get_if<search::SearchRequest>(&parsed);
    ASSERT_NE(request, nullptr) << raw << ": " << std::get<Problem>(parsed).detail;
    EXPECT_EQ(query_string(*request, UrlStyle::api), canonical) << raw;
  }
}

TEST(Parameters, Periods) {
  const struct {
    const char* value;
    const char* first;
    const char* last;
  } cases[] = {{"2017", "2017-01-01", "2017-12-31"},
               {"2016-02", "2016-02-01", "2016-02-29"},
               {"2017-04-05", "2017-04-05", "2017-04-05"},
               {"0001", "0001-01-01", "0001-12-31"},
               {"9999-12", "9999-12-01", "9999-12-31"}};
  for (const auto& [value, first, last] : cases) {
    const auto period = parse_period(value);
    ASSERT_TRUE(period) << value;
    EXPECT_FALSE(period->undated);
    EXPECT_EQ(text::iso(period->first), first);
    EXPECT_EQ(text::iso(period->last), last);
  }
  EXPECT_TRUE(parse_period("undated")->undated);
  for (const char* value :
       {"", "0000", "0000-01", "20170", "2017-", "2017-04-", "2017-04-31", "2017/04", "Undated"}) {
    EXPECT_FALSE(parse_period(value)) << value;
  }
}

std::string key(Route route, const std::string& id, const std::string& raw) {
  Call call;
  call.route = route;
  call.id = id;
  call.parameters = http::QueryString::parse(raw);
  EXPECT_FALSE(read_parameters(call)) << raw;
  return key_of(call);
}

TEST(Parameters, OnlySoManyValuesAreChosen) {
  for (const std::string name : {"person", "dossier", "date"}) {
    std::string raw;
    for (int i = 0; i < 100; ++i) raw += (i == 0 ? "" : "&") + name + "=" + std::to_string(1'001 + i);
    EXPECT_TRUE(std::holds_alternative<search::SearchRequest>(parse(raw))) << name;
    const auto parsed = parse(raw + "&" + name + "=2001");
    const auto* problem = std::get_if<Problem>(&parsed);
    ASSERT_NE(problem, nullptr) << name;
    EXPECT_EQ(problem->param, name);
  }
}

TEST(Keys, EqualRequestsShareOneAndOthersDoNot) {
  EXPECT_EQ(key(Route::search, "", "q=x&limit=10"), key(Route::search, "", "limit=10&q=x"));
  EXPECT_NE(key(Route::search, "", "q=x"), key(Route::home, "", "q=x"));
  EXPECT_NE(key(Route::search, "", "q=x"), key(Route::search, "", "q=x&facets=none"));
  // An order that is the default for one reader of the query and not for another.
  EXPECT_NE(key(Route::search, "", "q=%22%22"), key(Route::search, "", "q=%22%22&sort=relevance"));
  // An id that looks like parameters.
  EXPECT_NE(key(Route::article, "a?q=x", ""), key(Route::article, "a", "q=x"));
  EXPECT_NE(key(Route::related, "a", "limit=3"), key(Route::related, "a", "limit=4"));
  EXPECT_NE(key(Route::suggest, "", "q=a"), key(Route::suggest, "", "q=b"));
  // A page that explains a mistake is made anew.
  EXPECT_EQ(key(Route::home, "", "from=nonsense"), "");
}

}  // namespace
}  // namespace fonds::api
