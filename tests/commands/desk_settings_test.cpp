// What the editors decided at their desk, where the configuration names its folder.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using DeskSettings = IndexerProgram;

TEST_F(DeskSettings, BuildAndUpdateTakeItsDecisions) {
  const std::string source =
      write("a.jsonl", line("a", "Une école", {{"persons", {"Claire Vasseur"}}}) + line("b", "Un marché"));
  const std::string config =
      write("fonds.toml", "index = \"" + index_ + "\"\ndesk = \"" + path("desk") + "\"\n");
  ASSERT_EQ(indexer({"build", "--config", config, source}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
  write("desk/retraits", "b # à sa demande ; jusqu’au 2999-12-31\n");
  write("desk/personnes", "renommer : Claire Vasseur -> Claire Vasseur-Roy\n");
  ASSERT_EQ(indexer({"update", "--config", config}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("a"));
  EXPECT_THAT(indexer({"persons", "--config", config, "--name", "Vasseur"}).out,
              HasSubstr("Claire Vasseur-Roy"));
  // A file that is named wins.
  ASSERT_EQ(indexer({"build", "--config", config, "--delisted", write("none", ""), source}).status, 0);
  EXPECT_THAT(ids(), ElementsAre("a", "b"));
}

}  // namespace
}  // namespace fonds::commands
