// A system call of the program fails, be it its own or Xapian's: the index is sound afterwards, and in the
// state before or the state after. tests/index/fault_injection_test.cpp does the same for our own calls, in
// more ways.
//
// Every so many calls fail in a normal run, with FONDS_FAULTS=all each of them, with each error.
#include <cerrno>
#include <cstdlib>
#include <functional>
#include <iostream>

#include <gtest/gtest.h>

#include "indexer/index/writer.h"
#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;

class SystemFaults : public IndexerProgram {
 protected:
  // `prepare` makes the state before, `command` leads to the state after.
  void fail_each_call(const std::function<void()>& prepare, const std::vector<std::string>& command) {
    prepare();
    const index::Observed before = index::observe(index_);
    ASSERT_EQ(indexer(command).status, 0);
    const index::Observed after = index::observe(index_);
    ASSERT_NE(before, after);
    const char* const wanted = std::getenv("FONDS_FAULTS");
    const bool all = wanted != nullptr && std::string(wanted) == "all";
    constexpr int kErrors[] = {ENOSPC, EIO, EMFILE, EINTR};
    constexpr int kStep = 23;
    int failed = 0, kept = 0;
    bool is_reached = true;
    for (int call = 0; is_reached; call += all ? 1 : kStep) {
      for (const int error : kErrors) {
        if (!all && error != kErrors[call % std::size(kErrors)]) continue;
        const std::string where = "call " + std::to_string(call) + ", errno " + std::to_string(error);
        prepare();
        const std::string mark = path("reached");
        fs::remove(mark);
        const RunOptions options = {
            .environment = {"LD_PRELOAD=" FONDS_FAILING_CALLS, "FONDS_FAIL_CALL=" + std::to_string(call),
                            "FONDS_FAIL_ERROR=" + std::to_string(error), "FONDS_FAIL_MARK=" + mark}};
        const Outcome outcome = indexer(command, options);
        is_reached = fs::exists(mark);
        failed += is_reached ? 1 : 0;
        ASSERT_EQ(outcome.signal, 0) << where << ": " << outcome.err;
        ASSERT_EQ(index::check(index_), std::vector<std::string>{}) << where << ": " << outcome.err;
        const index::Observed found = index::observe(index_);
        ASSERT_TRUE(found == before || found == after) << where << ": " << outcome.err;
        kept += found == before ? 1 : 0;
        if (outcome.status == 0) {
          ASSERT_EQ(found, after) << where << ": it said that all was well";
        } else {
          ASSERT_FALSE(outcome.err.empty()) << where;
        }
      }
    }
    std::cout << failed << " calls failed; afterwards " << kept
              << " times the state before, else the new one\n";
    EXPECT_GT(failed, all ? 100 : 3);
  }

  const std::string one_ =
      write("one.jsonl", line("un", "Un") + line("deux", "Deux") + line("trois", "Trois"));
  const std::string two_ = write("two.jsonl", line("un", "Un autre") + line("quatre", "Quatre"));
};

TEST_F(SystemFaults, OfABuild) {
  fail_each_call([&] { ASSERT_EQ(on_index("build", {one_}).status, 0); },
                 {"build", "--quiet", "--threads", "1", "--index", index_, two_});
}

TEST_F(SystemFaults, OfAnUpdate) {
  fail_each_call([&] { ASSERT_EQ(on_index("build", {one_}).status, 0); },
                 {"update", "--quiet", "--index", index_, two_});
}

TEST_F(SystemFaults, OfARemove) {
  fail_each_call([&] { ASSERT_EQ(on_index("build", {one_}).status, 0); },
                 {"remove", "--quiet", "--index", index_, "deux"});
}

}  // namespace
}  // namespace fonds::commands
