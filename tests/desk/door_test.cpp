// The door of the desk from the outside: who gets in, who does not, and what neither can learn or do.
#include "server/desk/door.h"

#include <filesystem>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Answer;
using test::Browser;
using test::DeskService;
using test::kEditor;
using test::kPassword;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

const std::string kSession(kSessionCookie), kDevice(kDeviceCookie);

// No waiting between tries, but in the tests of it.
DeskOptions without_limits() {
  DeskOptions options;
  options.attempts.tries = 1'000'000;
  return options;
}

const char* const kPaths[] = {
    "/redaction",           "/redaction/",        "/redaction/connexion", "/redaction/temoins",
    "/redaction/synonymes", "/redaction/alertes", "/redaction/journal",   "/redaction/redaction.css",
    "/redaction/n/importe"};

TEST(Door, IsNotThereWithoutAnAccount) {
  const DeskService service({}, false);
  Browser browser(service);
  const std::string elsewhere = browser.get("/nulle-part").body;
  for (const char* path : kPaths) {
    const Answer answer = browser.get(path);
    EXPECT_EQ(answer.status, 404) << path;
    EXPECT_EQ(answer.header("set-cookie"), "") << path;
    EXPECT_THAT(browser.cookies, IsEmpty());
    const Answer posted = browser.post(path, {{"nom", kEditor}});
    EXPECT_TRUE(posted.status == 404 || posted.status == 405 || posted.status == 0 || posted.status == 413)
        << path << posted.status;
  }
  EXPECT_THAT(browser.get("/redaction").body, HasSubstr("Page introuvable"));
  // An account opens it at once, and closes it when it goes.
  service.add_account();
  EXPECT_EQ(browser.get("/redaction/connexion").status, 200);
  std::filesystem::remove(service.desk() / "comptes");
  EXPECT_EQ(browser.get("/redaction/connexion").status, 404);
}

TEST(Door, LetsNobodyInWithoutAPassword) {
  const DeskService service(without_limits());
  Browser browser(service);
  for (const char* path :
       {"/redaction", "/redaction/temoins", "/redaction/journal", "/redaction/n/importe"}) {
    const Answer answer = browser.get(path);
    EXPECT_EQ(answer.status, 303) << path;
    EXPECT_THAT(answer.header("location"), testing::StartsWith("/redaction/connexion")) << path;
    EXPECT_EQ(browser.post(path, {{"q", "x"}}).status, 403) << path;
  }
  for (const auto& [name, password] :
       std::vector<std::pair<std::string, std::string>>{{kEditor, "faux"},
                                                        {"personne", kPassword},
                                                        {"", ""},
                                                        {kEditor, ""},
                                                        {"MARIE", kPassword},
                                                        {kEditor, std::string(kPassword) + " "},
                                                        {kEditor, std::string(5000, 'x')}}) {
    EXPECT_EQ(browser.sign_in(name, password).status, 403) << name;
    EXPECT_EQ(browser.cookies.count(kSession), 0U);
  }
  for (const char* token : {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "../../etc/passwd"}) {
    browser.cookies[kSession] = token;
    EXPECT_EQ(browser.get("/redaction").status, 303) << token;
  }
}

TEST(Door, LetsInWhoKnowsTheWord) {
  const DeskService service;
  Browser browser(service);
  // To where he wanted to go.
  const std::string door = browser.get("/redaction/temoins?x=1").header("location");
  const std::string form = browser.get(door).body;
  const Answer entered = browser.post("/redaction/connexion", {{"nom", kEditor},
                                                               {"mot_de_passe", kPassword},
                                                               {"jeton", test::hidden_field(form, "jeton")},
                                                               {"suite", test::hidden_field(form, "suite")}});
  EXPECT_EQ(entered.status, 303);
  EXPECT_EQ(entered.header("location"), "/redaction/temoins?x=1");
  EXPECT_THAT(entered.header("set-cookie"),
              AllOf(HasSubstr(kSession + "="), HasSubstr("HttpOnly; SameSite=Strict"),
                    HasSubstr("Path=/redaction"), HasSubstr("Max-Age=43200"), Not(HasSubstr("Secure"))));
  const Answer home = browser.get("/redaction");
  EXPECT_EQ(home.status, 200);
  EXPECT_THAT(home.header("cache-control"), "no-store");
  EXPECT_THAT(home.header("x-robots-tag"), HasSubstr("noindex"));
  EXPECT_THAT(home.header("content-security-policy"),
              AllOf(HasSubstr("default-src 'none'"), Not(HasSubstr("script-src")),
                    HasSubstr("frame-ancestors 'none'")));
  EXPECT_THAT(home.body, AllOf(HasSubstr(kEditor), Not(HasSubstr("<script"))));
  EXPECT_EQ(browser.get("/redaction/n/importe").status, 404);
  // Out again.
  const Answer left = browser.submit("/redaction", {}, "/redaction/deconnexion");
  EXPECT_EQ(left.status, 303);
  EXPECT_EQ(browser.get("/redaction").status, 303);
}

TEST(Door, IsSecureBehindHttps) {
  DeskOptions options;
  options.site.public_url = "https://archives.example.fr/fonds";
  const DeskService service(options);
  Browser browser(service);
  browser.origin = "https://archives.example.fr";
  for (const char* prefix : {"/fonds", ""}) {
    browser.cookies.clear();
    const Answer form = browser.get(std::string(prefix) + "/redaction/connexion");
    EXPECT_THAT(form.body, HasSubstr("action=\"/fonds/redaction/connexion\""));
    const Answer entered = browser.post(
        std::string(prefix) + "/redaction/connexion",
        {{"nom", kEditor}, {"mot_de_passe", kPassword}, {"jeton", test::hidden_field(form.body, "jeton")}});
    EXPECT_EQ(entered.status, 303);
    EXPECT_EQ(entered.header("location"), "/fonds/redaction");
    EXPECT_THAT(entered.header("set-cookie"),
                AllOf(HasSubstr("; Secure"), HasSubstr("Path=/fonds/redaction")));
  }
}

// A token that somebody else chose, or knew before the password was given, is never a session.
TEST(Door, FixatesNoSession) {
  const DeskService service;
  Browser browser(service), other(service);
  browser.cookies[kSession] = "a-token-that-an-attacker-has-chosen";
  browser.sign_in();
  EXPECT_NE(browser.cookies[kSession], "a-token-that-an-attacker-has-chosen");
  other.cookies[kSession] = "a-token-that-an-attacker-has-chosen";
  EXPECT_EQ(other.get("/redaction").status, 303);
  // Each entry has its own, and the one before goes on being its own.
  const std::string first = browser.cookies[kSession];
  Browser again(service);
  again.sign_in();
  EXPECT_NE(again.cookies[kSession], first);
}

TEST(Door, EndsTheSessionsOfAnAccountThatIsGoneOrHasAnotherPassword) {
  const DeskService service;
  service.add_account("paul");
  Browser browser(service), elsewhere(service);
  browser.sign_in();
  elsewhere.sign_in();
  EXPECT_EQ(browser.submit("/redaction", {{"partout", "1"}}, "/redaction/deconnexion").status, 303);
  EXPECT_EQ(elsewhere.get("/redaction").status, 303);
  elsewhere.sign_in();
  EXPECT_EQ(elsewhere.get("/redaction").status, 200);
  std::ifstream in(service.desk() / "comptes");
  std::string line, rest;
  while (std::getline(in, line)) {
    if (!line.starts_with(kEditor)) rest += line + "\n";
  }
  std::ofstream(service.desk() / "comptes") << rest;
  EXPECT_EQ(elsewhere.get("/redaction").status, 303);
}

TEST(Door, TakesNoFormOfAnotherSite) {
  const DeskService service(without_limits());
  Browser browser(service);
  browser.sign_in();
  const std::string token = browser.token_of("/redaction/temoins");
  const test::Fields witness = {{"q", "école"}, {"id", "2017-ecole"}, {"voulu", "trois"}};
  const auto with = [&](const std::string& used) {
    test::Fields fields = witness;
    fields.emplace_back("jeton", used);
    return fields;
  };
  for (const char* origin : {"https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1:1",
                             "http://localhost", "https://127.0.0.1.evil.example", "garbage"}) {
    browser.origin = origin;
    EXPECT_EQ(browser.post("/redaction/temoins", with(token)).status, 403) << origin;
  }
  browser.origin = "-";
  browser.more_headers = "Sec-Fetch-Site: cross-site\r\n";
  EXPECT_EQ(browser.post("/redaction/temoins", with(token)).status, 403);
  browser.more_headers.clear();
  browser.origin.clear();
  Browser other(service);
  other.sign_in();
  for (const std::string& wrong :
       {std::string(), std::string("x"), token + "x", other.token_of("/redaction/temoins")}) {
    EXPECT_EQ(browser.post("/redaction/temoins", with(wrong)).status, 403) << wrong;
  }
  EXPECT_EQ(browser.post("/redaction/temoins", witness).status, 403);
  EXPECT_FALSE(std::filesystem::exists(service.desk() / "temoins"));
  EXPECT_EQ(browser.post("/redaction/temoins", with(token)).status, 303);
  EXPECT_TRUE(std::filesystem::exists(service.desk() / "temoins"));
  // Neither the door nor the way out.
  Browser stranger(service);
  const std::string door_token = stranger.token_of("/redaction/connexion");
  stranger.cookies.clear();
  EXPECT_EQ(stranger
                .post("/redaction/connexion",
                      {{"nom", kEditor}, {"mot_de_passe", kPassword}, {"jeton", door_token}})
                .status,
            403);
  browser.post("/redaction/deconnexion", {{"jeton", "x"}});
  EXPECT_EQ(browser.get("/redaction").status, 200);
}

TEST(Door, SendsNobodyToAnotherSite) {
  const DeskService service(without_limits());
  for (const char* way : {"https://evil.example/redaction", "//evil.example", "/redaction//evil.example",
                          "/redaction\\evil", "/article/x", "/redactionx", "javascript:alert(1)",
                          "/redaction/\r\nSet-Cookie: a=b", "/redaction/../x"}) {
    Browser browser(service);
    const std::string token = browser.token_of("/redaction/connexion");
    const Answer answer =
        browser.post("/redaction/connexion",
                     {{"nom", kEditor}, {"mot_de_passe", kPassword}, {"jeton", token}, {"suite", way}});
    EXPECT_EQ(answer.status, 303);
    EXPECT_EQ(answer.header("location"), "/redaction") << way;
  }
}

// The same page, and the same work, whether there is such an account or not.
TEST(Door, TellsNobodyWhichAccountsThereAre) {
  const DeskService service(without_limits());
  const auto answer_to = [&](const std::string& name) {
    Browser browser(service);
    browser.get("/redaction/connexion");
    const std::string token = browser.token_of("/redaction/connexion");
    const Answer answer =
        browser.post("/redaction/connexion", {{"nom", name}, {"mot_de_passe", "faux"}, {"jeton", token}});
    std::string body = answer.body;
    for (const std::string& own : {token, "value=\"" + name + "\""}) {
      for (std::size_t at = body.find(own); at != std::string::npos; at = body.find(own))
        body.replace(at, own.size(), "*");
    }
    return std::to_string(answer.status) + body;
  };
  EXPECT_EQ(answer_to(kEditor), answer_to("jean"));
}

TEST(Door, SlowsGuessesDownAndLetsTheEditorIn) {
  DeskOptions options;
  options.attempts.tries = 3;
  options.attempts.interval = std::chrono::hours(1);
  const DeskService service(options);
  Browser known(service);
  EXPECT_EQ(known.sign_in().status, 303);
  known.cookies.erase(kSession);

  std::set<int> answers;
  Browser guesser(service);
  const std::string token = guesser.token_of("/redaction/connexion");
  int compared = 0;
  for (int i = 0; i < 300; ++i) {
    const Answer answer = guesser.post("/redaction/connexion", {{"nom", i % 2 == 0 ? kEditor : "jean"},
                                                                {"mot_de_passe", "essai" + std::to_string(i)},
                                                                {"jeton", token}});
    answers.insert(answer.status);
    compared += answer.status == 403 ? 1 : 0;
    if (answer.status == 429) {
      EXPECT_GE(std::stoi(answer.header("retry-after")), 1);
    }
  }
  EXPECT_EQ(compared, 3);
  EXPECT_EQ(answers, (std::set<int>{403, 429}));
  // Not even the right word, from there; but from the browser that the editor has used before.
  EXPECT_EQ(guesser.sign_in().status, 429);
  EXPECT_EQ(known.sign_in().status, 303);
  // A mark of one account opens no tries for another, nor does one that is made up.
  service.add_account("paul");
  guesser.cookies[kDevice] = known.cookies[kDevice];
  EXPECT_EQ(guesser.sign_in("paul").status, 429);
  guesser.cookies[kDevice] = "number." + std::string(43, 'A');
  EXPECT_EQ(guesser.sign_in().status, 429);
}

TEST(Door, ReadersGetNoCookie) {
  const DeskService service;
  Browser browser(service);
  for (const char* path : {"/", "/?q=ecole", "/article/2017-ecole", "/dossiers", "/personnes", "/aide",
                           "/api/v1/search?q=ecole"}) {
    const Answer answer = browser.get(path);
    EXPECT_EQ(answer.status, 200) << path;
    EXPECT_EQ(answer.header("set-cookie"), "") << path;
  }
}

TEST(Door, RefusesWhatIsTooLongOrOfAnotherMethod) {
  const DeskService service;
  Browser browser(service);
  EXPECT_EQ(browser.post("/redaction/connexion", {{"nom", std::string(20'000, 'x')}}).status, 413);
  test::RawClient client(service.port());
  client.send("DELETE /redaction/temoins HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(client.read_answer().status, 405);
}

}  // namespace
}  // namespace fonds::desk
