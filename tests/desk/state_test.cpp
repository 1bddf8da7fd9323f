// The state of things: sources, what was rejected, and a reading that is asked for.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/index/reading_request.h"
#include "indexer/index/rejected_records.h"
#include "server/desk/file_faults.h"
#include "tests/desk/desk_service.h"

namespace fonds::desk {
namespace {

using test::Browser;
using test::DeskService;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

index::SourceStatus source(const std::string& name, const std::string& fault) {
  // 5 April 2017, 18:30 in Paris; the last complete one a day before.
  constexpr std::int64_t kRead = 1491409800, kDay = 86400;
  return {name, "https://" + name, kRead, fault.empty() ? kRead : kRead - kDay, fault, 12};
}

TEST(StatePage, SaysHowFreshTheSourcesAre) {
  DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/etat").body, Not(HasSubstr("Lire les sources")));
  service.engine().set_sources({source("Blog", "HTTP 500 <b>"), source("La Voix", "")});
  EXPECT_THAT(browser.get("/redaction/etat").body,
              AllOf(HasSubstr("Source La Voix"), HasSubstr("5 avril 2017, 18 h 30"),
                    HasSubstr("sans aller au bout : HTTP 500 &lt;b&gt;"), HasSubstr("au bout le 4 avril")));
}

TEST(StatePage, AsksForAReadingUntilOneBegins) {
  DeskService service;
  service.engine().set_sources({source("La Voix", "")});
  Browser browser(service);
  browser.sign_in();
  EXPECT_FALSE(index::is_reading_asked_for(service.desk()));
  EXPECT_EQ(browser.submit("/redaction/etat", {}).header("location"), "/redaction/etat?fait=lecture");
  EXPECT_TRUE(index::is_reading_asked_for(service.desk()));
  EXPECT_THAT(browser.get("/redaction/etat").body, HasSubstr("pas encore commencé"));
  index::begin_reading(service.desk());
  EXPECT_THAT(browser.get("/redaction/etat").body, HasSubstr("Lire les sources maintenant"));
  // Nothing asked for is no fault.
  index::begin_reading(service.desk());
}

// By hand anything may come into a file; what nobody reads is said, with its line.
TEST(StatePage, SaysWhichLinesOfTheDesksFilesSayNothing) {
  const DeskService service;
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/etat").body, Not(HasSubstr("Lignes qui ne disent rien")));
  struct Row {
    const char *file, *right;
  };
  const Row rows[] = {{"dossiers", "classer : 2018-ecole -> Budget"},
                      {"personnes", "protéger : Claire Vasseur"},
                      {"alertes", "École = école"},
                      {"retraits", "2018-ecole # x ; jusqu’au 2999-12-31"},
                      {"synonymes", "bahut = école"},
                      {"temoins", "école -> 2017-ecole"}};
  for (const Row& row : rows) {
    std::ofstream(service.desk() / row.file)
        << "# une remarque\n\n"
        << row.right << "\nn’importe quoi <b>\n"
        << (std::string(row.file) == "retraits" ? "a # x ; jusqu’au demain\n" : "");
  }
  std::ofstream(service.desk() / "comptes", std::ios::app) << "paul sans empreinte\n";
  std::ofstream(service.desk() / "journal", std::ios::app) << "déchiré\t<b>\n";
  const DecisionFolder folder(service.desk());
  std::vector<std::string> found;
  for (const FileFault& fault : file_faults(folder)) {
    found.push_back(fault.file + ":" + std::to_string(fault.line));
    EXPECT_FALSE(fault.reason.empty());
  }
  EXPECT_THAT(found, testing::ElementsAre("comptes:2", "retraits:5", "personnes:4", "dossiers:4",
                                          "synonymes:4", "temoins:4", "alertes:4", "journal:2"));
  const std::string page = browser.get("/redaction/etat").body;
  for (const char* file :
       {"comptes", "retraits", "personnes", "dossiers", "synonymes", "temoins", "alertes", "journal"})
    EXPECT_THAT(page, HasSubstr("<code>" + std::string(file) + "</code></td><td>")) << file;
  EXPECT_THAT(page, AllOf(HasSubstr("Lignes qui ne disent rien"), Not(HasSubstr("<b>"))));
}

TEST(StatePage, SaysWhatWasRejectedAndWhy) {
  const DeskService service;
  index::RejectedRecords rejected{"2017-04-05T16:30:00Z", 412, {}};
  for (int i = 1; i <= 412; ++i)
    rejected.lines.push_back("posts.jsonl:" + std::to_string(i) + ": no <title>");
  index::store_rejected(service.index(), rejected);
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/etat").body,
              AllOf(HasSubstr("412 articles refusés"), HasSubstr("posts.jsonl:1: no &lt;title&gt;"),
                    HasSubstr("posts.jsonl:100:"), Not(HasSubstr("posts.jsonl:101:"))));
}

}  // namespace
}  // namespace fonds::desk
