// What fonds-indexer does with an index that is damaged, lost or asked back: nothing of it is lost, and what
// to do is said.
#include <fstream>
#include <functional>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "indexer/index/generation.h"
#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;

class Recovery : public IndexerProgram {
 protected:
  // Two states: the second has one article more.
  void SetUp() override {
    ASSERT_EQ(on_index("build", {write("one.jsonl", line("un", "Un") + line("deux", "Deux"))}).status, 0);
    ASSERT_EQ(on_index("update", {write("two.jsonl", line("trois", "Trois"))}).status, 0);
    current_ = index::open_current(index_).folder;
  }
  std::string current() const { return (fs::path(index_) / "CURRENT").string(); }
  std::size_t generations() const {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(index_) / "generations"))
      count += entry.exists();
    return count;
  }

  fs::path current_;
};

TEST_F(Recovery, AnUpdateNeverStartsAnewWhereThereWasAnIndex) {
  struct Loss {
    const char* what;
    std::function<void()> lose;
  };
  const std::string name = current_.filename();
  const Loss losses[] = {
      {"CURRENT gone", [&] { fs::remove(current()); }},
      {"CURRENT empty", [&] { std::ofstream(current(), std::ios::trunc); }},
      {"CURRENT names nothing that is there", [&] { std::ofstream(current()) << "0000000099-abc\n"; }},
      {"CURRENT is a folder", [&] { fs::remove(current()), fs::create_directory(current()); }},
      {"CURRENT is a FIFO", [&] { fs::remove(current()), ::mkfifo(current().c_str(), 0600); }},
  };
  for (const Loss& loss : losses) {
    loss.lose();
    for (const char* const command : {"update", "remove"}) {
      const Outcome outcome = on_index(command, {command[0] == 'u' ? path("two.jsonl") : "un"});
      EXPECT_EQ(outcome.status, 65) << loss.what << ": " << outcome.err;
      EXPECT_EQ(generations(), 2U) << loss.what;
    }
    EXPECT_EQ(on_index("check", {}).status, 65) << loss.what;
    fs::remove(current());
    std::ofstream(current()) << name << "\n";
    EXPECT_EQ(ids(), (std::vector<std::string>{"deux", "trois", "un"})) << loss.what;
  }
}

TEST_F(Recovery, OneCommandPutsTheStateBeforeBack) {
  const Outcome back = on_index("rollback", {});
  EXPECT_EQ(back.status, 0) << back.err;
  EXPECT_NE(back.out.find("2 articles"), std::string::npos) << back.out;
  EXPECT_EQ(ids(), (std::vector<std::string>{"deux", "un"}));
  EXPECT_EQ(on_index("check", {}).status, 0);
  const Outcome again = on_index("rollback", {});
  EXPECT_EQ(again.status, 66) << "there is nothing before it";
  // What follows goes on from there.
  ASSERT_EQ(on_index("update", {path("two.jsonl")}).status, 0);
  EXPECT_EQ(ids(), (std::vector<std::string>{"deux", "trois", "un"}));
  EXPECT_EQ(on_index("rollback", {}).status, 0);
  EXPECT_EQ(ids(), (std::vector<std::string>{"deux", "un"}));
}

TEST_F(Recovery, RollbackFindsItsWayWithoutCurrent) {
  fs::remove(current());
  EXPECT_EQ(on_index("rollback", {}).status, 0);
  EXPECT_EQ(ids(), (std::vector<std::string>{"deux", "trois", "un"})) << "the newest whole state";
}

TEST_F(Recovery, NoRollbackMakesAnIndex) {
  const Outcome outcome = indexer({"rollback", "--index", path("nowhere")});
  EXPECT_EQ(outcome.status, 66) << outcome.err;
  EXPECT_FALSE(fs::exists(path("nowhere")));
}

TEST_F(Recovery, NothingIsBuiltOnDamagedBytes) {
  for (const char* const name : {"xapian/postlist.glass", "xapian/termlist.glass", "articles"}) {
    const fs::path file = current_ / name;
    std::ifstream stream(file, std::ios::binary);
    const std::string whole{std::istreambuf_iterator<char>(stream), {}};
    std::string flipped = whole;
    flipped[whole.size() / 2] = static_cast<char>(flipped[whole.size() / 2] ^ 2);
    std::ofstream(file, std::ios::binary) << flipped;
    const Outcome outcome = on_index("update", {write("four.jsonl", line("quatre", "Quatre"))});
    EXPECT_EQ(outcome.status, 65) << outcome.err;
    EXPECT_NE(outcome.err.find("rollback"), std::string::npos) << outcome.err;
    std::ofstream(file, std::ios::binary) << whole;
  }
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(Recovery, TwoFirstUpdatesDoNotReplaceEachOther) {
  const std::string fresh = path("fresh");
  Running first({FONDS_INDEXER, "update", "--quiet", "--index", fresh, "-"});
  first.write("no JSON\n");
  first.read_error_line();  // so it reads, and holds the index
  EXPECT_EQ(indexer({"update", "--index", fresh, path("two.jsonl")}).status, 75);
  first.write(line("premier", "Premier"));
  EXPECT_EQ(first.wait(), 65);
  ASSERT_EQ(indexer({"update", "--index", fresh, path("two.jsonl")}).status, 0);
  std::vector<std::string> found;
  for (const auto& [id, seen] : index::observe(fresh)) found.push_back(id);
  EXPECT_EQ(found, (std::vector<std::string>{"premier", "trois"}));
}

TEST_F(Recovery, NobodyElseReadsAnIndex) {
  for (const auto& entry : fs::recursive_directory_iterator(index_)) {
    EXPECT_EQ(entry.status().permissions() & fs::perms::others_all, fs::perms::none) << entry.path();
  }
}

}  // namespace
}  // namespace fonds::commands
