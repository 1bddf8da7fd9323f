// A right word is never replaced: the rows of right_words_rows.h, and what is proposed instead.
#include "server/search/right_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/dictionary/dictionary.h"
#include "indexer/text/folding.h"
#include "tests/search/right_words_rows.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::Fuzzy;
using search::Match;
using search::SearchResponse;
using testing::Contains;
using testing::HasSubstr;

class RightWordsTest : public SmallArchive {
 protected:
  void SetUp() override {
    std::vector<archive::Article> articles;
    for (const std::string_view text : kRightWordsArchive) {
      articles.push_back(article(std::to_string(articles.size()), "Brèves", std::string(text)));
    }
    build(articles);
  }
};

TEST(Dictionary, KnowsFormsNamesAndCommunes) {
  for (const char* word : {"école", "grelottait", "journaux", "vaccinées", "hui", "yeux", "œuvre"})
    EXPECT_TRUE(dictionary::is_common_word(text::fold(word))) << word;
  for (const char* word : {"Macron", "Genas", "Étienne", "Pollionnay", "Messimy"})
    EXPECT_TRUE(dictionary::is_known_name(text::fold(word))) << word;
  for (const char* word : {"bibliotèque", "ecolle", "zzyzx", "", "2017", "e\u0301\u200b"})
    EXPECT_FALSE(search::is_right_word(text::fold(word))) << word;
  EXPECT_FALSE(dictionary::is_common_word("givors"));
  EXPECT_TRUE(dictionary::is_proper_name("macron"));
  EXPECT_FALSE(dictionary::is_proper_name("breton"));
}

TEST_F(RightWordsTest, AreNeverReplaced) {
  for (const std::string_view word : kRightWords) {
    const SearchResponse response = search(std::string(word));
    EXPECT_EQ(response.corrected, std::nullopt) << word;
    EXPECT_EQ(response.total, 0U) << word;
  }
}

TEST_F(RightWordsTest, NeitherAreSurnamesThatNobodyKnows) {
  for (const std::string_view name : kSurnames) {
    const SearchResponse response = search(std::string(name));
    EXPECT_EQ(response.corrected, std::nullopt) << name;
  }
}

TEST_F(RightWordsTest, OfANameWithItsCapitalNoCommonWordIsProposed) {
  build({article("1", "Chantier", "Le maçon a fini."), article("2", "Rue", "Les maçons sont là.")});
  EXPECT_EQ(search("Macron").suggestion, std::nullopt);
  EXPECT_EQ(search("Macron").corrected, std::nullopt);
  // In small letters it may be a slip.
  EXPECT_NE(search("macon").total, 0U);
}

TEST_F(RightWordsTest, SlipsAre) {
  for (const SlipRow& row : kSlips) {
    const SearchResponse response = search(std::string(row.typed));
    EXPECT_EQ(response.corrected.value_or(""), row.meant) << row.typed;
    EXPECT_GT(response.total, 0U) << row.typed;
  }
}

TEST_F(RightWordsTest, PartialMatchesComeBeforeAnyCorrection) {
  for (const PartialRow& row : kPartialRows) {
    const SearchResponse response = search(std::string(row.query));
    EXPECT_EQ(response.corrected, std::nullopt) << row.query;
    EXPECT_TRUE(response.relaxed) << row.query;
    EXPECT_THAT(response.notes,
                Contains(AllOf(HasSubstr(std::string(row.nowhere)), HasSubstr("dans aucun article"))))
        << row.query;
    ASSERT_FALSE(response.hits.empty()) << row.query;
    const std::size_t first = std::stoul(response.hits.front().id);
    EXPECT_THAT(std::string(kRightWordsArchive[first]), HasSubstr(std::string(row.found_by))) << row.query;
  }
}

// Another name of the same sound that several articles have is meant; a common word never is.
TEST_F(RightWordsTest, ANameBecomesOnlyAName) {
  EXPECT_EQ(search("Grivau").corrected, std::nullopt);
  EXPECT_EQ(search("Grivau").suggestion, "grivaux");
  EXPECT_EQ(search("Masson").corrected, std::nullopt);
  EXPECT_EQ(search("Quartié").corrected, std::nullopt);
  EXPECT_EQ(search("Quartié").suggestion, "quartier");
  EXPECT_EQ(search("quartié").corrected, "quartier");
  std::vector<archive::Article> articles;
  for (int i = 0; i < 3; ++i) {
    articles.push_back(
        article(std::to_string(i), "Brèves", "Selon Caroline Grivaux, le quartier est calme."));
  }
  build(articles);
  EXPECT_EQ(search("Grivau").corrected, "grivaux");
  EXPECT_EQ(search("Quartié").corrected, std::nullopt);
}

// What finds something is proposed another spelling only where that is far more frequent, and it is itself no word.
TEST_F(RightWordsTest, AFewArticlesWithASlipGetAProposal) {
  std::vector<archive::Article> articles = {
      article("slip", "Concert", "On chanta du Briali au bal."),
      article("name", "Concert", "On applaudit Bréval au bal."),
      article("form", "Travaux", "La rue est éclairée, les lampes aussi.")};
  for (int i = 0; i < 25; ++i) {
    articles.push_back(
        article(std::to_string(i), "Concert", "On chanta du Brialy au bal ; les murs sont éclairés."));
  }
  build(articles);
  EXPECT_EQ(search("Briali").suggestion, "brialy");
  EXPECT_EQ(search("Briali").corrected, std::nullopt);
  EXPECT_THAT(ids("Briali"), testing::ElementsAre("slip"));
  EXPECT_EQ(search("Brialy").suggestion, std::nullopt);
  EXPECT_EQ(search("éclairées").suggestion, std::nullopt);
  EXPECT_EQ(search("éclairer").suggestion, std::nullopt);
}

}  // namespace
}  // namespace fonds::test
