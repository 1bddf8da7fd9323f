// Words that only an accent tells from a word without meaning: maïs and mais, sûr and sur, dû and du.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::UnorderedElementsAre;

class StopWords : public SmallArchive {
 protected:
  void SetUp() override {
    build({article("mais", "Météo", "Il pleut mais peu, du moins sur la ville."),
           article("maïs", "Agriculture", "Mais oui, le maïs a soif, c’est sûr."),
           article("été", "Loisirs", "Le thé de l’été est servi."),
           article("du", "Impôts", "Le montant dû est connu.")});
  }
};

TEST_F(StopWords, TheAccentThatTellsThemApartCounts) {
  EXPECT_THAT(ids("maïs"), ElementsAre("maïs"));
  EXPECT_THAT(ids("MAÏS"), ElementsAre("maïs"));
  EXPECT_THAT(ids("du maïs"), ElementsAre("maïs"));
  EXPECT_THAT(ids("sûr"), ElementsAre("maïs"));
  EXPECT_THAT(ids("montant dû"), ElementsAre("du"));
  EXPECT_THAT(ids("maïs montant"), UnorderedElementsAre("maïs", "du"));  // relaxed
  EXPECT_THAT(ids("été"), ElementsAre("été"));
  EXPECT_THAT(ids("thé"), ElementsAre("été"));
}

TEST_F(StopWords, WithoutMeaningTheyAreNotRequired) {
  EXPECT_THAT(ids("la ville mais dans la nuit"), ElementsAre("mais"));
  EXPECT_THAT(ids("mais"), UnorderedElementsAre("mais", "maïs"));  // nothing else was asked
  EXPECT_THAT(ids("\"mais peu\""), ElementsAre("mais"));
}

TEST_F(StopWords, OnlyTheWordItselfIsMarked) {
  const std::string excerpt = search("maïs").hits.at(0).excerpt_html;
  EXPECT_THAT(excerpt, HasSubstr("Mais oui, le <mark>maïs</mark>"));
  EXPECT_THAT(excerpt, Not(HasSubstr("<mark>Mais</mark>")));
}

}  // namespace
}  // namespace fonds::test
