// The engine against the oracle: sets of results, totals, every count, order and paging, on random requests.
// FONDS_ORACLE_QUERIES sets how many (make bench runs many more than make test), FONDS_ORACLE_SEED which;
// FONDS_ORACLE_SOURCE another archive.
#include "tests/search/oracle.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <set>

#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/random_query.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

std::string environment(const char* name, std::string fallback) {
  const char* value = std::getenv(name);
  return value == nullptr ? fallback : value;
}

search::Deadline in_a_minute() {
  return std::chrono::steady_clock::now() + std::chrono::minutes(1);
}

std::map<std::string, std::uint64_t> counts(const search::Facet& facet) {
  std::map<std::string, std::uint64_t> counts;
  for (const search::FacetValue& value : facet.values) {
    if (value.count > 0) counts[value.value] = value.count;
  }
  return counts;
}

// All hits of a request, page by page, by cursor.
std::vector<std::string> all_pages(search::Engine& engine, search::SearchRequest request,
                                   std::uint32_t limit) {
  std::vector<std::string> ids;
  request.limit = limit;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  while (true) {
    const search::SearchResponse page = engine.state().search(0, request, in_a_minute());
    for (const search::Hit& hit : page.hits) ids.push_back(hit.id);
    if (page.next_cursor.empty()) return ids;
    request.cursor = page.next_cursor;
  }
}

class OracleTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    articles_ =
        new std::vector<archive::Article>(read_articles(environment("FONDS_ORACLE_SOURCE", FONDS_CORPUS)));
    const auto limit = std::stoul(environment("FONDS_ORACLE_ARTICLES", "100000"));
    if (articles_->size() > limit) articles_->resize(limit);
    for (const archive::Article& article : *articles_) {
      if (!article.day) undated_.insert(article.id);
    }
    build_index(folder_->path(), *articles_);
    engine_ = new search::Engine(folder_->path(), {1});
    Oracle::Slugs slugs;
    for (const search::FacetValue& v :
         engine_->state().facet_values(index::FacetKind::dossier, "", 1'000'000, 0, in_a_minute()).values) {
      slugs.dossiers[v.label] = v.value;
      dossiers_.push_back(v.value);
    }
    for (const search::FacetValue& v :
         engine_->state().facet_values(index::FacetKind::person, "", 1'000'000, 0, in_a_minute()).values) {
      slugs.persons[v.label] = v.value;
      persons_.push_back(v.value);
    }
    // Pages of the paper itself are found, and have no values (columns.h).
    for (archive::Article& article : *articles_) {
      if (!article.is_page) continue;
      article.dossiers.clear();
      article.persons.clear();
    }
    oracle_ = new Oracle(*articles_, slugs);
  }
  static void TearDownTestSuite() {
    delete oracle_;
    delete engine_;
    delete articles_;
    delete folder_;
  }
  static inline TemporaryFolder* folder_;
  static inline std::vector<archive::Article>* articles_;
  static inline search::Engine* engine_;
  static inline Oracle* oracle_;
  static inline std::vector<std::string> dossiers_, persons_;
  static inline std::set<std::string> undated_;
};

TEST_F(OracleTest, AgreesOnSetsTotalsCountsOrderAndPages) {
  const int queries = std::stoi(environment("FONDS_ORACLE_QUERIES", "2000"));
  QueryGenerator generator(*articles_, std::stoul(environment("FONDS_ORACLE_SEED", "20260101")));
  std::size_t found = 0;
  for (int i = 0; i < queries; ++i) {
    search::SearchRequest request = generator.request(dossiers_, persons_);
    request.facet_limit = static_cast<std::uint32_t>(dossiers_.size() + persons_.size());
    SCOPED_TRACE("query " + std::to_string(i) + ": " + request.q);
    const Oracle::Answer expected = oracle_->search(request);
    const search::SearchResponse actual = engine_->state().search(0, request, in_a_minute());
    found += expected.ids.size();

    ASSERT_EQ(actual.total, expected.ids.size());
    ASSERT_EQ(counts(*actual.dossier), expected.dossiers);
    ASSERT_EQ(counts(*actual.person), expected.persons);
    ASSERT_EQ(actual.dossier->distinct, expected.dossiers.size());
    ASSERT_EQ(actual.person->distinct, expected.persons.size());
    ASSERT_EQ(actual.date->undated, expected.undated);
    std::map<std::string, std::uint64_t> years;
    for (const search::DateBucket& bucket : actual.date->histogram.buckets) {
      if (bucket.count > 0) years[bucket.value] = bucket.count;
    }
    ASSERT_EQ(years, expected.years);

    // Pages of any size, but no more than thirty or so of them.
    const std::vector<std::string> ids =
        all_pages(*engine_, request, 1 + static_cast<std::uint32_t>(i % 37 + actual.total / 25));
    const std::set<std::string> set(ids.begin(), ids.end());
    ASSERT_EQ(ids.size(), set.size()) << "an article was repeated";
    ASSERT_EQ(set, std::set<std::string>(expected.ids.begin(), expected.ids.end()));
    if (request.sort == search::Sort::newest) {
      ASSERT_EQ(ids, expected.ids);
    }
    if (request.sort == search::Sort::oldest) {
      // Oldest first, of one day in the reverse order of newest first; undated ones still last.
      std::vector<std::string> oldest = expected.ids;
      const auto undated = std::find_if(oldest.begin(), oldest.end(),
                                        [&](const std::string& id) { return undated_.contains(id); });
      std::reverse(oldest.begin(), undated);
      ASSERT_EQ(ids, oldest);
    }
    // Numbered pages are the same list.
    if (!ids.empty()) {
      request.offset = static_cast<std::uint32_t>(ids.size() / 2);
      request.limit = 3;
      const search::SearchResponse page = engine_->state().search(0, request, in_a_minute());
      for (std::size_t k = 0; k < page.hits.size(); ++k) ASSERT_EQ(page.hits[k].id, ids[request.offset + k]);
    }
    if ((i + 1) % 1000 == 0) std::cout << i + 1 << " queries agree" << std::endl;
  }
  // Queries that find nothing prove little.
  EXPECT_GT(found, static_cast<std::size_t>(queries) * 3);
}

// match=auto: articles with all words, and where the archive has none, those with any; whatever the filters leave.
TEST_F(OracleTest, AutomaticIsAllWordsOrElseAny) {
  const int queries = std::stoi(environment("FONDS_ORACLE_QUERIES", "2000")) / 4;
  QueryGenerator generator(*articles_, 13);
  int relaxed = 0;
  for (int i = 0; i < queries; ++i) {
    search::SearchRequest request = generator.request(dossiers_, persons_);
    request.match = search::Match::automatic;
    request.fuzzy = search::Fuzzy::off;
    request.facet_date = request.facet_dossier = request.facet_person = false;
    SCOPED_TRACE("query " + std::to_string(i) + ": " + request.q);
    const search::SearchResponse actual = engine_->state().search(0, request, in_a_minute());
    // A headline from memory is answered by the best partial matches, and that is said.
    if (actual.all_words_found) continue;
    search::SearchRequest whole;
    whole.q = request.q;
    whole.match = request.match = search::Match::all;
    const bool some = !oracle_->search(whole).ids.empty();
    if (!some) request.match = search::Match::any;
    const Oracle::Answer expected = oracle_->search(request);
    ASSERT_EQ(actual.total, expected.ids.size());
    if (actual.relaxed) {
      ASSERT_FALSE(some);
      ++relaxed;
    }
  }
  EXPECT_GT(relaxed, queries / 50);
}

// A value's count is what selecting it alone in its facet gives.
TEST_F(OracleTest, EveryCountIsTheTotalOfItsClick) {
  QueryGenerator generator(*articles_, 7);
  for (int i = 0; i < 120; ++i) {
    const search::SearchRequest request = generator.request(dossiers_, persons_);
    SCOPED_TRACE(request.q);
    const search::SearchResponse state = engine_->state().search(0, request, in_a_minute());
    const auto total = [&](const search::SearchRequest& clicked) {
      return engine_->state().search(0, clicked, in_a_minute()).total;
    };
    for (const search::FacetValue& value : state.dossier->values) {
      search::SearchRequest clicked = request;
      clicked.dossier.any_of = {value.value};
      ASSERT_EQ(total(clicked), value.count) << value.label;
    }
    for (const search::DateBucket& bucket : state.date->histogram.buckets) {
      search::SearchRequest clicked = request;
      const int year = std::stoi(bucket.value);
      clicked.dates = {{false, text::to_day({year, 1, 1}), text::to_day({year, 12, 31}), bucket.value}};
      ASSERT_EQ(total(clicked), bucket.count) << bucket.value;
    }
    if (!state.date->drilldown) continue;
    for (const search::DateBucket& bucket : state.date->drilldown->buckets) {
      if (state.date->drilldown->granularity != "month") continue;
      search::SearchRequest clicked = request;
      const int year = std::stoi(bucket.value.substr(0, 4));
      const int month = std::stoi(bucket.value.substr(5));
      clicked.dates = {{false, text::to_day({year, month, 1}),
                        text::to_day({year, month, text::days_in_month(year, month)}), bucket.value}};
      ASSERT_EQ(total(clicked), bucket.count) << bucket.value;
    }
  }
}

}  // namespace
}  // namespace fonds::test
