// Alerts: searches that are followed, and what is new of them.
#include "server/desk/alerts.h"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/accounts.h"
#include "server/desk/decision_folder.h"
#include "server/desk/password.h"
#include "tests/desk/desk_service.h"
#include "tests/temporary_folder.h"

namespace fonds::desk {
namespace {

using test::Browser;
using test::DeskService;
using test::eventually;
using test::kEditor;
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

// The address of the private feed on the page of alerts.
std::string feed_address(Browser& browser) {
  const std::string page = browser.get("/redaction/alertes").body;
  const std::size_t at = page.find("/redaction/alertes.atom?");
  const std::string address = page.substr(at, page.find('"', at) - at);
  return std::string(address).replace(address.find("&amp;"), 5, "&");
}

TEST(AlertFeed, NeedsTheKeyOfItsAddressAlone) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  browser.submit("/redaction/alertes", {{"nom", "Écoles & <b>"}, {"q", "école"}});
  const std::string address = feed_address(browser);
  // A feed reader: no cookie.
  Browser feed_reader(service);
  const auto feed = feed_reader.get(address);
  EXPECT_EQ(feed.status, 200);
  EXPECT_THAT(feed.header("content-type"), HasSubstr("application/atom+xml"));
  EXPECT_THAT(feed.header("cache-control"), HasSubstr("no-store"));
  EXPECT_THAT(feed.body, AllOf(HasSubstr("/article/2017-ecole"), HasSubstr("Écoles &amp; &lt;b&gt; : "),
                               Not(HasSubstr("2016-budget"))));
  EXPECT_TRUE(feed_reader.cookies.empty());
  // Newest first.
  EXPECT_LT(feed.body.find("/article/2018-ecole"), feed.body.find("/article/2017-ecole"));
  for (const std::string& wrong :
       {address + "x", std::string("/redaction/alertes.atom"),
        "/redaction/alertes.atom?compte=" + std::string(kEditor),
        "/redaction/alertes.atom?compte=paul&" + address.substr(address.find("cle="))}) {
    const auto refused = feed_reader.get(wrong);
    EXPECT_EQ(refused.status, 404) << wrong;
    EXPECT_THAT(refused.body, Not(HasSubstr("2017-ecole"))) << wrong;
  }
  EXPECT_EQ(feed_reader.post(address, {}).status, 404);
  // The secret is the server's alone.
  EXPECT_EQ(
      std::filesystem::status(service.desk() / "secret").permissions() & std::filesystem::perms::others_all,
      std::filesystem::perms::none);
  EXPECT_EQ(
      std::filesystem::status(service.desk() / "secret").permissions() & std::filesystem::perms::group_all,
      std::filesystem::perms::none);
}

TEST(AlertFeed, EndsWithItsPassword) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string address = feed_address(browser);
  Browser feed_reader(service);
  EXPECT_EQ(feed_reader.get(address).status, 200);
  DecisionFolder folder(service.desk());
  const std::vector<std::string> before = folder.lines(DecisionFile::accounts);
  folder.decide(
      {kEditor, DecisionFile::accounts, before, {to_line({kEditor, hash_password("un autre")})}, {}});
  EXPECT_EQ(feed_reader.get(address).status, 404);
}

// A program in place of sendmail: keeps what it is given.
std::filesystem::path mail_program(const TemporaryFolder& folder, const std::string& script) {
  const std::filesystem::path program = folder.path() / "sendmail";
  std::ofstream(program) << "#!/bin/sh\n" << script << '\n';
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  return program;
}

TEST(AlertMail, TellsOnceWhatNobodyHasSeen) {
  const TemporaryFolder folder;
  DeskOptions options;
  options.site.title = "La Voix";
  options.site.public_url = "https://archives.example";
  const std::filesystem::path letters = folder.path() / "letters";
  options.alert_mail = {
      mail_program(folder, "echo \"$@\" >> " + letters.string() + "; cat >> " + letters.string()),
      {"redaction@journal.example"}};
  DeskService service(std::move(options));
  Browser browser(service);
  browser.origin = "https://archives.example";
  browser.sign_in();
  browser.submit("/redaction/alertes", {{"nom", "Écoles"}, {"q", "école"}});
  EXPECT_THAT(browser.get("/redaction/alertes").body, HasSubstr("envoyé à redaction@journal.example"));
  std::vector<archive::Article> articles = test::desk_articles();
  articles.push_back(test::article("2020-neuf", "Une école neuve", "L’école ouvre lundi.", "2020-01-06"));
  test::build_index(service.index(), articles);
  const auto received = [&] {
    std::ostringstream text;
    text << std::ifstream(letters).rdbuf();
    return text.str();
  };
  const auto look = [&] { service.handler().look_after_now(); };
  ASSERT_TRUE(eventually([&] { return service.engine().info().articles == articles.size(); }));
  look();
  ASSERT_TRUE(eventually([&] { return received().find("\n\n") != std::string::npos; }));
  const std::string letter = received();
  EXPECT_THAT(letter, AllOf(HasSubstr("-i -t"), HasSubstr("To: redaction@journal.example"),
                            HasSubstr("Auto-Submitted: auto-generated")));
  // A second look, and a new generation without anything new, tell nothing.
  look();
  articles.push_back(test::article("2020-autre", "Le marché", "Il déménage.", "2020-01-07"));
  test::build_index(service.index(), articles);
  ASSERT_TRUE(eventually([&] { return service.engine().info().articles == articles.size(); }));
  look();
  // The desk's work is done in turn: this page comes after it.
  browser.get("/redaction/alertes");
  EXPECT_EQ(received(), letter);
}

TEST(AlertMail, IsTriedAgainWhereItFailed) {
  const TemporaryFolder folder;
  DeskOptions options;
  std::mutex mutex;
  std::vector<std::string> failures;
  options.on_failure = [&](const std::string& what) {
    const std::lock_guard lock(mutex);
    failures.push_back(what);
  };
  options.alert_mail = {mail_program(folder, "cat > /dev/null; exit 75"), {"redaction@journal.example"}};
  DeskService service(std::move(options));
  DecisionFolder(service.desk()).decide({kEditor, DecisionFile::alerts, {}, {"Écoles = école"}, {}});
  const auto told = [&](std::size_t count) {
    return eventually([&] {
      const std::lock_guard lock(mutex);
      return failures.size() == count;
    });
  };
  service.handler().look_after_now();
  ASSERT_TRUE(told(1));
  EXPECT_THAT(failures[0], AllOf(HasSubstr("alerts: "), HasSubstr("exit code 75")));
  service.handler().look_after_now();
  EXPECT_TRUE(told(2));
  EXPECT_FALSE(std::filesystem::exists(service.desk() / SeenArticles::kMailed));
}

}  // namespace
}  // namespace fonds::desk
