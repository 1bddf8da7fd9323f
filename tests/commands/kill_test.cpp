// kill -9 at any moment of an update: the index is sound, and in the state before or the state after.
//
// FONDS_KILLS sets how often (40 by default). The moments come from a seeded generator, spread over somewhat
// more than the time that an update takes here, so that every step is hit, publishing included.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <random>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/commands/process.h"
#include "tests/index/sample_index.h"
#include "tests/temporary_folder.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;
using std::chrono::microseconds;

// Two states of one archive: the second lacks some articles of the first, has others, and changes a third of
// them.
std::string source(const fs::path& folder, int state) {
  const fs::path path = folder / ("state" + std::to_string(state) + ".jsonl");
  std::ofstream out(path);
  int number = 0;
  for (const archive::Article& article : index::sample_articles(240)) {
    ++number;
    if (number % 8 == state) continue;
    nlohmann::json record = {{"id", article.id}, {"title", article.title}, {"body", article.body}};
    record["dossiers"] = {"Écoles", "Budget"};
    if (number % 3 == 0) record["lead"] = "État " + std::to_string(state);
    out << record.dump() << "\n";
  }
  return path.string();
}

TEST(Kill, AnUpdateKilledAtAnyMomentLeavesTheStateBeforeOrTheStateAfter) {
  const char* wanted = std::getenv("FONDS_KILLS");
  const int kills = wanted != nullptr ? std::atoi(wanted) : 40;
  const test::TemporaryFolder folder;
  const std::string index = (folder.path() / "index").string();
  const std::string sources[] = {source(folder.path(), 0), source(folder.path(), 1)};
  const auto update = [&](int state) {
    return std::vector<std::string>{FONDS_INDEXER, "update", "--quiet",     "--prune",
                                    "--index",     index,    sources[state]};
  };

  index::Observed states[2];
  auto longest = Clock::duration::zero();
  ASSERT_EQ(run(update(0)).status, 0);
  for (const int state : {1, 0}) {
    const auto started = Clock::now();
    ASSERT_EQ(run(update(state)).status, 0);
    longest = std::max(longest, Clock::now() - started);
    states[state] = index::observe(index);
  }
  ASSERT_NE(states[0], states[1]);

  const auto span = std::chrono::duration_cast<microseconds>(longest).count() * 5 / 4;
  std::mt19937 random(1);
  int current = 0, killed = 0, finished = 0;
  for (int round = 0; round < kills; ++round) {
    const microseconds moment(static_cast<std::int64_t>(random()) % span);
    RunOptions options;
    options.kill_after = moment;
    const Outcome outcome = run(update(1 - current), options);
    ++(outcome.signal != 0 ? killed : finished);

    const Outcome check = run({FONDS_INDEXER, "check", "--index", index});
    ASSERT_EQ(check.status, 0) << "round " << round << ", killed after " << moment.count() << " us\n"
                               << check.err;
    const index::Observed found = index::observe(index);
    if (found == states[1 - current]) {
      current = 1 - current;
    } else {
      ASSERT_EQ(found, states[current]) << "round " << round << ", killed after " << moment.count() << " us";
      ASSERT_NE(outcome.status, 0) << "an update that finished changed nothing";
    }
  }
  std::cout << killed << " updates killed, " << finished << " had finished before\n";
  EXPECT_GT(killed, 0);
  // Killed writers leave nothing that grows: the next one has removed it.
  ASSERT_EQ(run(update(1 - current)).status, 0);
  std::size_t generations = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(index) / "generations"))
    generations += entry.exists();
  EXPECT_LE(generations, 2U);
}

}  // namespace
}  // namespace fonds::commands
