// /frise: expressions over time, counted as searches count them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/api/compared.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class Compare : public testing::Test {
 protected:
  void start(const std::vector<archive::Article>& articles) {
    build_index(folder_.path(), articles);
    service_ = std::make_unique<Service>(folder_.path());
    client_ = std::make_unique<RawClient>(service_->port());
  }
  std::string page(const std::string& target) {
    const Answer answer = client_->get(target, "Accept: text/html\r\n");
    EXPECT_EQ(answer.status, 200) << target;
    return answer.body;
  }

  TemporaryFolder folder_;
  std::unique_ptr<Service> service_;
  std::unique_ptr<RawClient> client_;
};

// Of 2010 to 2015, each year two articles: the market in one of each, the bridge in both of 2012.
std::vector<archive::Article> six_years() {
  std::vector<archive::Article> articles;
  for (int year = 2010; year <= 2015; ++year) {
    const std::string date = std::to_string(year) + "-05-01";
    articles.push_back(
        article("a" + date, "Le marché", year == 2012 ? "Sur le pont." : "Sur la place.", date));
    articles.push_back(article("b" + date, "La rue", year == 2012 ? "Sous le pont." : "Elle dort.", date));
  }
  articles.push_back(article("undated", "Le marché", "Le pont.", ""));
  return articles;
}

TEST_F(Compare, CountsByYear) {
  start(six_years());
  const auto comparison = api::compared({"marché", "pont", "macrhé"}, 0, service_->engine().state(), 0,
                                        std::chrono::steady_clock::now() + std::chrono::minutes(1));
  EXPECT_THAT(comparison.periods, ElementsAre("2010", "2011", "2012", "2013", "2014", "2015"));
  EXPECT_THAT(comparison.articles, ElementsAre(2, 2, 2, 2, 2, 2));
  ASSERT_EQ(comparison.expressions.size(), 3U);
  EXPECT_THAT(comparison.expressions[0].counts, ElementsAre(1, 1, 1, 1, 1, 1));
  EXPECT_THAT(comparison.expressions[1].counts, ElementsAre(0, 0, 2, 0, 0, 0));
  EXPECT_EQ(comparison.expressions[1].total, 2U);
  // Never corrected: another word's articles are no measure of this one.
  EXPECT_EQ(comparison.expressions[2].total, 0U);
}

TEST_F(Compare, OnThePage) {
  start(six_years());
  const std::string html = page("/frise?q=march%C3%A9&q=pont&q=&q=pont");
  for (const char* part :
       {"«\u00A0pont\u00A0» de 2010 à 2015", "2\u00A0articles, surtout en 2012 (1\u202F000\u00A0‰)",
        "<a href=\"/?q=pont&amp;date=2012&amp;match=all\" rel=\"nofollow\">2</a>",
        "<span class=\"value-count\">500&nbsp;‰</span>",
        "<title>«\u00A0marché\u00A0», «\u00A0pont\u00A0» dans le temps", "name=\"q\" value=\"pont\"",
        "<meta name=\"robots\" content=\"noindex\">"}) {
    EXPECT_THAT(html, HasSubstr(part));
  }
  EXPECT_THAT(html, Not(HasSubstr("series-3")));
  EXPECT_THAT(page("/?q=pont"), HasSubstr("href=\"/frise?q=pont\""));
}

TEST_F(Compare, OfFewYearsTheMonths) {
  start({article("a", "Le marché", "x", "2016-11-01"), article("b", "Le pont", "x", "2017-02-01")});
  const std::string html = page("/frise?q=pont");
  EXPECT_THAT(html, HasSubstr("date=2017-02"));
  EXPECT_THAT(html, HasSubstr("Décembre\u00A02016"));
}

TEST_F(Compare, NothingAskedAndNothingThere) {
  start({article("a", "Le marché", "x", "")});
  EXPECT_THAT(page("/frise"), HasSubstr("Comparer"));
  EXPECT_THAT(page("/frise"), Not(HasSubstr("<figure")));
  EXPECT_THAT(page("/frise?q=x"), Not(HasSubstr("<figure")));
  EXPECT_THAT(page("/frise?q=%22%3E%3Cscript%3E"), Not(HasSubstr("<script>")));
}

TEST(ComparedExpressions, AreTrimmedDistinctAndFew) {
  EXPECT_THAT(api::compared_expressions({" pont ", "", "pont", "\t", "rue"}), ElementsAre("pont", "rue"));
  EXPECT_EQ(api::compared_expressions({"a", "b", "c", "d", "e", "f", "g"}).size(),
            api::Comparison::kMostExpressions);
}

}  // namespace
}  // namespace fonds::test
