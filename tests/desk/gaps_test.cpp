// What a dossier lacks.
#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/gap_finder.h"
#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::article;
using test::Browser;
using test::DeskService;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// Articles on a swimming pool, half of them filed, among others.
std::vector<archive::Article> an_archive() {
  std::vector<archive::Article> articles;
  const char* const said[] = {"Le bassin de la piscine rouvre aux nageurs.",
                              "Les nageurs attendent la piscine et son bassin couvert.",
                              "Le chantier du bassin couvert avance, dit la piscine."};
  for (int i = 0; i < 12; ++i) {
    articles.push_back(
        article("piscine-" + std::to_string(i), "La piscine, épisode " + std::to_string(i), said[i % 3],
                "2015-01-" + std::to_string(10 + i),
                i % 2 == 0 ? std::vector<std::string>{"Piscine"} : std::vector<std::string>{}));
  }
  const char* const others[] = {
      "Le conseil municipal vote le budget de la commune.", "Le marché du samedi change de place.",
      "Les pompiers fêtent la Sainte-Barbe au gymnase.", "L’école publique prépare sa kermesse."};
  for (int i = 0; i < 40; ++i) {
    articles.push_back(article("autre-" + std::to_string(i), "Nouvelles de la commune " + std::to_string(i),
                               others[i % 4], "2015-02-1" + std::to_string(i % 10), {"Vie locale"}));
  }
  return articles;
}

TEST(Gaps, AreTheArticlesThatSpeakAsTheDossierDoes) {
  DeskService service({}, true, an_archive());
  const GapSearch in{service.engine().state(), 0, 0,
                     std::chrono::steady_clock::now() + std::chrono::minutes(1)};
  const auto gaps = find_gaps("piscine", {"piscine-3"}, 5, in);
  ASSERT_TRUE(gaps);
  ASSERT_EQ(gaps->size(), 5U);
  for (const Gap& gap : *gaps) {
    EXPECT_THAT(gap.hit.id, testing::StartsWith("piscine-"));
    EXPECT_NE(gap.hit.id, "piscine-3");
    EXPECT_GT(gap.closeness, 0.5);
    EXPECT_FALSE(gap.words.empty());
  }
  EXPECT_FALSE(find_gaps("nulle-part", {}, 5, in));
}

TEST(Gaps, AreShownAndDismissedForGood) {
  const DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/dossiers").body, HasSubstr("valeur=piscine"));
  const std::string page = "/redaction/dossiers?valeur=piscine";
  EXPECT_THAT(browser.get(page).body,
              AllOf(HasSubstr("/article/piscine-1\""), Not(HasSubstr("/article/piscine-2\"")),
                    Not(HasSubstr("/article/autre-"))));
  browser.submit(page, {{"dossier", "piscine"}, {"id", "piscine-1"}}, "/redaction/dossiers");
  EXPECT_THAT(browser.get(page).body, Not(HasSubstr("/article/piscine-1\"")));
  browser.submit("/redaction/journal",
                 {{"fichier", "dossiers"}, {"ajoute", "écarter : piscine-1 -> piscine"}});
  EXPECT_THAT(browser.get(page).body, HasSubstr("/article/piscine-1\""));
}

}  // namespace
}  // namespace fonds::desk
