// The front page, the chronology of a dossier, and how an article begins.
#include "server/search/front_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "server/search/opening.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> ids_of(const std::vector<search::Hit>& hits) {
  std::vector<std::string> ids;
  for (const auto& hit : hits) ids.push_back(hit.id);
  return ids;
}

std::string long_text() {
  std::string text = "La rivière a retrouvé son lit.";
  while (text.size() < 800) text += " Et les saules ont repoussé au bord.";
  return text;
}

class FrontPage : public SmallArchive {
 protected:
  search::FrontPage on(int year, int month, int day, const std::vector<archive::Article>& articles) {
    build_index(folder_.path(), articles);
    const search::Snapshot snapshot(index::open_current(folder_.path()), 1);
    return search::front_page(text::to_day({year, month, day}), snapshot, soon());
  }
};

TEST_F(FrontPage, TheLeadIsTheLatestThatHasSomethingToSay) {
  const auto page = on(
      2020, 12, 31,
      {article("report", "Conseil", "Présents : Mme A, maire ; MM. B, C et D.\n" + long_text(), "2020-12-30"),
       article("short", "Brève", "La piscine ferme.", "2020-12-29"),
       article("lead", "La rivière", long_text(), "2020-12-28"),
       article("old", "Avant", long_text(), "2019-12-28")});
  ASSERT_TRUE(page.lead);
  EXPECT_EQ(page.lead->id, "lead");
  EXPECT_THAT(ids_of(page.seconds), ElementsAre("report", "short", "old"));
  EXPECT_EQ(page.seconds[0].excerpt_html.substr(0, 11), "La rivière");
  EXPECT_EQ(page.articles, 4U);
}

TEST_F(FrontPage, OnThisDayInOtherYears) {
  std::vector<archive::Article> articles;
  for (const char* date :
       {"2020-11-27", "2019-11-27", "2018-11-27", "2016-11-27", "2011-11-27", "1996-11-27", "2015-11-28"}) {
    articles.push_back(article(date, "Un jour", long_text(), date));
  }
  const auto exact = on(2021, 11, 27, articles);
  std::vector<int> years;
  for (const auto& anniversary : exact.anniversaries) years.push_back(anniversary.years);
  EXPECT_THAT(years, ElementsAre(1, 5, 10, 25));
  EXPECT_TRUE(exact.anniversaries_exact);
  const auto around = on(2021, 11, 29, articles);
  EXPECT_FALSE(around.anniversaries_exact);
  EXPECT_EQ(around.anniversaries.size(), 4U);
  EXPECT_THAT(on(2021, 6, 1, articles).anniversaries, IsEmpty());
  // 29 February is not in every year.
  EXPECT_THAT(on(2024, 2, 29, articles).anniversaries, IsEmpty());
}

TEST_F(FrontPage, DossiersAndPersonsOfTheLatestMonths) {
  const auto page = on(2024, 1, 1,
                       {article("1", "Un", "x", "2020-12-30", {"Tout", "Pont"}, {"Ana"}),
                        article("2", "Deux", "x", "2020-12-01", {"Tout", "Pont"}, {"Bea"}),
                        article("3", "Trois", "x", "2015-12-01", {"Tout", "Lac"}, {"Cid"}),
                        article("4", "Quatre", "x", "2014-12-01", {"Tout", "Lac"}, {"Cid"})});
  ASSERT_EQ(page.dossiers.size(), 1U);
  EXPECT_EQ(page.dossiers[0].dossier.value, "pont");
  EXPECT_EQ(page.dossiers[0].last.id, "1");
  ASSERT_EQ(page.persons.size(), 2U);
  EXPECT_EQ(page.persons[0].value, "ana");
}

TEST_F(FrontPage, NoArticleStandsForTwoDossiers) {
  const auto page =
      on(2024, 1, 1,
         {article("1", "Un", "x", "2020-12-30", {"Pont", "Lac", "Bois"}),
          article("2", "Deux", "x", "2020-12-01", {"Pont", "Lac"}), article("3", "Trois", "x", "2015-12-01"),
          article("4", "Quatre", "x", "2014-12-01"), article("5", "Cinq", "x", "2014-11-01")});
  std::vector<std::string> last;
  for (const auto& dossier : page.dossiers) last.push_back(dossier.last.id);
  EXPECT_THAT(last, ElementsAre("1", "2"));
}

TEST_F(FrontPage, UndatedAndEmptyArchivesHaveOne) {
  const auto page = on(2024, 1, 1, {article("1", "Un", "x")});
  EXPECT_EQ(page.lead->id, "1");
  EXPECT_THAT(page.anniversaries, IsEmpty());
}

TEST_F(FrontPage, ADossierFromFirstToLast) {
  build({article("b", "Deux", "Puis.", "2015-01-01", {"Pont", "Lac"}, {"Ana"}),
         article("a", "Un", "D’abord.", "2014-01-01", {"Pont"}, {"Ana"}),
         article("u", "Sans date", "Toujours.", "", {"Pont"}),
         article("z", "Autre", "x", "2016-01-01", {"Lac"})});
  const auto profile = engine_->state().dossier("pont", {}, soon());
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->articles, 3U);
  EXPECT_THAT(ids_of(profile->chronology), ElementsAre("a", "b", "u"));
  EXPECT_EQ(profile->chronology[0].excerpt_html, "D’abord.");
  EXPECT_EQ(profile->first->id, "a");
  EXPECT_EQ(profile->last->id, "b");
  ASSERT_EQ(profile->persons.size(), 1U);
  EXPECT_EQ(profile->persons[0].count, 2U);
  ASSERT_EQ(profile->neighbours.size(), 1U);
  EXPECT_EQ(profile->neighbours[0].value, "lac");
  EXPECT_THAT(ids_of(engine_->state().dossier("pont", {1, 1}, soon())->chronology), ElementsAre("b"));
  EXPECT_THAT(ids_of(engine_->state().person("ana", {0, 1}, soon())->chronology), ElementsAre("a"));
  EXPECT_FALSE(engine_->state().dossier("rien", {}, soon()));

  // As it stood then: nothing later, nothing undated.
  const auto then = engine_->state().dossier("pont", {0, 10, text::to_day({2014, 12, 31})}, soon());
  ASSERT_TRUE(then);
  EXPECT_EQ(then->articles, 1U);
  EXPECT_THAT(ids_of(then->chronology), ElementsAre("a"));
  EXPECT_EQ(then->last->id, "a");
  EXPECT_THAT(then->neighbours, IsEmpty());
  EXPECT_EQ(then->date.histogram.buckets.size(), 1U);
  EXPECT_EQ(engine_->state().dossier("pont", {0, 10, text::to_day({2015, 1, 1})}, soon())->articles, 2U);
  EXPECT_EQ(engine_->state().person("ana", {0, 10, text::to_day({2014, 1, 1})}, soon())->articles, 1U);
  EXPECT_FALSE(engine_->state().dossier("pont", {0, 10, text::to_day({2013, 12, 31})}, soon()));

  const auto place = engine_->state().place(0, "b");
  ASSERT_TRUE(place);
  EXPECT_EQ(place->time.before->id, "a");
  EXPECT_EQ(place->time.after->id, "z");
  EXPECT_EQ(place->dossier->value, "lac");  // the smaller one
  EXPECT_EQ(place->in_dossier.place, 1U);
  EXPECT_EQ(place->in_dossier.after->id, "z");
  EXPECT_FALSE(engine_->state().place(0, "rien"));
}

TEST(Opening, PassesOverWhatIsSaidOfPictures) {
  index::StoredArticle article;
  article.body = "Mme Quintin sous la verrière.\n\nLe toit est refait.";
  article.blocks = {{0, 30, archive::BlockKind::caption}, {32, 51, archive::BlockKind::paragraph}};
  article.body_sentences = {{0, 30}, {32, 51}};
  article.images = {{"/halle.jpg", "", 0, 0, 0}};
  EXPECT_EQ(search::opening(article, 100), "Le toit est refait.");
}

TEST(Opening, RollCalls) {
  for (const char* list :
       {"Présents : Mme BENHADDOU, maire ; MM. CARRON, DUPONT.", "Étaient présents : l’ensemble des élus.",
        "Absents excusés : M. Roux (pouvoir à Mme Petit).",
        "Mme Anne Roux, M. Paul Petit, Mme Léa Blanc, M. Éric Noir."}) {
    EXPECT_TRUE(search::is_roll_call(list)) << list;
  }
  for (const char* prose :
       {"Claire Vasseur est élue maire de Charvoisy.", "Présents depuis l’aube, les forains ont ouvert.",
        "Le maire, Anne Roux, et son adjoint ont coupé le ruban.", ""}) {
    EXPECT_FALSE(search::is_roll_call(prose)) << prose;
  }
}

}  // namespace
}  // namespace fonds::test
