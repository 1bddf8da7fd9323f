// Every count shown is the total that clicking it gives: random states over the demonstration archive.
#include <gtest/gtest.h>

#include "server/api/search_url.h"
#include "tests/api/service.h"
#include "tests/search/random_query.h"

namespace fonds::test {
namespace {

constexpr int kStates = 500;
constexpr std::uint32_t kValuesOfEach = 4;

class Clicks {
 public:
  explicit Clicks(RawClient& client) : client_(client) {}

  void expect(const json& count, search::SearchRequest clicked) {
    clicked.limit = 0;
    clicked.facet_date = clicked.facet_dossier = clicked.facet_person = clicked.facet_author = false;
    const std::string target = api::search_url("/api/v1/search", clicked, api::UrlStyle::api);
    EXPECT_EQ(get_json(client_, target)["total"], count) << target;
    ++made;
  }
  int made = 0;

 private:
  RawClient& client_;
};

std::vector<std::string> values(RawClient& client, const std::string& facet) {
  std::vector<std::string> slugs;
  const json listing = get_json(client, "/api/v1/facets/" + facet + "?limit=30");
  for (const json& value : listing["values"]) slugs.push_back(value["value"]);
  return slugs;
}

// `slug` as the one alternative of its facet. What is excluded stays so: a value excluded and selected at
// once has none.
search::SearchRequest selecting(search::SearchRequest request, api::FacetMember facet,
                                const std::string& slug) {
  (request.*facet).any_of = {slug};
  return api::first_page(std::move(request));
}

TEST(Counts, AreTheTotalsOfClicks) {
  const TemporaryFolder folder;
  const std::vector<archive::Article> articles = read_articles(FONDS_CORPUS);
  build_index(folder.path() / "index", articles);
  const Service service(folder.path() / "index");
  RawClient client(service.port());
  QueryGenerator generator(articles, 20261123);
  const auto dossiers = values(client, "dossier");
  const auto persons = values(client, "person");
  std::vector<std::string> authors;
  const json by_author = get_json(client, "/api/v1/search?limit=0&facets=author");
  for (const json& value : by_author["facets"]["author"]["values"]) authors.push_back(value["value"]);
  ASSERT_GT(authors.size(), 3U);
  Clicks clicks(client);
  for (int state = 0; state < kStates && !::testing::Test::HasFailure(); ++state) {
    search::SearchRequest request = generator.request(dossiers, persons);
    request.cursor.clear();
    request.facet_limit = kValuesOfEach;
    request.facet_date = request.facet_dossier = request.facet_person = request.facet_author = true;
    if (state % 5 == 0) request.kind = search::ArticleKind::article;
    if (state % 7 == 0) request.author.any_of = {authors[static_cast<std::size_t>(state) % authors.size()]};
    const std::string shown_at = api::search_url("/api/v1/search", request, api::UrlStyle::api);
    SCOPED_TRACE(shown_at);
    const json facets = get_json(client, shown_at)["facets"];
    for (const json& bucket : facets["date"]["buckets"]) {
      clicks.expect(bucket["count"], api::with_only_date(request, bucket["value"]));
    }
    clicks.expect(facets["date"]["undated"], api::with_only_date(request, "undated"));
    if (facets["date"].contains("drilldown")) {
      for (const json& bucket : facets["date"]["drilldown"]["buckets"]) {
        clicks.expect(bucket["count"], api::with_only_date(request, bucket["value"]));
      }
    }
    for (const json& value : facets["dossier"]["values"]) {
      clicks.expect(value["count"], selecting(request, &search::SearchRequest::dossier, value["value"]));
    }
    for (const json& value : facets["author"]["values"]) {
      clicks.expect(value["count"], selecting(request, &search::SearchRequest::author, value["value"]));
    }
    for (const json& value : facets["person"]["values"]) {
      clicks.expect(value["count"], selecting(request, &search::SearchRequest::person, value["value"]));
    }
  }
  EXPECT_GT(clicks.made, kStates);
  RecordProperty("clicks", clicks.made);
}

}  // namespace
}  // namespace fonds::test
