// What readers look for: counted without knowing who they are.
#include "server/desk/reader_searches.h"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/desk/desk_service.h"
#include "tests/temporary_folder.h"

namespace fonds::desk {

void PrintTo(const ReaderSearches::Row& row, std::ostream* out) {
  *out << row.q << ": " << row.readers << ", " << row.opened;
}

namespace {

namespace fs = std::filesystem;
using http::ClientAddress;
using test::Browser;
using test::DeskService;
using test::TemporaryFolder;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using Row = ReaderSearches::Row;

// A Friday in the week 2026-W48.
const text::Day kFriday = text::to_day({2026, 11, 27});

ClientAddress reader(int number) {
  return ClientAddress::v4({192, 0, 2, static_cast<std::uint8_t>(number)});
}

void ask(ReaderSearches& searches, const std::string& q, int readers, text::Day day = kFriday) {
  for (int i = 1; i <= readers; ++i) searches.asked(q, reader(i), day);
}

std::vector<Row> rows(const ReaderSearches& searches) {
  const auto weeks = searches.weeks();
  return weeks.empty() ? std::vector<Row>() : weeks.front().rows;
}

std::string all_bytes_below(const fs::path& folder) {
  std::ostringstream bytes;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    bytes << entry.path().filename().string() << '\n';
    // An empty file would end what is written to the stream.
    if (entry.is_regular_file() && entry.file_size() > 0) bytes << std::ifstream(entry.path()).rdbuf();
  }
  return bytes.str();
}

TEST(IsoWeek, IsThatOfItsThursday) {
  // Of ISO 8601, and of `date +%G-W%V`.
  const std::pair<text::Date, const char*> kCases[] = {
      {{2026, 11, 27}, "2026-W48"}, {{2026, 11, 29}, "2026-W48"}, {{2026, 11, 30}, "2026-W49"},
      {{2026, 1, 1}, "2026-W01"},   {{2027, 1, 1}, "2026-W53"},   {{2025, 12, 29}, "2026-W01"},
      {{2021, 1, 3}, "2020-W53"},   {{1969, 12, 31}, "1970-W01"}, {{2000, 1, 2}, "1999-W52"},
  };
  for (const auto& [date, week] : kCases) EXPECT_EQ(iso_week(text::to_day(date)), week) << week;
}

TEST(ReaderSearches, AreWrittenOnceThreeReadersShareThem) {
  const TemporaryFolder folder;
  ReaderSearches searches(folder.path(), kFriday);
  ask(searches, "piscine", 3);
  ask(searches, "Secret de deux", 2);
  // The same reader again, other letters and blanks: the same search.
  for (int i = 0; i < 9; ++i) searches.asked("  SECRET   de deux", reader(1), kFriday);
  searches.save(kFriday);
  EXPECT_THAT(rows(searches), ElementsAre(Row{"piscine", 3, 0}));
  EXPECT_THAT(all_bytes_below(folder.path()), AllOf(Not(HasSubstr("secret")), Not(HasSubstr("192.0.2"))));
  searches.asked("secret de deux", reader(3), kFriday);
  searches.save(kFriday);
  EXPECT_THAT(rows(searches), ElementsAre(Row{"piscine", 3, 0}, Row{"secret de deux", 3, 0}));
}

TEST(ReaderSearches, CountWhoOpensAnArticle) {
  const TemporaryFolder folder;
  ReaderSearches searches(folder.path(), kFriday);
  ask(searches, "marché", 4);
  searches.opened("Marché", reader(1), kFriday);
  searches.opened("marché", reader(1), kFriday);
  // Who opens an article has asked, though the page was never asked for in whole words.
  searches.opened("marché", reader(9), kFriday);
  searches.save(kFriday);
  EXPECT_THAT(rows(searches), ElementsAre(Row{"marché", 5, 2}));
}

TEST(ReaderSearches, GoOnWhereAnotherProcessEnded) {
  const TemporaryFolder folder;
  {
    ReaderSearches before(folder.path(), kFriday);
    ask(before, "piscine", 3);
    before.save(kFriday);
  }
  ReaderSearches after(folder.path(), kFriday);
  after.asked("piscine", reader(7), kFriday);
  after.save(kFriday);
  EXPECT_THAT(rows(after), ElementsAre(Row{"piscine", 4, 0}));
}

TEST(ReaderSearches, HaveAFileForEachWeekAndLoseItAfterNinetyDays) {
  const TemporaryFolder folder;
  ReaderSearches searches(folder.path(), kFriday);
  ask(searches, "piscine", 3);
  // Monday: another week, written with the one that ended.
  const text::Day monday = kFriday + 3;
  ask(searches, "budget", 3, monday);
  searches.save(monday);
  const auto weeks = searches.weeks();
  ASSERT_EQ(weeks.size(), 2U);
  EXPECT_EQ(weeks[0].name, "2026-W49");
  EXPECT_THAT(weeks[0].rows, ElementsAre(Row{"budget", 3, 0}));
  EXPECT_EQ(weeks[1].name, "2026-W48");
  EXPECT_THAT(weeks[1].rows, ElementsAre(Row{"piscine", 3, 0}));
  // What somebody else has put there stays.
  std::ofstream(folder.path() / "recherches" / "LISEZ-MOI") << "à garder";
  const text::Day last = monday + ReaderSearches::kDaysKept - 1;
  searches.save(last);
  EXPECT_EQ(searches.weeks().size(), 2U);
  searches.save(last + 1);
  ASSERT_EQ(searches.weeks().size(), 1U);
  EXPECT_EQ(searches.weeks()[0].name, "2026-W49");
  EXPECT_TRUE(fs::exists(folder.path() / "recherches" / "LISEZ-MOI"));
}

TEST(ReaderSearches, AreForgottenInEveryWeek) {
  const TemporaryFolder folder;
  ReaderSearches searches(folder.path(), kFriday);
  ask(searches, "un nom", 3);
  ask(searches, "piscine", 3);
  ask(searches, "un nom", 3, kFriday + 7);
  searches.save(kFriday + 7);
  searches.forget("Un nom");
  EXPECT_THAT(all_bytes_below(folder.path()), AllOf(Not(HasSubstr("un nom")), HasSubstr("piscine")));
  // Other readers are counted from nothing.
  searches.asked("un nom", reader(20), kFriday + 7);
  searches.save(kFriday + 7);
  EXPECT_THAT(all_bytes_below(folder.path()), Not(HasSubstr("un nom")));
}

TEST(ReaderSearches, AreBoundedWhateverIsAsked) {
  const TemporaryFolder folder;
  ReaderSearches searches(folder.path(), kFriday, {.queries = 50, .pairs = 1000, .of_one_reader = 20});
  // One reader cannot fill what is counted.
  for (int i = 0; i < 1000; ++i) searches.asked("mot " + std::to_string(i), reader(1), kFriday);
  ask(searches, "piscine", 5);
  // The first reader's room was used up before.
  searches.save(kFriday);
  EXPECT_THAT(rows(searches), ElementsAre(Row{"piscine", 4, 0}));
  // Many can; then nothing more is counted, and nothing breaks.
  for (int who = 2; who < 200; ++who)
    for (int i = 0; i < 20; ++i) searches.asked("autre " + std::to_string(i * who), reader(who), kFriday);
  ask(searches, "trop tard", 9);
  searches.asked(std::string(ReaderSearches::kLongestQuery + 1, 'x'), reader(3), kFriday);
  searches.asked(" \t\n", reader(3), kFriday);
  searches.save(kFriday);
  EXPECT_THAT(all_bytes_below(folder.path()), AllOf(Not(HasSubstr("trop tard")), Not(HasSubstr("xxx"))));
}

TEST(ReaderPage, ShowsWhatReadersLookFor) {
  const DeskService service;
  // Readers at a proxy of this machine.
  const auto read = [&](const std::string& path, int who, const std::string& more = {}) {
    Browser browser(service);
    browser.more_headers = "X-Forwarded-For: 192.0.2." + std::to_string(who) + "\r\n" + more;
    return browser.get(path).status;
  };
  for (int who = 1; who <= 3; ++who) {
    EXPECT_EQ(read("/?q=num%C3%A9rique", who), 200);
    EXPECT_EQ(read("/?q=introuvable<b>", who), 200);
    EXPECT_EQ(read("/?q=budg&typing=1", who), 200);
    EXPECT_EQ(read("/?q=conseil", who, "Purpose: typing\r\n"), 200);
  }
  EXPECT_EQ(read("/article/2017-ecole?q=num%C3%A9rique", 1), 200);
  for (int who = 1; who <= 3; ++who) EXPECT_EQ(read("/?q=budget", who), 200);
  Browser browser(service);
  browser.sign_in();
  const std::string all = browser.get("/redaction/lecteurs").body;
  EXPECT_THAT(all,
              AllOf(HasSubstr(">numérique</a>"), HasSubstr(">budget</a>"), HasSubstr("introuvable&lt;b&gt;"),
                    Not(HasSubstr("conseil</a>")), Not(HasSubstr(">budg</a>"))));
  const std::string none = browser.get("/redaction/lecteurs?montrer=sans-resultat").body;
  EXPECT_THAT(none, AllOf(HasSubstr("introuvable"), Not(HasSubstr(">numérique</a>")),
                          HasSubstr("/redaction/synonymes?ligne=introuvable%3Cb%3E+%3D+")));
  const std::string unopened = browser.get("/redaction/lecteurs?montrer=rien-ouvert").body;
  EXPECT_THAT(unopened, AllOf(HasSubstr(">budget</a>"), Not(HasSubstr(">numérique</a>")),
                              Not(HasSubstr("introuvable"))));
  // One click on: a line half written, which is no fault yet.
  EXPECT_THAT(browser.get("/redaction/synonymes?ligne=introuvable+%3D+").body,
              AllOf(HasSubstr("value=\"introuvable =\""), Not(HasSubstr("ne se lit pas"))));
  browser.submit("/redaction/lecteurs", {{"oublier", "budget"}});
  EXPECT_THAT(browser.get("/redaction/lecteurs").body, Not(HasSubstr(">budget</a>")));
  for (const char* odd : {"?semaine=..%2F..", "?semaine=toutes&montrer=x", "?semaine=2026-W99"})
    EXPECT_EQ(browser.get(std::string("/redaction/lecteurs") + odd).status, 200) << odd;
}

TEST(ReaderPage, CountsNothingWhereItIsSwitchedOff) {
  desk::DeskOptions options;
  options.reader_searches = false;
  const DeskService service(std::move(options));
  for (int who = 1; who <= 3; ++who) {
    Browser reader_of(service);
    reader_of.more_headers = "X-Forwarded-For: 192.0.2." + std::to_string(who) + "\r\n";
    reader_of.get("/?q=budget");
  }
  Browser browser(service);
  browser.sign_in();
  EXPECT_THAT(browser.get("/redaction/lecteurs").body, HasSubstr("ne sont pas comptées"));
  EXPECT_FALSE(fs::exists(service.desk() / "recherches"));
}

}  // namespace
}  // namespace fonds::desk
