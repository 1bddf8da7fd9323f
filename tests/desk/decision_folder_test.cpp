// What editors decide is never lost: not to each other, not to a kill, not to an editor of texts.
#include "server/desk/decision_folder.h"

#include <fstream>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/search/test_archive.h"
#include "tests/temporary_folder.h"

namespace fonds::desk {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

class Folder : public testing::Test {
 protected:
  test::TemporaryFolder files;
  const std::filesystem::path path = files.path() / "desk";
  DecisionFolder folder{path};

  void decide(std::vector<std::string> removed, std::vector<std::string> added,
              const std::string& who = "marie") {
    folder.decide({who, DecisionFile::witnesses, std::move(removed), std::move(added), "note"});
  }
  std::string text() const { return folder.read(DecisionFile::witnesses); }
  void write(const std::string& name, const std::string& contents) const {
    std::filesystem::create_directories(path);
    std::ofstream(path / name, std::ios::binary) << contents;
  }
};

TEST_F(Folder, ALineComesAndGoesAndTheJournalSaysSo) {
  EXPECT_EQ(text(), "");
  decide({}, {"a -> 1"});
  decide({}, {"b -> 2"}, "paul");
  decide({"a -> 1"}, {"a -> 3"});
  EXPECT_EQ(text(), "a -> 3\nb -> 2\n");
  const auto journal = folder.journal();
  ASSERT_THAT(journal, SizeIs(3));
  EXPECT_EQ(journal[1].who, "paul");
  EXPECT_EQ(journal[2].file, "temoins");
  EXPECT_EQ(journal[2].removed, "a -> 1");
  EXPECT_EQ(journal[2].added, "a -> 3");
  EXPECT_EQ(journal[2].remark, "note");
  EXPECT_THAT(journal[2].time, testing::MatchesRegex("2[0-9]{3}-[0-9-]+T[0-9:]+Z"));
}

TEST_F(Folder, KeepsWhatIsWrittenByHand) {
  write("temoins", "# À la main\n\n  a -> 1\r\nb -> 2");
  decide({"a -> 1"}, {"c -> 3"});
  EXPECT_EQ(text(), "# À la main\n\nc -> 3\nb -> 2\n");
  EXPECT_THAT(folder.lines(DecisionFile::witnesses), ElementsAre("c -> 3", "b -> 2"));
}

TEST_F(Folder, RefusesToTakeOutWhatIsGone) {
  decide({}, {"a -> 1"});
  EXPECT_THROW(decide({"x -> 1"}, {"y -> 1"}), ChangedMeanwhile);
  EXPECT_EQ(text(), "a -> 1\n");
  EXPECT_THAT(folder.journal(), SizeIs(1));
  // What is there already is no decision.
  decide({}, {"a -> 1"});
  EXPECT_THAT(folder.journal(), SizeIs(1));
}

TEST_F(Folder, NothingWrittenMakesTwoLinesOfOne) {
  decide({}, {"a\n-> 1\tb\r\x01"});
  EXPECT_EQ(text(), "a -> 1 b\n");
  EXPECT_THAT(folder.journal(), SizeIs(1));
}

TEST_F(Folder, TwoEditorsAtOnceLoseNothing) {
  constexpr int kEach = 40;
  const auto editor = [&](const std::string& who) {
    // Another program's view of the same folder.
    DecisionFolder own(path);
    for (int i = 0; i < kEach; ++i) {
      own.decide({who, DecisionFile::witnesses, {}, {who + " -> " + std::to_string(i)}, ""});
    }
  };
  std::thread marie(editor, "marie"), paul(editor, "paul");
  marie.join();
  paul.join();
  EXPECT_THAT(folder.lines(DecisionFile::witnesses), SizeIs(2 * kEach));
  EXPECT_THAT(folder.journal(), SizeIs(2 * kEach));
}

// Wherever a kill falls, the next decision finishes the one before.
TEST_F(Folder, FinishesWhatAKillInterrupted) {
  const std::string noted = "2026-11-27T10:00:00Z\tmarie\ttemoins\t-a -> 1\t+b -> 2\t\n";
  const std::string pending = "temoins\n-a -> 1\n+b -> 2\n\n" + noted;
  struct Row {
    const char* file;
    std::string journal;
  };
  for (const Row& row : {Row{"a -> 1\n", ""}, {"b -> 2\n", ""}, {"b -> 2\n", noted}}) {
    write(".pending", pending);
    write("temoins", row.file);
    write("journal", row.journal);
    decide({}, {"c -> 3"});
    EXPECT_EQ(text(), "b -> 2\nc -> 3\n") << row.file << row.journal;
    EXPECT_THAT(folder.journal(), SizeIs(2)) << row.file << row.journal;
    EXPECT_FALSE(std::filesystem::exists(path / ".pending"));
    std::filesystem::remove(path / "journal");
  }
}

TEST_F(Folder, ATornLineOfTheJournalStaysALineOfItsOwn) {
  write("journal", "2026-11-27T10:00:00Z\tmarie\ttem");
  decide({}, {"a -> 1"});
  ASSERT_THAT(folder.journal(), SizeIs(1));
  EXPECT_EQ(folder.journal()[0].added, "a -> 1");
}

// Killed at any moment: every line that was said to be written is there, and the file is whole.
TEST_F(Folder, SurvivesKills) {
  constexpr int kKills = 25;
  int written_before = 0;
  for (int i = 0; i < kKills; ++i) {
    int channel[2];
    ASSERT_EQ(::pipe(channel), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      DecisionFolder own(path);
      for (int n = written_before;; ++n) {
        own.decide({"marie", DecisionFile::witnesses, {}, {"q -> " + std::to_string(n)}, ""});
        if (::write(channel[1], "x", 1) != 1) ::_exit(0);
      }
    }
    ::close(channel[1]);
    char said = 0;
    const int wanted = 1 + i % 4;
    for (int n = 0; n < wanted; ++n) ASSERT_EQ(::read(channel[0], &said, 1), 1);
    ::usleep(static_cast<useconds_t>(i * 37 % 400));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    ::close(channel[0]);
    const auto lines = folder.lines(DecisionFile::witnesses);
    ASSERT_GE(static_cast<int>(lines.size()), written_before + wanted);
    // As whole lines, in order.
    for (std::size_t n = 0; n < lines.size(); ++n) EXPECT_EQ(lines[n], "q -> " + std::to_string(n));
    written_before = static_cast<int>(lines.size());
  }
  decide({}, {"last -> 1"});
  EXPECT_THAT(folder.journal(), SizeIs(folder.lines(DecisionFile::witnesses).size()));
}

TEST(AsLine, IsOneLineOfText) {
  EXPECT_EQ(as_line("  a\r\nb\x7F "), "a  b");
  EXPECT_EQ(as_line("\xFF"), "\xEF\xBF\xBD");
  // Cut between letters.
  EXPECT_EQ(as_line("éé", 3), "éé");
  EXPECT_EQ(as_line("ééé", 3), "éé");
}

}  // namespace
}  // namespace fonds::desk
