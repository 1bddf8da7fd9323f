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

TEST(Persons, RefusesWhatTheFileWouldReadOtherwise) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const test::Fields& fields : {test::Fields{{"quoi", "renommer"}, {"nom", ""}, {"autre", "x"}},
                                     {{"quoi", "fusionner"}, {"nom", "a"}},
                                     {{"quoi", "autre"}, {"nom", "a"}},
                                     {{"nom", "a"}},
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
