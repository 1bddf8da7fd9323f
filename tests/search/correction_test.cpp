// Did-you-mean as a reader meets it, on small archives.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

using search::Fuzzy;
using search::SearchResponse;

class CorrectionTest : public testing::Test {
 protected:
  void SetUp() override {
    build_index(folder_.path(),
                {article("campus", "Commune", "Charbonnières accueille le campus. Le Grand Lyon finance."),
                 article("biblio", "Culture", "La bibliothèque est fermée ; l’école l’a visitée en 2017."),
                 article("travaux", "Travaux",
                         "Un sous-traitant du SYTRAL arrive aujourd’hui, parce que tout presse."),
                 article("piscine", "Sport", "Rendez-vous à la piscine, dit le pharmacien."),
                 article("langue", "Langue", "Un language châtié, le fond et la forme."),
                 article("sciez", "Sciez", "À Sciez, la KfW paie un laboratoire de physique.")});
    engine_ = std::make_unique<search::Engine>(folder_.path(), search::EngineOptions{1});
  }
  SearchResponse search(const std::string& q, Fuzzy fuzzy = Fuzzy::automatic) {
    search::SearchRequest request;
    request.q = q;
    request.fuzzy = fuzzy;
    return engine_->state().search(0, request, std::chrono::steady_clock::now() + std::chrono::seconds(30));
  }
  TemporaryFolder folder_;
  std::unique_ptr<search::Engine> engine_;
};

TEST_F(CorrectionTest, SearchesWhatWasMeantAndSaysSo) {
  struct Row {
    const char *typed, *corrected, *found;
  };
  const Row rows[] = {
      {"charboniere", "charbonnières", "campus"},
      {"bibliotèque", "bibliothèque", "biblio"},
      {"biblio thèque", "bibliothèque", "biblio"},  // one word in two
      {"lécole", "l'école", "biblio"},              // an apostrophe left out
      {"aujourdhiu", "aujourd'hui", "travaux"},
      {"soutraitant", "sous-traitant", "travaux"},  // as the archive writes it
      {"parceque", "parce que", "travaux"},
      {"fisik", "physique", "sciez"},  // by ear
      {"titre:comune", "titre:commune", "campus"},
      {"farmacien picsine", "pharmacien piscine", "piscine"},
      {"(picsine OU gymnaze) -campus", "(piscine OU gymnaze) -campus", "piscine"},
  };
  for (const Row& row : rows) {
    const SearchResponse response = search(row.typed);
    EXPECT_EQ(response.corrected, row.corrected) << row.typed;
    ASSERT_EQ(response.hits.size(), 1U) << row.typed;
    EXPECT_EQ(response.hits[0].id, row.found) << row.typed;
    // Undone, it is offered and no more.
    const SearchResponse off = search(row.typed, Fuzzy::off);
    EXPECT_EQ(off.corrected, std::nullopt) << row.typed;
    EXPECT_EQ(off.suggestion, row.corrected) << row.typed;
  }
}

TEST_F(CorrectionTest, LeavesAloneWhatIsNoSlip) {
  const char* const rows[] = {
      "2071",  // numbers are never corrected
      "campus 2071",
      "la 5G",
      "\"bibliotèque fermée\"",  // quoted: as written
      "bibliotèq*",
      "SITR",     // an acronym
      "zzyzx",    // close to nothing, though each of its letters may sound like one of Sciez
      "qwfp",     // and of KfW
      "-campsu",  // what is excluded is not looked for
      "auteur:charboniere",
  };
  for (const char* typed : rows) {
    const SearchResponse response = search(typed);
    EXPECT_EQ(response.corrected, std::nullopt) << typed;
    EXPECT_EQ(response.suggestion, std::nullopt) << typed;
  }
}

TEST_F(CorrectionTest, NeverOverAWordThatHasHits) {
  const char* const rows[] = {"fond", "forme", "language", "tout", "écoles", "campus piscine"};
  for (const char* typed : rows) EXPECT_EQ(search(typed).corrected, std::nullopt) << typed;
}

TEST_F(CorrectionTest, ACorrectedWordCountsAmongPartialMatches) {
  const SearchResponse response = search("bibliotèque campus municipal");
  EXPECT_EQ(response.corrected, "bibliothèque campus municipal");
  EXPECT_TRUE(response.relaxed);
  EXPECT_EQ(response.total, 2U);
}

TEST_F(CorrectionTest, CloseWordsCountWhereAskedFor) {
  EXPECT_EQ(search("langage").corrected, std::nullopt);  // a right word
  EXPECT_EQ(search("langage").suggestion, "language");
  EXPECT_EQ(search("langage", Fuzzy::on).corrected, "language");
  EXPECT_EQ(search("campus", Fuzzy::on).total, 1U);
  EXPECT_EQ(search("pharmacienne", Fuzzy::off).total, 1U);
}

}  // namespace
}  // namespace fonds::test
