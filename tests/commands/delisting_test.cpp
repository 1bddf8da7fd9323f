// Articles taken out of search, as an editor does it: a line in a file, and a command.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class DelistingCommands : public IndexerProgram {
 protected:
  const std::string articles_ =
      write("articles.jsonl", line("a", "Un") + line("b 2", "Deux") + line("c#3", "Trois"));
};

TEST_F(DelistingCommands, WhatTheRegisterNamesIsNotInTheIndex) {
  const std::string file =
      write("delisted", "# 12 mars 2026 : demande de Mme R.\nb 2\nc#3   # jugement\nautre\n");
  const Outcome built = on_index("build", {"--delisted", file, articles_});
  EXPECT_EQ(built.status, 0);
  EXPECT_THAT(built.out, HasSubstr("1 article indexed, 2 delisted"));
  EXPECT_THAT(ids(), ElementsAre("a"));
  EXPECT_EQ(stats()["delisted"], 3);
}

TEST_F(DelistingCommands, TheRegisterStaysUntilAnotherIsGiven) {
  on_index("build", {articles_});
  const std::string file = write("delisted", "a\n");
  // No source is needed for it to go: this one holds nothing.
  EXPECT_THAT(on_index("update", {"--delisted", file, write("none.jsonl", "")}).out, HasSubstr("1 removed"));
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
  EXPECT_THAT(on_index("update", {articles_}).out,
              HasSubstr("nothing to do: 2 articles unchanged, 1 delisted"));
  EXPECT_THAT(on_index("update", {"--prune", articles_}).out, HasSubstr("nothing to do"));
  EXPECT_THAT(on_index("remove", {"b 2"}).status, 0);
  EXPECT_EQ(stats()["delisted"], 1);
  on_index("build", {articles_});
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
  EXPECT_EQ(on_index("check", {}).status, 0);

  on_index("update", {"--delisted", write("delisted", ""), articles_});
  EXPECT_THAT(ids(), ElementsAre("a", "b 2", "c#3"));
  EXPECT_EQ(stats()["delisted"], 0);
}

TEST_F(DelistingCommands, AFileThatCannotBeReadAndALineThatIsNoId) {
  EXPECT_EQ(on_index("build", {"--delisted", path("nowhere"), articles_}).status, 66);
  EXPECT_FALSE(std::filesystem::exists(index_));
  const std::string file = write("delisted", "a\n" + std::string(201, 'x') + "\n");
  const Outcome built = on_index("build", {"--delisted", file, articles_});
  EXPECT_EQ(built.status, 65);
  EXPECT_THAT(built.err, HasSubstr(file + ":2: "));
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
}

TEST_F(DelistingCommands, TheConfigurationNamesItToo) {
  const std::string file = write("delisted", "a\n");
  const std::string config = write("fonds.toml", "delisted = \"" + file + "\"\n");
  on_index("build", {"--config", config, articles_});
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
}

}  // namespace
}  // namespace fonds::commands
