// Articles taken out of search, as an editor does it: a line in a file, and a command.
#include <filesystem>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

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
  // Nothing changes: not even what the sources have that is new.
  const std::string more = write("more.jsonl", line("d", "Quatre"));
  EXPECT_EQ(on_index("update", {"--delisted", path("nowhere"), more}).status, 66);
  EXPECT_EQ(on_index("update", {"--delisted", folder_.path().string(), more}).status, 66);
  EXPECT_EQ(on_index("update", {"--delisted", write("picture", std::string("\x89PNG\0\0", 6)), more}).status,
            66);
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
}

TEST_F(DelistingCommands, AnAddressNamesItsArticle) {
  const std::string sources =
      write("sites.jsonl", line("x1", "Un", {{"url", "https://www.journal.exemple/2014/une-halle/"}}) +
                               line("x2", "Deux", {{"url", "https://journal.exemple/lire?id=2"}}) +
                               line("x3", "Trois", {{"url", "https://journal.exemple/lire?id=3"}}) +
                               line("x/4", "Quatre"));
  const std::string file = write("delisted",
                                 "<http://JOURNAL.exemple/2014/une-halle?utm_source=lettre#fin>\n"
                                 "https://journal.exemple/lire?id=3\n"
                                 "https://archives.exemple/fonds/article/x%2F4?q=texte\n");
  for (const char* command : {"build", "update"}) {
    SCOPED_TRACE(command);
    if (command == std::string("update")) {
      on_index("build", {"--delisted", write("none", ""), sources});
      ASSERT_EQ(ids().size(), 4U);
    }
    const Outcome done = on_index(command, {"--delisted", file, sources});
    EXPECT_EQ(done.status, 0);
    EXPECT_THAT(done.err, Not(HasSubstr("note")));
    EXPECT_THAT(ids(), ElementsAre("x2"));
    EXPECT_EQ(stats()["delisted_effective"], 3);
  }
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(DelistingCommands, ALineWithoutAnArticleIsSaidWithTheClosestId) {
  const std::string sources = write("more.jsonl", line("halle-couverte", "Un") + line("autre", "Deux"));
  const std::string file = write(
      "delisted", "autre\n\nhale-couverte # rue\nhttps://journal.exemple/halle-couverte/\nzzzzz\nautre\n");
  for (const char* command : {"build", "update"}) {
    const Outcome done = on_index(command, {"--delisted", file, sources});
    EXPECT_EQ(done.status, 0);
    EXPECT_THAT(
        done.err,
        HasSubstr(file + ":3: note: no article has this id or address; the closest id is halle-couverte"));
    EXPECT_THAT(
        done.err,
        HasSubstr(file + ":4: note: no article has this id or address; the closest id is halle-couverte"));
    EXPECT_THAT(done.err, HasSubstr(file + ":5: note: no article has this id or address\n"));
    EXPECT_THAT(done.err, Not(HasSubstr(file + ":1:")));
    EXPECT_THAT(done.err, Not(HasSubstr(file + ":6:")));
    EXPECT_EQ(stats()["delisted"], 5);
    EXPECT_EQ(stats()["delisted_effective"], 2);
    EXPECT_EQ(stats()["delisted_without_article"], nlohmann::json({3, 4, 5}));
  }
  EXPECT_THAT(on_index("stats", {}).out, HasSubstr("delisted_without_article [3,4,5]"));
  // What took an article out once has had its effect, though no source has the article any more.
  EXPECT_THAT(on_index("update", {"--delisted", file, write("none.jsonl", line("neuf", "Neuf"))}).err,
              Not(HasSubstr(":1:")));
}

TEST_F(DelistingCommands, ALineOfSeveralArticlesAndLinesThatAreNoMoreAreSaid) {
  const nlohmann::json same = {{"url", "https://journal.exemple/halle"}};
  const std::string sources =
      write("same.jsonl", line("x", "Un", same) + line("y", "Deux", same) + line("z", "Trois"));
  const std::string file = write("delisted", "https://journal.exemple/halle\n");
  EXPECT_THAT(on_index("build", {"--delisted", file, sources}).err,
              HasSubstr(file + ":1: note: this takes out 2 articles: x, y"));
  EXPECT_THAT(ids(), ElementsAre("z"));
  write("delisted", "");
  EXPECT_THAT(on_index("update", {"--delisted", file, sources}).err,
              HasSubstr(file + ": note: it no longer names 1 article that was delisted"));
  EXPECT_THAT(ids(), ElementsAre("x", "y", "z"));
}

TEST_F(DelistingCommands, NothingComesBackBecauseTheRegisterOfTheIndexIsLost) {
  const std::string file = write("delisted", "a\n");
  const auto spoil = [&](const std::function<void(const std::filesystem::path&)>& how) {
    std::filesystem::remove_all(index_);
    on_index("build", {"--delisted", file, articles_});
    for (const auto& entry : std::filesystem::recursive_directory_iterator(index_)) {
      if (entry.path().filename() == "delisted") return how(entry.path());
    }
    FAIL() << "no register";
  };
  const std::vector<std::function<void(const std::filesystem::path&)>> ways = {
      [](const auto& path) { std::filesystem::remove(path); },
      [](const auto& path) { std::filesystem::resize_file(path, 0); },
      [](const auto& path) { std::filesystem::resize_file(path, std::filesystem::file_size(path) - 1); },
      [](const auto& path) { std::ofstream(path) << "b 2\n"; },
      [](const auto& path) {
        std::filesystem::remove(path);
        std::filesystem::create_directory(path);
      },
  };
  for (const auto& way : ways) {
    for (const char* command : {"build", "update"}) {
      spoil(way);
      const Outcome done = on_index(command, {articles_});
      EXPECT_EQ(done.status, 65);
      EXPECT_THAT(done.err, HasSubstr("--delisted FILE"));
      EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
      EXPECT_EQ(on_index(command, {"--delisted", file, articles_}).status, 0);
      EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
      EXPECT_EQ(on_index("check", {}).status, 0);
    }
  }
}

TEST_F(DelistingCommands, CurrentIsDamagedAndTheRegisterHoldsYet) {
  on_index("build", {"--delisted", write("delisted", "a\n"), articles_});
  write("index/CURRENT", "nothing\n");
  on_index("build", {articles_});
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
}

TEST_F(DelistingCommands, NeitherIdsNorRemarksAreKeptInTheIndex) {
  on_index("build", {"--delisted", write("delisted", "a # Mme Zwxq, tribunal\n"), articles_});
  for (const auto& entry : std::filesystem::recursive_directory_iterator(index_)) {
    if (entry.path().filename() != "delisted") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    EXPECT_THAT(bytes, Not(HasSubstr("Zwxq")));
  }
}

TEST_F(DelistingCommands, TheConfigurationNamesItToo) {
  const std::string file = write("delisted", "a\n");
  const std::string config = write("fonds.toml", "delisted = \"" + file + "\"\n");
  on_index("build", {"--config", config, articles_});
  EXPECT_THAT(ids(), ElementsAre("b 2", "c#3"));
}

}  // namespace
}  // namespace fonds::commands
