// Taking an article out of search from the desk, the receipt, and back.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/desk/delisting_line.h"
#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Answer;
using test::Browser;
using test::DeskService;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string file_of_delisting(const DeskService& service, const std::string& name) {
  std::ifstream in(service.desk() / name);
  return {std::istreambuf_iterator<char>(in), {}};
}

TEST(DelistingLine, IsReadAsItIsWritten) {
  const text::Day day = text::parse_iso("2027-01-31").value();
  struct Row {
    DelistingLine line;
    const char* text;
  };
  for (const Row& row :
       {Row{{"2014-kermesse", "à sa demande", day}, "2014-kermesse # à sa demande ; jusqu’au 2027-01-31"},
        {{"a/b", "", std::nullopt}, "a/b"},
        {{"a/b", "", day}, "a/b # jusqu’au 2027-01-31"},
        {{"# x % é", "x # y", std::nullopt}, "%23%20x%20%25%20%C3%A9 # x # y"},
        {{"<a>", "m", std::nullopt}, "%3Ca%3E # m"}}) {
    EXPECT_EQ(to_line(row.line), row.text);
    const auto read = parse_delisting_line(row.text);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->id, row.line.id);
    EXPECT_EQ(read->reason, row.line.reason);
    EXPECT_EQ(read->until, row.line.until);
  }
  EXPECT_FALSE(parse_delisting_line("# une remarque"));
  // Each of its bytes is written as three; the last letter of a line may be the one that is beyond its limit.
  std::string letters;
  while (letters.size() < 1002) letters += "\uFFFD";
  for (const std::string& longest : {std::string(1000, '#'), letters})
    EXPECT_EQ(parse_delisting_line(to_line({longest, "", std::nullopt}))->id, longest);
}

TEST(Delisting, TakesOutEverywhereAtOnceAndPutsBack) {
  const DeskService service;
  Browser browser(service), reader(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/retraits?id=2017-ecole").body,
              HasSubstr("L’école numérique ouvre ses portes"));
  const Answer taken = browser.submit(
      "/redaction/retraits", {{"id", "2017-ecole"}, {"motif", "à sa demande"}, {"jusqu_au", "2999-12-31"}});
  EXPECT_EQ(taken.header("location"), "/redaction/retraits/recu?id=2017-ecole");
  // By then it is gone: nobody waits any more.
  EXPECT_EQ(reader.get("/article/2017-ecole").status, 404);
  EXPECT_THAT(reader.get("/api/v1/search?q=numerique").body, Not(HasSubstr("2017-ecole")));
  EXPECT_EQ(file_of_delisting(service, "retraits"), "2017-ecole # à sa demande ; jusqu’au 2999-12-31\n");
  const std::string receipt = browser.get("/redaction/retraits/recu?id=2017-ecole").body;
  EXPECT_THAT(receipt,
              AllOf(HasSubstr("n’est plus nulle part sur le site"), HasSubstr("/sitemap.xml"),
                    HasSubstr("/feed.rss"), HasSubstr("/api/v1/suggest"), HasSubstr("/dossiers/ecoles"),
                    HasSubstr("/personnes/claire-vasseur"), HasSubstr("encore sur le disque")));
  // Back.
  const Answer back =
      browser.submit("/redaction/retraits", {{"ligne", "2017-ecole # à sa demande ; jusqu’au 2999-12-31"}});
  EXPECT_THAT(back.header("location"), HasSubstr("fait=remis"));
  EXPECT_EQ(reader.get("/article/2017-ecole").status, 200);
  EXPECT_THAT(browser.get("/redaction/journal").body, HasSubstr("2017-ecole # à sa demande"));
}

// A receipt tells the truth: of an article that is served, every surface is marked.
TEST(Delisting, ReceiptSaysWhatIsStillThere) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  const std::string receipt = browser.get("/redaction/retraits/recu?id=2018-ecole").body;
  EXPECT_THAT(receipt, AllOf(HasSubstr("encore visible"), Not(HasSubstr("plus nulle part"))));
  for (const char* surface :
       {"/article/2018-ecole", "/feed.rss", "/feed.json", "/feed.atom", "/sitemap.xml"}) {
    const std::size_t at = receipt.find("<code>" + std::string(surface) + "</code>");
    ASSERT_NE(at, std::string::npos) << surface;
    EXPECT_THAT(receipt.substr(at, 80), HasSubstr("<strong>Non")) << surface;
  }
}

TEST(Delisting, ErasesFromTheFiles) {
  const DeskService service;
  Browser browser(service), reader(service);
  browser.sign_in();
  browser.submit("/redaction/retraits", {{"id", "2016-budget"}, {"motif", "tribunal"}});
  const Answer erased = browser.submit("/redaction/retraits/recu?id=2016-budget", {{"id", "2016-budget"}},
                                       "/redaction/retraits/effacer");
  EXPECT_EQ(erased.status, 303);
  EXPECT_THAT(browser.get("/redaction/retraits/recu?id=2016-budget").body,
              Not(HasSubstr("encore sur le disque")));
  EXPECT_EQ(reader.get("/article/2018-ecole").status, 200);
  const Answer back = browser.submit("/redaction/retraits", {{"ligne", "2016-budget # tribunal"}});
  EXPECT_THAT(back.header("location"), HasSubstr("remis-sources"));
}

TEST(Delisting, WantsAnArticleAndAReason) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const test::Fields& fields : {test::Fields{{"id", "nulle-part"}, {"motif", "x"}},
                                     {{"id", "2017-ecole"}},
                                     {{"motif", "x"}},
                                     {{"id", "2017-ecole"}, {"motif", "x"}, {"jusqu_au", "demain"}}}) {
    EXPECT_THAT(browser.submit("/redaction/retraits", fields).header("location"),
                HasSubstr("retrait-refuse"));
  }
  EXPECT_EQ(file_of_delisting(service, "retraits"), "");
}

// The next look at the register would end it.
TEST(Delisting, RefusesALastDayThatIsOver) {
  DeskOptions options;
  options.clock = [] { return text::parse_iso_instant("2026-11-27T10:00:00Z").value(); };
  const DeskService service(options);
  Browser browser(service), reader(service);
  browser.sign_in();
  const auto take_out = [&](const char* until) {
    return browser.submit("/redaction/retraits", {{"id", "2017-ecole"}, {"motif", "x"}, {"jusqu_au", until}})
        .header("location");
  };
  const std::string refused = take_out("2026-11-26");
  EXPECT_THAT(refused, HasSubstr("retrait-passe"));
  EXPECT_THAT(browser.get(refused).body, HasSubstr("Le dernier jour est passé"));
  EXPECT_EQ(file_of_delisting(service, "retraits"), "");
  EXPECT_EQ(reader.get("/article/2017-ecole").status, 200);
  EXPECT_THAT(take_out("2026-11-27"), HasSubstr("/recu"));
}

TEST(Delisting, GivesNoReceiptOfWhatNeverWas) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  for (const char* path : {"/redaction/retraits/recu?id=nulle-part", "/redaction/retraits/recu"}) {
    const Answer answer = browser.get(path);
    EXPECT_EQ(answer.status, 303) << path;
    EXPECT_THAT(browser.get(answer.header("location")).body, HasSubstr("Aucun article n’a cet identifiant"));
  }
}

TEST(Delisting, EndsWithItsLastDay) {
  DeskOptions options;
  options.clock = [] { return text::parse_iso_instant("2026-11-27T10:00:00Z").value(); };
  DeskService service(options);
  std::ofstream(service.desk() / "retraits")
      << "2017-ecole # a ; jusqu’au 2026-11-26\n2018-ecole # b ; jusqu’au 2026-11-27\n2016-budget # c\n";
  service.handler().look_after();
  EXPECT_EQ(file_of_delisting(service, "retraits"),
            "2018-ecole # b ; jusqu’au 2026-11-27\n2016-budget # c\n");
  EXPECT_THAT(file_of_delisting(service, "journal"), HasSubstr("terme échu"));
}

// Ids as awkward as the contract allows, and text that would be markup.
TEST(Delisting, TakesAnyId) {
  const DeskService service;
  Browser browser(service), reader(service);
  browser.sign_in();
  browser.submit("/redaction/retraits", {{"id", "<b>x\"&'"}, {"motif", "<script>alert(1)</script>"}});
  EXPECT_EQ(reader.get("/article/%3Cb%3Ex%22%26%27").status, 404);
  for (const char* path : {"/redaction/retraits", "/redaction/retraits/recu?id=%3Cb%3Ex%22%26%27",
                           "/redaction/retraits?id=%3Cscript%3E", "/redaction/journal"}) {
    EXPECT_THAT(browser.get(path).body, AllOf(Not(HasSubstr("<script")), Not(HasSubstr("<b>x")))) << path;
  }
}

}  // namespace
}  // namespace fonds::desk
