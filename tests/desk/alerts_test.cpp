// Alerts: searches that are followed, and what is new of them.
#include "server/desk/alerts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"
#include "tests/temporary_folder.h"

namespace fonds::desk {
namespace {

using test::Browser;
using test::DeskService;
using test::eventually;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Alert, IsALineOfNameAndQuery) {
  const auto alert = parse_alert(" Piscine = piscine OU \"centre nautique\" ");
  ASSERT_TRUE(alert);
  EXPECT_EQ(alert->name, "Piscine");
  EXPECT_EQ(alert->query, "piscine OU \"centre nautique\"");
  EXPECT_EQ(parse_alert(alert->text())->text(), alert->text());
  for (const char* none : {"", "piscine", " = piscine", "Piscine = ", "# Piscine = piscine", "a=b"})
    EXPECT_FALSE(parse_alert(none)) << none;
}

TEST(SeenArticles, AreToldFromThoseThatCameSince) {
  const TemporaryFolder folder;
  const Alert alert{"Piscine", "piscine"}, other{"École", "école"};
  const SeenArticles seen(folder.path());
  EXPECT_THAT(seen.unseen(alert, {"a", "b"}), ElementsAre("a", "b"));
  seen.see(alert, {"a", "b"});
  EXPECT_THAT(SeenArticles(folder.path()).unseen(alert, {"c", "b", "a", "d"}), ElementsAre("c", "d"));
  // Those of another alert, and those that were seen before, stay.
  EXPECT_THAT(seen.unseen(other, {"a"}), ElementsAre("a"));
  seen.see(alert, {"c"});
  EXPECT_THAT(seen.unseen(alert, {"a", "b", "c"}), IsEmpty());
  seen.forget(alert);
  EXPECT_THAT(seen.unseen(alert, {"a"}), ElementsAre("a"));
}

TEST(AlertPage, ShowsWhatHasComeSince) {
  DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_EQ(browser.submit("/redaction/alertes", {{"nom", "Écoles"}, {"q", "école"}}).header("location"),
            "/redaction/alertes?fait=alerte");
  // What was there is no news.
  EXPECT_THAT(browser.get("/redaction/alertes").body,
              AllOf(HasSubstr("Écoles"), HasSubstr("rien de nouveau")));
  EXPECT_THAT(browser.get("/redaction").body, HasSubstr("Rien de nouveau sur"));
  std::vector<archive::Article> articles = test::desk_articles();
  articles.push_back(test::article("2020-neuf", "Une école neuve <b>", "L’école ouvre lundi.", "2020-01-06"));
  articles.push_back(test::article("2020-autre", "Le marché", "Il déménage.", "2020-01-07"));
  test::build_index(service.index(), articles);
  EXPECT_TRUE(eventually([&] {
    return browser.get("/redaction/alertes").body.find("/article/2020-neuf") != std::string::npos;
  }));
  const std::string page = browser.get("/redaction/alertes").body;
  EXPECT_THAT(page, AllOf(HasSubstr("nouveau"), Not(HasSubstr("2020-autre")), Not(HasSubstr("2017-ecole")),
                          HasSubstr("neuve &lt;b&gt;")));
  EXPECT_THAT(browser.get("/redaction").body, HasSubstr("nouveau</a> sur ce que"));
  browser.submit("/redaction/alertes", {{"vu", "Écoles = école"}});
  EXPECT_THAT(browser.get("/redaction/alertes").body, HasSubstr("rien de nouveau"));
  browser.submit("/redaction/alertes", {{"retirer", "Écoles = école"}});
  EXPECT_THAT(browser.get("/redaction/alertes").body, HasSubstr("Aucune pour l’instant"));
}

TEST(AlertPage, RefusesWhatTheFileWouldReadOtherwise) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const auto& [name, query] : {std::pair("", "x"), {"x", ""}, {"a = b", "x"}, {"# a", "x"}}) {
    EXPECT_THAT(browser.submit("/redaction/alertes", {{"nom", name}, {"q", query}}).header("location"),
                HasSubstr("alerte-refusee"))
        << name;
  }
  EXPECT_THAT(browser.submit("/redaction/alertes", {{"vu", "x = y"}}).header("location"),
              HasSubstr("alerte-inconnue"));
}

}  // namespace
}  // namespace fonds::desk
