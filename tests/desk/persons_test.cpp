// Persons, by their pages: a decision shows on the site, and is taken back.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Answer;
using test::Browser;
using test::DeskService;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string file_of_persons(const DeskService& service, const std::string& name) {
  std::ifstream in(service.desk() / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(Persons, AreRenamedGivenFunctionsAndTakenBack) {
  const DeskService service;
  Browser browser(service), reader(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/personnes?q=vasseur").body, HasSubstr("valeur=claire-vasseur"));
  EXPECT_THAT(browser.get("/redaction/personnes?valeur=claire-vasseur").body,
              HasSubstr("Donner une fonction"));
  const Answer renamed =
      browser.submit("/redaction/personnes",
                     {{"quoi", "renommer"}, {"nom", "Claire Vasseur"}, {"autre", "Claire Vasseur-Roy"}});
  EXPECT_EQ(renamed.header("location"), "/redaction/personnes?fait=personne");
  // Served by then.
  EXPECT_THAT(reader.get("/personnes/claire-vasseur").body, HasSubstr("Claire Vasseur-Roy"));
  browser.submit("/redaction/personnes", {{"quoi", "fonction"},
                                          {"nom", "Claire Vasseur"},
                                          {"fonction", "maire de Charvoisy"},
                                          {"de", "2014"},
                                          {"a", "2020"}});
  EXPECT_THAT(reader.get("/personnes/claire-vasseur").body, HasSubstr("maire de Charvoisy (2014–2020)"));
  EXPECT_EQ(file_of_persons(service, "personnes"),
            "renommer : Claire Vasseur -> Claire Vasseur-Roy\n"
            "fonction : Claire Vasseur : maire de Charvoisy 2014-2020\n");
  browser.submit("/redaction/journal",
                 {{"fichier", "personnes"}, {"ajoute", "renommer : Claire Vasseur -> Claire Vasseur-Roy"}});
  EXPECT_THAT(reader.get("/personnes/claire-vasseur").body, Not(HasSubstr("Vasseur-Roy")));
  // A draft of another year is told.
  const Answer draft =
      browser.submit("/redaction/texte",
                     {{"titre", ""},
                      {"texte", "Le budget de la commune est voté. La maire, Claire Vasseur, s’en réjouit."},
                      {"jour", "2023-01-01"}});
  EXPECT_THAT(draft.body, HasSubstr("mais pas à cette date"));
}

// The article stays; the name is no value of it any more.
TEST(Persons, ANameLeavesOneArticle) {
  const DeskService service;
  Browser browser(service), reader(service);
  browser.sign_in();
  browser.submit("/redaction/personnes",
                 {{"quoi", "rejeter-ici"}, {"nom", "Claire Vasseur"}, {"article", "2017-ecole"}});
  EXPECT_THAT(reader.get("/api/v1/search?person=claire-vasseur").body,
              AllOf(HasSubstr("2016-budget"), Not(HasSubstr("2017-ecole"))));
  EXPECT_EQ(reader.get("/article/2017-ecole").status, 200);
}

// Whatever form led to him there.
TEST(Persons, LeaveOneArticleUnderEveryForm) {
  std::vector<archive::Article> articles;
  for (int i = 0; i < 4; ++i) {
    const std::string number = std::to_string(i);
    articles.push_back(
        test::article("conseil-" + number, "Le conseil, séance " + number,
                      "Henri Carron, conseiller municipal, a pris la parole. Henri Carron a voté le budget.",
                      "2015-01-1" + number, {}, {"Henri Carron"}));
  }
  articles.push_back(test::article("assemblee", "L’assemblée des maires",
                                   "Étaient présents MM. CARRON et DURAND. M. Carron a présidé la séance, et "
                                   "Henri Carron a conclu.",
                                   "2016-01-31", {}, {"Henri Carron"}));
  const DeskService service({}, true, articles);
  Browser browser(service), reader(service);
  browser.sign_in();
  ASSERT_THAT(reader.get("/api/v1/search?person=henri-carron").body, HasSubstr("assemblee"));
  EXPECT_THAT(browser
                  .submit("/redaction/personnes",
                          {{"quoi", "renommer"}, {"nom", "Henri Carron"}, {"autre", "Henri Carron-Roy"}})
                  .header("location"),
              testing::EndsWith("fait=personne"));
  EXPECT_THAT(browser
                  .submit("/redaction/personnes",
                          {{"quoi", "rejeter-ici"}, {"nom", "Henri Carron-Roy"}, {"article", "assemblee"}})
                  .header("location"),
              testing::EndsWith("fait=personne"));
  for (const char* query :
       {"person=henri-carron", "q=personne%3Acarron", "q=personne%3A%22henri%20carron%22"})
    EXPECT_THAT(reader.get(std::string("/api/v1/search?") + query).body,
                AllOf(HasSubstr("\"conseil-0\""), Not(HasSubstr("\"assemblee\""))))
        << query;
  EXPECT_THAT(reader.get("/api/v1/articles/assemblee").body, Not(HasSubstr("henri-carron")));
  EXPECT_THAT(reader.get("/article/assemblee").body, Not(HasSubstr("/personnes/henri-carron")));
  EXPECT_THAT(reader.get("/api/v1/search?q=assembl%C3%A9e").body, Not(HasSubstr("henri-carron")));
  // The text is what it was.
  EXPECT_THAT(reader.get("/api/v1/search?q=carron").body, HasSubstr("\"assemblee\""));
}

TEST(Persons, RefusesWhatIsAboutNobody) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string known = "Claire Vasseur", nobody = "Nadège Inconnue";
  struct Row {
    test::Fields fields;
    const char* said;
  };
  for (const Row& row :
       {Row{{{"quoi", "renommer"}, {"nom", nobody}, {"autre", "X"}}, "personne-sans-nom"},
        {{{"quoi", "fusionner"}, {"nom", nobody}, {"autre", known}}, "personne-sans-nom"},
        {{{"quoi", "fusionner"}, {"nom", known}, {"autre", nobody}}, "personne-sans-nom"},
        {{{"quoi", "proteger"}, {"nom", nobody}}, "personne-sans-nom"},
        {{{"quoi", "rejeter"}, {"nom", nobody}}, "personne-sans-nom"},
        {{{"quoi", "fonction"}, {"nom", nobody}, {"fonction", "maire"}}, "personne-sans-nom"},
        {{{"quoi", "rejeter-ici"}, {"nom", known}, {"article", "nulle-part"}}, "personne-pas-la"},
        {{{"quoi", "rejeter-ici"}, {"nom", known}, {"article", "2018-ecole"}}, "personne-pas-la"}}) {
    const std::string said = browser.submit("/redaction/personnes", row.fields).header("location");
    EXPECT_THAT(said, testing::EndsWith(row.said)) << row.fields[0].second;
    EXPECT_THAT(browser.get(said).body, HasSubstr("rien n’est enregistré"));
  }
  EXPECT_EQ(file_of_persons(service, "personnes"), "");
  EXPECT_EQ(file_of_persons(service, "journal").find("personnes"), std::string::npos);
}

TEST(Persons, RefusesWhatTheFileWouldReadOtherwise) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const test::Fields& fields :
       {test::Fields{{"quoi", "renommer"}, {"nom", ""}, {"autre", "x"}},
        {{"quoi", "fusionner"}, {"nom", "a"}},
        {{"quoi", "autre"}, {"nom", "a"}},
        {{"nom", "a"}},
        {{"quoi", "renommer"}, {"nom", "Claire Vasseur"}, {"autre", "a -> b"}},
        {{"quoi", "renommer"}, {"nom", "Claire Vasseur"}, {"autre", "Claire : maire"}},
        {{"quoi", "renommer"}, {"nom", "a -> b"}, {"autre", "c"}},
        {{"quoi", "fusionner"}, {"nom", "a, b"}, {"autre", "Claire Vasseur"}},
        {{"quoi", "proteger"}, {"nom", "a, b"}},
        {{"quoi", "rejeter"}, {"nom", "Claire Vasseur dans 2017-ecole"}},
        {{"quoi", "rejeter-ici"}, {"nom", "Claire Vasseur"}, {"article", "a, b"}},
        {{"quoi", "rejeter-ici"}, {"nom", "Claire Vasseur"}},
        {{"quoi", "fonction"}, {"nom", "a : b"}, {"fonction", "c"}},
        {{"quoi", "fonction"}, {"nom", "a"}, {"fonction", ""}}}) {
    EXPECT_THAT(browser.submit("/redaction/personnes", fields).header("location"),
                HasSubstr("personne-refusee"));
  }
  EXPECT_EQ(file_of_persons(service, "personnes"), "");
  EXPECT_THAT(browser.get("/redaction/personnes?q=dupont").body, Not(HasSubstr("<u>")));
  EXPECT_THAT(browser.get("/redaction/personnes?valeur=personne-de-ce-nom").header("location"),
              HasSubstr("personne-inconnue"));
}

TEST(State, SaysWhatIsServed) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/etat").body,
              AllOf(HasSubstr("Articles servis"), HasSubstr("Génération")));
}

}  // namespace
}  // namespace fonds::desk
