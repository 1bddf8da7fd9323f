#include "server/api/search_url.h"

#include <functional>

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

using search::SearchRequest;

SearchRequest request(const std::function<void(SearchRequest&)>& change) {
  SearchRequest made;
  change(made);
  return made;
}

search::DatePeriod period(const std::string& value) {
  search::DatePeriod made;
  made.value = value;
  made.undated = value == "undated";
  return made;
}

struct UrlCase {
  const char* name;
  std::function<void(SearchRequest&)> change;
  const char* expected;
};

TEST(SearchUrl, WritesTheParametersOfTheContract) {
  const UrlCase cases[] = {
      {"nothing", [](SearchRequest&) {}, ""},
      {"a query", [](SearchRequest& r) { r.q = "école & \"lycée\""; },
       "q=%C3%A9cole%20%26%20%22lyc%C3%A9e%22"},
      {"values sorted, exclusions after",
       [](SearchRequest& r) {
         r.dossier = {{"b", "a"}, {"z", "c"}};
       },
       "dossier=a&dossier=b&dossier=-c&dossier=-z"},
      {"persons", [](SearchRequest& r) { r.person.any_of = {"laurent-wauquiez"}; },
       "person=laurent-wauquiez"},
      {"dates",
       [](SearchRequest& r) {
         r.dates = {period("undated"), period("2017-04")};
       },
       "date=2017-04&date=undated"},
      {"a period",
       [](SearchRequest& r) {
         r.from = text::to_day({2017, 4, 3}), r.to = text::to_day({2017, 5, 1});
       },
       "from=2017-04-03&to=2017-05-01"},
      {"match and fuzzy",
       [](SearchRequest& r) { r.match = search::Match::any, r.fuzzy = search::Fuzzy::off; },
       "match=any&fuzzy=off"},
      {"newest is what an empty query does", [](SearchRequest& r) { r.sort = search::Sort::newest; }, ""},
      {"relevance is what a query does",
       [](SearchRequest& r) { r.q = "x", r.sort = search::Sort::relevance; }, "q=x"},
      {"an unfinished word is no part of an address", [](SearchRequest& r) { r.q = "éco", r.typing = true; },
       "q=%C3%A9co"},
      {"another order", [](SearchRequest& r) { r.q = "x", r.sort = search::Sort::newest; },
       "q=x&sort=newest"},
      {"a page", [](SearchRequest& r) { r.limit = 20, r.offset = 40; }, "limit=20&offset=40"},
      {"a cursor instead of an offset", [](SearchRequest& r) { r.cursor = "a/b=", r.offset = 40; },
       "cursor=a%2Fb%3D"},
  };
  for (const auto& test : cases) {
    EXPECT_EQ(query_string(request(test.change), UrlStyle::page), test.expected) << test.name;
  }
}

TEST(SearchUrl, FacetParametersBelongToTheApiAlone) {
  const auto made = request([](SearchRequest& r) { r.facet_date = false, r.facet_limit = 5; });
  EXPECT_EQ(query_string(made, UrlStyle::page), "");
  EXPECT_EQ(query_string(made, UrlStyle::api), "facets=dossier%2Cperson&facet_limit=5");
  const auto none =
      request([](SearchRequest& r) { r.facet_date = r.facet_dossier = r.facet_person = false; });
  EXPECT_EQ(query_string(none, UrlStyle::api), "facets=none");
}

TEST(SearchUrl, HasNoQuestionMarkWithoutParameters) {
  EXPECT_EQ(search_url("/", {}, UrlStyle::page), "/");
  EXPECT_EQ(search_url("/", with_query({}, "a"), UrlStyle::page), "/?q=a");
}

TEST(PathEncode, KeepsSlashesAndNoFolderAbove) {
  const std::pair<const char*, const char*> cases[] = {
      {"2017/été", "2017/%C3%A9t%C3%A9"}, {".", "%2E"},   {"..", "%2E%2E"}, {"...", "..."},
      {"a/../b", "a%2F..%2Fb"},           {"/a", "%2Fa"}, {"a.b", "a.b"},
  };
  for (const auto& [id, path] : cases) EXPECT_EQ(path_encode(id), path);
}

TEST(SearchUrl, VariationsLeadToTheFirstPage) {
  const auto deep = request([](SearchRequest& r) {
    r.q = "x";
    r.offset = 30;
    r.dossier = {{"a"}, {"n"}};
    r.dates = {period("2017")};
  });
  constexpr auto dossier = &SearchRequest::dossier;
  const std::pair<SearchRequest, const char*> cases[] = {
      {with_only(deep, dossier, "b"), "q=x&dossier=b&dossier=-n&date=2017"},
      {with_only(deep, dossier, "n"), "q=x&dossier=n&date=2017"},
      {with_added(deep, dossier, "b"), "q=x&dossier=a&dossier=b&dossier=-n&date=2017"},
      {with_added(deep, dossier, "a"), "q=x&dossier=a&dossier=-n&date=2017"},
      {with_excluded(deep, dossier, "a"), "q=x&dossier=-a&dossier=-n&date=2017"},
      {without(deep, dossier, "a"), "q=x&dossier=-n&date=2017"},
      {without(deep, dossier, "n"), "q=x&dossier=a&date=2017"},
      {with_only_date(deep, "undated"), "q=x&dossier=a&dossier=-n&date=undated"},
      {without_date(deep, "2017"), "q=x&dossier=a&dossier=-n"},
      {without_filters(deep), "q=x"},
      {with_sort(deep, search::Sort::oldest), "q=x&dossier=a&dossier=-n&date=2017&sort=oldest"},
      {with_offset(deep, 10), "q=x&dossier=a&dossier=-n&date=2017&offset=10"},
      {with_cursor(deep, "c"), "q=x&dossier=a&dossier=-n&date=2017&cursor=c"},
  };
  for (const auto& [made, expected] : cases) EXPECT_EQ(query_string(made, UrlStyle::page), expected);
}

TEST(SearchUrl, ThereIsNoOrderToNameForABlankQuery) {
  EXPECT_EQ(effective_sort(with_query({}, "  ")), search::Sort::newest);
  EXPECT_EQ(effective_sort(with_query({}, "x")), search::Sort::relevance);
  EXPECT_EQ(effective_sort(with_sort({}, search::Sort::oldest)), search::Sort::oldest);
}

}  // namespace
}  // namespace fonds::api
