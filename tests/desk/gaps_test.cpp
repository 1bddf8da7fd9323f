// What a dossier lacks.
#include <algorithm>
#include <chrono>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/kept_rules.h"
#include "indexer/index/writer.h"
#include "server/desk/gap_finder.h"
#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Answer;
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

// The articles of a dossier on the site; 0 where there is none.
std::uint64_t articles_in(DeskService& service, const std::string& value) {
  const auto profile = service.engine().state().dossier(
      value, {0, 0, {}}, std::chrono::steady_clock::now() + std::chrono::minutes(1));
  return profile ? profile->articles : 0;
}

TEST(Dossiers, AreFiledInByAClickAndTakenBack) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  const std::string page = "/redaction/dossiers?valeur=piscine";
  const auto decide = [&](test::Fields fields) {
    fields.emplace_back("dossier", "piscine");
    return browser.submit(page, std::move(fields), "/redaction/dossiers").header("location");
  };
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
  EXPECT_THAT(decide({{"decision", "classer"}, {"id", "piscine-1"}}), HasSubstr("fait=classe"));
  EXPECT_EQ(articles_in(service, "piscine"), 7U);
  EXPECT_THAT(browser.get("/article/piscine-1").body, HasSubstr("/dossiers/piscine"));
  EXPECT_THAT(decide({{"decision", "sortir"}, {"id", "piscine-2"}}), HasSubstr("fait=sorti"));
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
  // An update that is not told of the desk must not undo it.
  EXPECT_EQ(index::kept_rules(service.index())->dossier_decisions,
            "classer : piscine-1 -> Piscine\nsortir : piscine-2 -> Piscine\n");
  for (const char* line : {"classer : piscine-1 -> Piscine", "sortir : piscine-2 -> Piscine"})
    browser.submit("/redaction/journal", {{"fichier", "dossiers"}, {"ajoute", line}});
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
  EXPECT_THAT(browser.get("/article/piscine-1").body, Not(HasSubstr("/dossiers/piscine")));
  // Nothing else of the articles has changed.
  EXPECT_TRUE(index::check(service.index()).empty());
  EXPECT_EQ(service.engine().info().articles, an_archive().size());
}

std::string file_of_dossiers(const DeskService& service) {
  std::ifstream in(service.desk() / "dossiers");
  return {std::istreambuf_iterator<char>(in), {}};
}

// What changes nothing is no decision: taking it back would change something.
TEST(Dossiers, RefuseWhatChangesNothing) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  struct Row {
    const char *decision, *id, *said;
  };
  browser.submit("/redaction/dossiers?valeur=piscine", {{"dossier", "piscine"}, {"id", "piscine-3"}},
                 "/redaction/dossiers");
  const std::string before = file_of_dossiers(service);
  for (const Row& row : {Row{"classer", "piscine-2", "dossier-deja"},
                         {"ecarter", "piscine-2", "dossier-deja"},
                         {"ecarter", "piscine-3", "dossier-deja-ecarte"},
                         {"sortir", "piscine-1", "dossier-pas-dedans"},
                         {"classer", "nulle-part", "dossier-sans-article"},
                         {"sortir", "nulle-part", "dossier-sans-article"},
                         {"ecarter", "nulle-part", "dossier-sans-article"}}) {
    const Answer answer = browser.submit("/redaction/dossiers?valeur=piscine",
                                         {{"dossier", "piscine"}, {"decision", row.decision}, {"id", row.id}},
                                         "/redaction/dossiers");
    const std::string said = answer.header("location");
    EXPECT_THAT(said, testing::EndsWith(std::string("fait=") + row.said)) << row.decision << row.id;
    EXPECT_THAT(browser.get(said).body, HasSubstr("rien n’est enregistré")) << said;
  }
  EXPECT_EQ(file_of_dossiers(service), before);
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
}

// The file says what is, whatever was decided before: each update goes by it.
TEST(Dossiers, ADecisionTakesThePlaceOfItsContrary) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  const auto decide = [&](const std::string& value, test::Fields fields) {
    fields.emplace_back("dossier", value);
    return browser.submit("/redaction/dossiers?valeur=" + value, std::move(fields), "/redaction/dossiers")
        .header("location");
  };
  const auto take_back = [&](test::Fields fields) {
    fields.emplace_back("fichier", "dossiers");
    return browser.submit("/redaction/journal", std::move(fields)).header("location");
  };
  const std::string in = "classer : piscine-1 -> Piscine", out = "sortir : piscine-1 -> Piscine";
  decide("piscine", {{"decision", "classer"}, {"id", "piscine-1"}});
  decide("piscine", {{"decision", "sortir"}, {"id", "piscine-1"}});
  EXPECT_EQ(file_of_dossiers(service), out + "\n");
  decide("piscine", {{"decision", "classer"}, {"id", "piscine-1"}});
  EXPECT_EQ(file_of_dossiers(service), in + "\n");
  EXPECT_EQ(articles_in(service, "piscine"), 7U);
  take_back({{"ajoute", in}, {"retire", out}});
  EXPECT_EQ(file_of_dossiers(service), out + "\n");
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
  decide("piscine", {{"decision", "classer"}, {"id", "piscine-1"}});
  // A dossier that is called otherwise since is the same dossier.
  decide("piscine", {{"decision", "renommer"}, {"nom", "Bassin"}});
  EXPECT_EQ(articles_in(service, "bassin"), 7U);
  EXPECT_THAT(take_back({{"ajoute", in}}), HasSubstr("annule-classement"));
  EXPECT_EQ(articles_in(service, "bassin"), 6U);
  // There and back.
  decide("bassin", {{"decision", "renommer"}, {"nom", "Piscine"}});
  EXPECT_EQ(file_of_dossiers(service), "renommer : Bassin = Piscine\n");
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
  EXPECT_EQ(articles_in(service, "bassin"), 0U);
}

// By hand, both may be in the file: the one that is left holds.
TEST(Dossiers, TakenBackWhatTheFileSaysBesideHolds) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  std::ofstream(service.desk() / "dossiers")
      << "sortir : piscine-2 -> Piscine\nclasser : piscine-2 -> Piscine\n";
  browser.submit("/redaction/journal",
                 {{"fichier", "dossiers"}, {"ajoute", "sortir : piscine-2 -> Piscine"}});
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
}

TEST(Dossiers, AreRenamedMergedAndDropped) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  const auto decide = [&](const std::string& value, test::Fields fields) {
    fields.emplace_back("dossier", value);
    return browser.submit("/redaction/dossiers?valeur=" + value, std::move(fields), "/redaction/dossiers")
        .header("location");
  };
  EXPECT_THAT(decide("piscine", {{"decision", "renommer"}, {"nom", "La piscine <b>"}}),
              HasSubstr("fait=renomme"));
  EXPECT_EQ(articles_in(service, "piscine"), 0U);
  EXPECT_EQ(articles_in(service, "la-piscine-b"), 6U);
  EXPECT_THAT(browser.get("/redaction/dossiers").body, HasSubstr("La piscine &lt;b&gt;"));
  // Two become one.
  EXPECT_THAT(decide("la-piscine-b", {{"decision", "renommer"}, {"nom", "Vie locale"}}),
              HasSubstr("fait=renomme"));
  EXPECT_EQ(articles_in(service, "vie-locale"), 46U);
  EXPECT_THAT(decide("vie-locale", {{"decision", "supprimer"}}), HasSubstr("fait=supprime"));
  EXPECT_THAT(browser.get("/redaction/dossiers").body, HasSubstr("pas de dossier"));
  EXPECT_EQ(service.engine().info().articles, an_archive().size());
  // The index does not know any more what was whose.
  EXPECT_THAT(
      browser.submit("/redaction/journal", {{"fichier", "dossiers"}, {"ajoute", "supprimer : Vie locale"}})
          .header("location"),
      HasSubstr("annule-sources"));
  EXPECT_THAT(index::kept_rules(service.index())->dossier_decisions, Not(HasSubstr("supprimer")));
}

TEST(Dossiers, RefuseWhatTheFileWouldReadOtherwise) {
  DeskService service({}, true, an_archive());
  Browser browser(service);
  browser.sign_in();
  const auto decide = [&](test::Fields fields) {
    return browser.submit("/redaction/dossiers?valeur=piscine", std::move(fields), "/redaction/dossiers")
        .header("location");
  };
  EXPECT_THAT(decide({{"dossier", "piscine"}, {"decision", "renommer"}, {"nom", ""}}),
              HasSubstr("dossier-refuse"));
  EXPECT_THAT(decide({{"dossier", "piscine"}, {"decision", "renommer"}, {"nom", "Piscine"}}),
              HasSubstr("dossier-refuse"));
  EXPECT_THAT(decide({{"dossier", "piscine"}, {"decision", "classer"}, {"id", ""}}),
              HasSubstr("dossier-refuse"));
  EXPECT_THAT(decide({{"dossier", "nulle-part"}, {"decision", "supprimer"}}), HasSubstr("dossier-inconnu"));
  EXPECT_EQ(articles_in(service, "piscine"), 6U);
}

}  // namespace
}  // namespace fonds::desk
