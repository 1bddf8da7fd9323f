// Why an article is a hit: the rule, the place and the weight of each word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

using search::Explanation;
using search::MatchedForm;
using search::Rule;
using search::SearchResponse;

class ExplanationTest : public testing::Test {
 protected:
  void SetUp() override {
    std::vector<archive::Article> articles = {
        article("1", "L’école numérique",
                "Des écoles, un PLU, une bibliothèque. L'Ecole de code, sous-traitante."),
        article("2", "Budget", "Le plan local d’urbanisme est voté près de l’école."),
        article("3", "Divers", "Un geo guidage, un numéro. Il coûte 30 €."),
        article("4", "Autre", "Rien de tout cela.")};
    articles[1].lead = "Le numérique à l’école.";
    build_index(folder_.path(), articles);
    engine_ = std::make_unique<search::Engine>(folder_.path(), search::EngineOptions{1});
    text::Analyzer analyzer;
    engine_->set_synonyms(search::parse_synonyms("PLU = plan local d'urbanisme", "s.txt", analyzer).synonyms);
  }
  SearchResponse search(const std::string& q, search::Fuzzy fuzzy = search::Fuzzy::automatic) {
    search::SearchRequest request;
    request.q = q;
    request.fuzzy = fuzzy;
    request.explain = true;
    return engine_->state().search(0, request, std::chrono::steady_clock::now() + std::chrono::seconds(30));
  }
  TemporaryFolder folder_;
  std::unique_ptr<search::Engine> engine_;
};

// What the explanation of a hit says of a form; nullptr where it does not name it.
const MatchedForm* form(const SearchResponse& response, const std::string& id, const std::string& text) {
  for (const search::Hit& hit : response.hits) {
    if (hit.id != id || !hit.explanation) continue;
    for (const search::WordReason& reason : hit.explanation->words) {
      for (const MatchedForm& form : reason.forms) {
        if (form.text == text) return &form;
      }
    }
  }
  return nullptr;
}

TEST_F(ExplanationTest, NamesTheRuleOfEachForm) {
  struct Row {
    const char *q, *id, *form;
    Rule rule;
  };
  const Row rows[] = {
      {"école", "1", "écoles", Rule::inflexion},
      {"école", "1", "école", Rule::elision},
      {"école", "1", "ecole", Rule::accents},
      {"numérique", "1", "numérique", Rule::as_written},
      {"numér*", "1", "numérique", Rule::prefix},
      {"\"école de code\"", "1", "ecole de code", Rule::phrase},
      {"PLU", "2", "plan local d'urbanisme", Rule::synonym},
      {"PLU", "1", "plu", Rule::as_written},
      {"bibliotèque", "1", "bibliothèque", Rule::correction},
      {"géoguidage", "3", "geo guidage", Rule::compound},
      {"soustraitante", "1", "sous-traitante", Rule::compound},
      {"soutraitante", "1", "sous-traitante", Rule::correction},
      {"euro", "3", "€", Rule::sign},
  };
  for (const Row& row : rows) {
    const SearchResponse response = search(row.q);
    const MatchedForm* const found = form(response, row.id, row.form);
    ASSERT_NE(found, nullptr) << row.q << " / " << row.form;
    EXPECT_EQ(found->rule, row.rule) << row.q << " / " << row.form;
  }
  const SearchResponse close = search("numéros", search::Fuzzy::on);
  EXPECT_NE(form(close, "3", "numéro"), nullptr);
}

TEST_F(ExplanationTest, SaysWhereAndHowOften) {
  const SearchResponse response = search("école");
  const MatchedForm* const found = form(response, "1", "école");
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->title, 1U);
  EXPECT_EQ(found->lead, 0U);
  EXPECT_EQ(found->body, 0U);
  const MatchedForm* const other = form(response, "2", "école");
  ASSERT_NE(other, nullptr);
  EXPECT_EQ(other->lead, 1U);
  EXPECT_EQ(other->body, 1U);
}

TEST_F(ExplanationTest, TheWeightsSumUpToTheScore) {
  for (const char* q : {"école", "école numérique", "école code bibliothèque", "PLU école", "numér* OU école",
                        "\"école de code\"", "bibliotèque", "école introuvable"}) {
    const SearchResponse response = search(q);
    ASSERT_FALSE(response.hits.empty()) << q;
    for (const search::Hit& hit : response.hits) {
      ASSERT_TRUE(hit.explanation) << q;
      double sum = hit.explanation->place;
      for (const search::WordReason& reason : hit.explanation->words) {
        sum += reason.weight;
        // Among partial matches what is missing is named.
        EXPECT_EQ(reason.weight > 0, !reason.forms.empty()) << q << " / " << hit.id << " / " << reason.word;
        EXPECT_TRUE(response.relaxed || reason.weight > 0) << q << " / " << hit.id << " / " << reason.word;
      }
      EXPECT_NEAR(sum, hit.score, 1e-9) << q << " / " << hit.id;
      EXPECT_GE(hit.explanation->place, -1e-9) << q << " / " << hit.id;
    }
  }
  // One word has no neighbours in the query.
  EXPECT_NEAR(search("école").hits[0].explanation->place, 0, 1e-9);
}

TEST_F(ExplanationTest, NamesWhatIsMissing) {
  const SearchResponse response = search("école introuvable");
  ASSERT_TRUE(response.relaxed);
  ASSERT_FALSE(response.hits.empty());
  const std::vector<search::WordReason>& words = response.hits[0].explanation->words;
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[1].word, "introuvable");
  EXPECT_TRUE(words[1].forms.empty());
  EXPECT_EQ(words[1].weight, 0);
}

TEST_F(ExplanationTest, OnlyWhereAskedForAndRanked) {
  search::SearchRequest request;
  request.q = "école";
  const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  EXPECT_FALSE(engine_->state().search(0, request, soon).hits[0].explanation);
  request.explain = true;
  request.sort = search::Sort::newest;
  const SearchResponse response = engine_->state().search(0, request, soon);
  EXPECT_EQ(response.hits[0].explanation->words.at(0).weight, 0);
  EXPECT_EQ(response.hits[0].explanation->place, 0);
}

}  // namespace
}  // namespace fonds::test
