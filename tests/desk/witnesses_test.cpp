// Witness searches and the journal, by their pages.
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

std::string file(const DeskService& service, const std::string& name) {
  std::ifstream in(service.desk() / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(WitnessPage, KeepsASearchFromAPageOfResults) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const Answer results = browser.get("/redaction/recherche?q=%C3%A9cole+num%C3%A9rique");
  EXPECT_THAT(results.body,
              AllOf(HasSubstr("<mark>école</mark>"), HasSubstr("name=\"id\" value=\"2017-ecole\"")));
  EXPECT_EQ(browser
                .submit("/redaction/recherche?q=%C3%A9cole",
                        {{"q", "école numérique"}, {"id", "2017-ecole"}, {"voulu", "premier"}},
                        "/redaction/temoins")
                .header("location"),
            "/redaction/temoins?fait=temoin");
  browser.submit("/redaction/temoins", {{"q", "budget"}, {"id", "2017-ecole"}, {"voulu", "absent"}});
  browser.submit("/redaction/temoins", {{"q", "école"}, {"id", "2016-budget"}, {"voulu", "trois"}});
  EXPECT_EQ(file(service, "temoins"),
            "école numérique -> 2017-ecole 1\nbudget !-> 2017-ecole\nécole -> 2016-budget\n");
  const std::string page = browser.get("/redaction/temoins?fait=temoin").body;
  EXPECT_THAT(page, AllOf(HasSubstr("1 sur 3 en défaut"), HasSubstr("absent des résultats"),
                          HasSubstr("est enregistrée")));
  EXPECT_THAT(browser.get("/redaction").body, HasSubstr("1 sur 3"));
  // Out again, and back by the journal.
  browser.submit("/redaction/temoins", {{"ligne", "école -> 2016-budget"}});
  EXPECT_THAT(browser.get("/redaction/temoins").body, HasSubstr("0 sur 2 en défaut"));
  EXPECT_EQ(browser.submit("/redaction/journal", {{"fichier", "temoins"}, {"retire", "école -> 2016-budget"}})
                .header("location"),
            "/redaction/journal?fait=annule");
  EXPECT_THAT(browser.get("/redaction/temoins").body, HasSubstr("1 sur 3 en défaut"));
  // Taking out what is gone is said, and changes nothing.
  EXPECT_EQ(browser.submit("/redaction/temoins", {{"ligne", "x -> y"}}).status, 409);
  EXPECT_THAT(
      browser.submit("/redaction/journal", {{"fichier", "temoins"}, {"ajoute", "x -> y"}}).header("location"),
      HasSubstr("annule-deja"));
}

TEST(WitnessPage, RefusesWhatTheFileWouldReadOtherwise) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const auto& [q, id] : std::vector<std::pair<std::string, std::string>>{
           {"", "x"}, {"x", ""}, {"# x", "y"}, {"x", "# -> y"}}) {
    EXPECT_THAT(
        browser.submit("/redaction/temoins", {{"q", q}, {"id", id}, {"voulu", "trois"}}).header("location"),
        HasSubstr("temoin-refuse"))
        << q << "/" << id;
  }
  EXPECT_EQ(file(service, "temoins"), "");
  // One line whatever is sent.
  browser.submit("/redaction/temoins", {{"q", "a\nb !-> c"}, {"id", "2017-ecole\nx"}, {"voulu", "trois"}});
  EXPECT_EQ(file(service, "temoins"), "a b !-> c -> 2017-ecole x\n");
}

// Whatever an editor or a source writes is text on every page.
TEST(WitnessPage, ShowsNoMarkupOfAnybodys) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string evil = "\"><script>alert(1)</script>'<img src=x onerror=alert(1)>";
  browser.submit("/redaction/temoins", {{"q", evil}, {"id", evil}, {"voulu", "trois"}});
  browser.submit("/redaction/temoins", {{"q", "titre"}, {"id", "<b>x\"&'"}, {"voulu", "premier"}});
  for (const char* path :
       {"/redaction", "/redaction/temoins", "/redaction/journal", "/redaction/recherche?q=titre",
        "/redaction/recherche?q=%22%3E%3Cscript%3E", "/redaction/temoins?fait=%3Cscript%3E",
        "/redaction/journal?page=%3Cscript%3E", "/redaction/connexion?suite=%22%3E%3Cscript%3E"}) {
    const Answer answer = browser.get(path);
    EXPECT_THAT(answer.body,
                AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<img src=x")), Not(HasSubstr("<b>x"))))
        << path;
  }
  Browser stranger(service);
  EXPECT_THAT(stranger.get("/redaction/connexion?suite=%22%3E%3Cscript%3E").body, Not(HasSubstr("<script")));
  EXPECT_THAT(stranger.sign_in(evil, "x").body, Not(HasSubstr("<script")));
}

TEST(Journal, ChangesNoAccount) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string before = file(service, "comptes");
  for (const char* name : {"comptes", "journal", "../comptes", ".pending", ""}) {
    browser.submit("/redaction/journal", {{"fichier", name}, {"retire", "paul $argon2id$v=19$x"}});
  }
  EXPECT_EQ(file(service, "comptes"), before);
  EXPECT_THAT(browser.get("/redaction/journal").body, Not(HasSubstr("argon2id")));
}

}  // namespace
}  // namespace fonds::desk
