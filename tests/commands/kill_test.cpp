// kill -9 at any moment of a build, an update or a remove: the index is sound, and in the state before or
// the state after.
//
// FONDS_KILLS sets how often for each (12 by default; `make kills` does 10,000 in all). The moments come
// from a seeded generator, spread over somewhat more than the time that the command takes here, so that
// every step is hit, publishing included.
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/index/writer.h"
#include "tests/commands/process.h"
#include "tests/index/sample_index.h"
#include "tests/temporary_folder.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

constexpr std::size_t kArticles = 64;

// Two states of one archive: the second lacks some articles of the first, has others, and changes a third of
// them.
std::string source(const fs::path& folder, int state) {
  const fs::path path = folder / ("state" + std::to_string(state) + ".jsonl");
  std::ofstream out(path);
  int number = 0;
  for (const archive::Article& article : index::sample_articles(kArticles)) {
    ++number;
    if (number % 8 == state) continue;
    nlohmann::json record = {{"id", article.id}, {"title", article.title}, {"body", article.body}};
    record["dossiers"] = {"Écoles", "Budget"};
    if (number % 3 == 0) record["lead"] = "État " + std::to_string(state);
    out << record.dump() << "\n";
  }
  return path.string();
}

class Kill : public testing::Test {
 protected:
  using Command = std::vector<std::string>;

  // Kills the command that leads from one state to the other, again and again. `command`: to the given state.
  void kill(const std::function<Command(int state)>& command) {
    index::Observed states[2];
    auto longest = Clock::duration::zero();
    if (!fs::exists(index_)) {
      ASSERT_EQ(run(command(0)).status, 0);
    }
    for (const int state : {1, 0}) {
      const auto started = Clock::now();
      ASSERT_EQ(run(command(state)).status, 0);
      longest = std::max(longest, Clock::now() - started);
      states[state] = index::observe(index_);
    }
    ASSERT_NE(states[0], states[1]);

    const char* const wanted = std::getenv("FONDS_KILLS");
    const int kills = wanted != nullptr ? std::atoi(wanted) : 12;
    const auto span = std::chrono::duration_cast<microseconds>(longest).count() * 5 / 4;
    std::mt19937 random(1);
    int current = 0, killed = 0, finished = 0, published = 0;
    for (int round = 0; killed < kills && round < 2 * kills; ++round) {
      const microseconds moment(static_cast<std::int64_t>(random()) % span);
      RunOptions options;
      options.kill_after = moment;
      const Outcome outcome = run(command(1 - current), options);
      ++(outcome.signal != 0 ? killed : finished);

      const std::string where =
          "round " + std::to_string(round) + ", killed after " + std::to_string(moment.count()) + " us";
      ASSERT_EQ(index::check(index_), std::vector<std::string>{}) << where;
      const index::Observed found = index::observe(index_);
      if (found == states[1 - current]) {
        current = 1 - current;
        published += outcome.signal != 0 ? 1 : 0;
      } else {
        ASSERT_EQ(found, states[current]) << where;
        ASSERT_NE(outcome.status, 0) << "a command that finished changed nothing";
      }
    }
    std::cout << killed << " killed, " << published << " of them when the new state was published already; "
              << finished << " had finished before\n";
    EXPECT_GT(killed, 0);
    // Killed writers leave nothing that grows: the next one has removed it.
    ASSERT_EQ(run(command(1 - current)).status, 0);
    std::size_t generations = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(index_) / "generations"))
      generations += entry.exists();
    EXPECT_LE(generations, 2U);
  }

  test::TemporaryFolder folder_;
  const std::string index_ = (folder_.path() / "index").string();
  const std::string sources_[2] = {source(folder_.path(), 0), source(folder_.path(), 1)};
};

TEST_F(Kill, ABuildLeavesTheStateBeforeOrTheStateAfter) {
  kill([&](int state) {
    return Command{FONDS_INDEXER, "build", "--quiet", "--index", index_, sources_[state]};
  });
}

TEST_F(Kill, AnUpdateLeavesTheStateBeforeOrTheStateAfter) {
  kill([&](int state) {
    return Command{FONDS_INDEXER, "update", "--quiet", "--prune", "--index", index_, sources_[state]};
  });
}

// State 1 is without some articles; state 0 is reached by adding them again, which is killed too.
TEST_F(Kill, ARemoveLeavesTheStateBeforeOrTheStateAfter) {
  ASSERT_EQ(run({FONDS_INDEXER, "build", "--quiet", "--index", index_, sources_[0]}).status, 0);
  kill([&](int state) {
    Command command = {FONDS_INDEXER, state == 1 ? "remove" : "update", "--quiet", "--index", index_};
    if (state == 0) command.push_back(sources_[0]);
    if (state == 1) command.insert(command.end(), {"article/3", "article/4", "article/60"});
    return command;
  });
}

}  // namespace
}  // namespace fonds::commands
