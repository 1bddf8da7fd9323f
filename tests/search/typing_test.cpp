// What a reader sees while a word is not finished, and what is suggested beside it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/near_prefix.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Typing : public SmallArchive {
 protected:
  void SetUp() override {
    build(
        {article("tram", "Le tram-train arrive", "Une halte à la médiathèque.", "2017-01-04"),
         article("marc", "Marc expose", "Ses toiles bleues.", "2017-01-03"),
         article("macron", "Macron passe", "Le président a serré des mains.", "2017-01-02", {"Visites"},
                 {"Emmanuel Macron"}),
         article("chevaux", "Les chevaux du manège", "Ils tournent.", "2017-01-01", {}, {"Claire Vasseur"})});
  }
  search::SearchResponse typed(const std::string& q) {
    search::SearchRequest request;
    request.q = q;
    request.typing = true;
    return SmallArchive::search(request);
  }
};

TEST_F(Typing, TheLastWordIsABeginningAndIsNotCorrected) {
  const struct {
    const char* q;
    std::vector<std::string> ids;
  } cases[] = {
      {"macr", {"macron"}},
      {"médiat", {"tram"}},
      {"tram-t", {"tram"}},
      {"l'médiath", {"tram"}},
      {"titre:macr", {"macron"}},
      {"président mac", {"macron"}},
      {"président m", {"macron"}},
      {"macrn", {}},
      {"-macr tourn", {"chevaux"}},
      {"\"passe mac", {"macron"}},
      // A word that the archive has keeps its inflexions.
      {"cheval", {"chevaux"}},
  };
  for (const auto& [q, ids] : cases) {
    const auto found = typed(q);
    EXPECT_EQ(SmallArchive::ids(found), ids) << q;
    EXPECT_FALSE(found.corrected) << q;
    EXPECT_FALSE(found.suggestion) << q;
    EXPECT_THAT(found.notes, IsEmpty()) << q;
  }
}

TEST_F(Typing, OfACompoundWhatStandsBeforeTheHyphenIsKept) {
  build({article("dame", "Notre-Dame brûle", "La flèche tombe.", "2017-01-09"),
         article("apart", "Notre Dame de Paris", "Une messe.", "2017-01-08"),
         article("notre", "Notre dossier", "Des voix, des danses.", "2017-01-07"),
         article("danse", "La danse", "Une fête, à nous.", "2017-01-06"),
         article("jour", "Aujourd’hui la fête", "Elle commence.", "2017-01-05"),
         article("ecole", "L’école ouvre", "Elle compte cent élèves.", "2017-01-04")});
  const struct {
    const char* q;
    std::vector<std::string> ids;
  } cases[] = {
      {"notre-d", {"dame", "apart"}}, {"notre-da", {"dame", "apart"}}, {"notre-", {"dame", "apart"}},
      {"aujourd’", {"jour"}},         {"aujourd'h", {"jour"}},         {"aujourd’hui", {"jour"}},
      {"l’éco", {"ecole"}},           {"fête l'", {"danse", "jour"}},
  };
  for (const auto& [q, ids] : cases)
    EXPECT_THAT(SmallArchive::ids(typed(q)), testing::UnorderedElementsAreArray(ids)) << q;
  // Nothing is said of an article that waits for its word.
  EXPECT_EQ(typed("l'").total, 6U);
  EXPECT_THAT(typed("l'").notes, IsEmpty());
}

TEST_F(Typing, ASpaceMakesItAWord) {
  EXPECT_TRUE(typed("macr ").corrected);
  EXPECT_THAT(SmallArchive::ids(typed("macron ")), ElementsAre("macron"));
}

TEST_F(Typing, FinishedWordsAreCorrectedBeforeIt) {
  const auto found = typed("macrron pass");
  EXPECT_THAT(SmallArchive::ids(found), ElementsAre("macron"));
  EXPECT_TRUE(found.corrected);
}

TEST_F(Typing, SuggestionsForgiveASlip) {
  for (const char* q : {"vaseur", "vasseru", "Claire Vaseur", "vasueur"}) {
    const auto suggestions = engine_->state().suggest(q, 5, soon());
    ASSERT_FALSE(suggestions.empty()) << q;
    EXPECT_EQ(suggestions[0].value, "claire-vasseur") << q;
  }
  EXPECT_THAT(engine_->state().suggest("vxs", 5, soon()), IsEmpty());
}

TEST_F(Typing, AWordWithASlipIsOfferedAsTheArchiveHasIt) {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 12; ++i)
    articles.push_back(
        article(std::to_string(i), "Conseil", "Le président préside la séance.", "2017-01-01"));
  articles.push_back(article("slip", "Conseil", "Le presidant est là.", "2017-01-02"));
  build(articles);
  for (const char* q : {"presidnet", "présidnt", "presiednt"}) {
    const auto suggestions = engine_->state().suggest(q, 5, soon());
    ASSERT_FALSE(suggestions.empty()) << q;
    EXPECT_EQ(suggestions[0].text, "président") << q;
    for (const auto& suggestion : suggestions) EXPECT_NE(suggestion.text, "presidant") << q;
  }
}

TEST(NearPrefix, CountsSlipsUpToTheNearestBeginning) {
  const struct {
    const char* typed;
    const char* word;
    std::size_t slips;
  } cases[] = {{"benala", "benalla", 1}, {"melanch", "melenchon", 1}, {"vaseur", "vasseur", 1},
               {"vasue", "vasseur", 1},  {"vasxuer", "vasseur", 2},   {"ecoel", "ecoles", 1},
               {"ecole", "ecoles", 0},   {"abcd", "xyzw", 3}};
  for (const auto& [typed, word, slips] : cases) {
    EXPECT_EQ(search::NearPrefix(typed, 2).distance(word), slips) << typed << " " << word;
  }
}

TEST(NearPrefix, AWordAfterAnotherIsJudgedAsAlone) {
  const std::vector<std::string> words = {"bal", "banal", "banale", "bananes", "benal", "benalla", "x"};
  search::NearPrefix walk("benala", 1);
  for (const auto& word : words) {
    search::NearPrefix alone("benala", 1);
    EXPECT_EQ(walk.distance(word), alone.distance(word)) << word;
    EXPECT_EQ(walk.dead_end(), alone.dead_end()) << word;
    // What begins as a dead end begins is too far as well.
    if (alone.dead_end() == 0) continue;
    search::NearPrefix longer("benala", 1);
    EXPECT_GT(longer.distance(word.substr(0, alone.dead_end()) + "nalla"), 1U) << word;
  }
}

TEST_F(Typing, PersonsTogether) {
  build({article("1", "Un", "x", "2017-01-01", {}, {"Ana", "Bea"}),
         article("2", "Deux", "x", "2017-01-02", {}, {"Ana"}),
         article("3", "Trois", "x", "2017-01-03", {}, {"Ana", "Bea", "Cid"}),
         article("4", "Quatre", "x", "2017-01-04", {}, {"Cid"})});
  search::SearchRequest request;
  request.person.any_of = {"ana", "bea"};
  EXPECT_EQ(SmallArchive::search(request).total, 3U);
  request.persons_together = true;
  const auto together = SmallArchive::search(request);
  EXPECT_THAT(SmallArchive::ids(together), UnorderedElementsAre("1", "3"));
  // A count is the total with that person added.
  for (const auto& value : together.person->values) {
    auto more = request;
    if (!value.selected) more.person.any_of.push_back(value.value);
    EXPECT_EQ(SmallArchive::search(more).total, value.count) << value.value;
  }
}

}  // namespace
}  // namespace fonds::test
