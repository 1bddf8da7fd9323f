// Synonyms tried, kept and taken back, by the page of the desk.
#include <fstream>
#include <iterator>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Browser;
using test::DeskService;
using test::eventually;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kLine = "bahut = école numérique";
constexpr const char* kTried = "/redaction/synonymes?ligne=bahut+%3D+%C3%A9cole+num%C3%A9rique";

std::string kept(const DeskService& service) {
  std::ifstream in(service.desk() / "synonymes");
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(SynonymPage, ShowsWhatALineChangesAndChangesNothing) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string page = browser.get(kTried).body;
  EXPECT_THAT(page, AllOf(HasSubstr("Aucun article aujourd’hui, "), HasSubstr("/article/2017-ecole"),
                          HasSubstr("<strong>nouveau</strong>"), HasSubstr("Enregistrer cette ligne")));
  EXPECT_EQ(kept(service), "");
  EXPECT_THAT(browser.get("/api/v1/search?q=bahut").body, Not(HasSubstr("2017-ecole")));
}

TEST(SynonymPage, WhatIsKeptCountsForReadersUntilItIsTakenBack) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_EQ(browser.submit(kTried, {{"ligne", kLine}}, "/redaction/synonymes").header("location"),
            "/redaction/synonymes?fait=synonyme");
  EXPECT_EQ(kept(service), std::string(kLine) + "\n");
  const auto is_found = [&] {
    return browser.get("/api/v1/search?q=bahut").body.find("2017-ecole") != std::string::npos;
  };
  EXPECT_TRUE(eventually(is_found));
  EXPECT_THAT(browser.get("/redaction/synonymes").body, HasSubstr(kLine));
  browser.submit("/redaction/synonymes", {{"retirer", kLine}});
  EXPECT_TRUE(eventually([&] { return !is_found(); }));
  EXPECT_EQ(kept(service), "");
  // Back again by the journal.
  browser.submit("/redaction/journal", {{"fichier", "synonymes"}, {"retire", kLine}});
  EXPECT_TRUE(eventually(is_found));
}

// Right at first view, before the server has looked at its files.
TEST(SynonymPage, WhatIsKeptHoldsForWitnessesAtOnce) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  std::ofstream(service.desk() / "temoins") << "bahut -> 2017-ecole 1\n";
  EXPECT_THAT(browser.get("/redaction/temoins").body, HasSubstr("absent des résultats"));
  browser.submit(kTried, {{"ligne", kLine}}, "/redaction/synonymes");
  EXPECT_THAT(browser.get("/redaction/temoins").body, HasSubstr("résultat 1 sur"));
}

TEST(SynonymPage, RefusesWhatIsNoLine) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const std::string line : {"bahut", "bahut =", "bahut = Bahut", "# bahut = école", ""}) {
    EXPECT_THAT(browser.submit("/redaction/synonymes", {{"ligne", line}}).header("location"),
                HasSubstr("fait=synonyme-refuse"))
        << line;
  }
  EXPECT_EQ(kept(service), "");
  EXPECT_THAT(browser.get("/redaction/synonymes?ligne=bahut").body, HasSubstr("ne se lit pas"));
}

TEST(SynonymPage, ShowsNoMarkupOfAnybodys) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string line = "<script>x</script> = école";
  browser.submit("/redaction/synonymes", {{"ligne", line}});
  for (const std::string page :
       {"/redaction/synonymes", "/redaction/synonymes?ligne=%3Cscript%3Ex%3C/script%3E+%3D+a"}) {
    EXPECT_THAT(browser.get(page).body, AllOf(Not(HasSubstr("<script>")), HasSubstr("&lt;script&gt;")));
  }
}

}  // namespace
}  // namespace fonds::desk
