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

// A site gives nothing again that has not changed, and the desk may have found the index locked.
TEST_F(DeskSettings, WhatIsDecidedOnDossiersReachesArticlesThatNoSourceGives) {
  const std::string config =
      write("fonds.toml", "index = \"" + index_ + "\"\ndesk = \"" + path("desk") + "\"\n");
  ASSERT_EQ(
      indexer({"build", "--config", config,
               write("a.jsonl", line("a", "Une école", {{"dossiers", {"Ecole"}}}) + line("b", "Un pont"))})
          .status,
      0);
  write("desk/dossiers", "renommer : Ecole = Écoles\nclasser : b -> Ponts\n");
  const Outcome updated = indexer({"update", "--config", config});
  EXPECT_EQ(updated.status, 0);
  EXPECT_THAT(updated.out, HasSubstr("2 changed"));
  EXPECT_THAT(index::observe(index_).at("a"), HasSubstr("=Écoles;"));
  EXPECT_THAT(index::observe(index_).at("b"), HasSubstr("=Ponts;"));
  EXPECT_THAT(indexer({"update", "--config", config}).out, HasSubstr("nothing to do"));
}

TEST_F(DeskSettings, AnUpdateThatIsNotToldOfTheDeskGoesOnByWhatItHasDecided) {
  const std::string source = write("a.jsonl", line("a", "Une école", {{"dossiers", {"Ecole"}}}));
  const std::string with_desk = write("fonds.toml", "desk = \"" + path("desk") + "\"\n");
  write("desk/dossiers", "renommer : Ecole = Écoles\n");
  ASSERT_EQ(on_index("build", {"--config", with_desk, source}).status, 0);
  EXPECT_EQ(on_index("update", {source}).out, "nothing to do: 1 article unchanged\n");
  const std::string without_desk = write("other.toml", "[dossiers]\n\"Ponts\" = \"\"\n");
  EXPECT_EQ(on_index("update", {"--config", without_desk, source}).out,
            "nothing to do: 1 article unchanged\n");
  EXPECT_THAT(index::observe(index_).at("a"), HasSubstr("=Écoles;"));
}

TEST_F(DeskSettings, DamagedRulesAreNotTakenForNone) {
  const std::string source = write("a.jsonl", line("a", "Une école", {{"dossiers", {"Ecole"}}}));
  const std::string config =
      write("fonds.toml", "desk = \"" + path("desk") + "\"\n[dossiers]\n\"Ecole\" = \"Écoles\"\n");
  ASSERT_EQ(on_index("build", {"--config", config, source}).status, 0);
  write("index/rules.json", "{\"dossiers\": {");
  const Outcome refused = on_index("update", {source});
  EXPECT_EQ(refused.status, 65);
  EXPECT_THAT(refused.err, HasSubstr("rules.json is damaged"));
  EXPECT_THAT(index::observe(index_).at("a"), HasSubstr("=Écoles;"));
  EXPECT_EQ(on_index("update", {"--config", config, source}).status, 0);
  EXPECT_EQ(on_index("update", {source}).out, "nothing to do: 1 article unchanged\n");
}

TEST_F(DeskSettings, WhatIsDecidedOnDossiersHoldsForWhatSourcesGive) {
  const std::string source = write(
      "a.jsonl", line("a", "Une école", {{"dossiers", {"Ecole"}}}) +
                     line("b", "Un marché", {{"dossiers", {"Commerce", "Divers"}}}) + line("c", "Un pont"));
  const std::string config =
      write("fonds.toml", "index = \"" + index_ + "\"\ndesk = \"" + path("desk") + "\"\n");
  write("desk/dossiers",
        "renommer : Ecole = Écoles\nsupprimer : Divers\nclasser : c -> Ponts\nsortir : b -> Commerce\nsans "
        "verbe\n");
  const Outcome built = indexer({"build", "--config", config, source});
  EXPECT_EQ(built.status, 0);
  EXPECT_THAT(built.err, HasSubstr(path("desk/dossiers") + ":5: note: "));
  const auto dossiers = [&] {
    std::string all;
    for (const auto& [id, seen] : index::observe(index_)) all += id + ": " + seen;
    return all;
  };
  const std::string decided = dossiers();
  EXPECT_THAT(decided, testing::AllOf(HasSubstr("=Écoles;"), HasSubstr("=Ponts;")));
  EXPECT_THAT(decided, testing::Not(testing::AnyOf(HasSubstr("=Ecole;"), HasSubstr("=Divers;"),
                                                   HasSubstr("=Commerce;"))));
  // An update that is told of no desk goes on by what the index was made with.
  EXPECT_THAT(on_index("update", {source}).out, HasSubstr("nothing to do"));
  EXPECT_EQ(dossiers(), decided);
  // Taken back: what the source says comes back with it.
  write("desk/dossiers", "");
  EXPECT_EQ(indexer({"update", "--config", config, source}).status, 0);
  EXPECT_THAT(dossiers(), testing::AllOf(HasSubstr("=Ecole;"), HasSubstr("=Divers;"), HasSubstr("=Commerce;"),
                                         testing::Not(HasSubstr("=Ponts;"))));
}

}  // namespace
}  // namespace fonds::commands
