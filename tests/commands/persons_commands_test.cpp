// The editor's decisions on persons, as an editor meets them: a line in a file, a command, and what the index
// says then.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "tests/commands/process.h"
#include "tests/index/sample_index.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class PersonsCommands : public testing::Test {
 protected:
  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }
  std::string write(const std::string& name, const std::string& contents) const {
    std::ofstream(path(name), std::ios::binary) << contents;
    return path(name);
  }
  Outcome indexer(const std::string& command, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {FONDS_INDEXER, command, "--index", path("index")});
    return run(arguments, {});
  }
  std::vector<std::string> labels() const {
    std::vector<std::string> labels;
    for (const auto& person : index::read_persons(index::open_current(path("index"))).persons) {
      labels.push_back(person.label);
    }
    std::sort(labels.begin(), labels.end());
    return labels;
  }
  static std::string article(const std::string& id, const std::string& body) {
    return nlohmann::json({{"id", id}, {"title", "Brève"}, {"body", body}}).dump() + "\n";
  }

  index::TemporaryFolder folder_;
  const std::string articles_ =
      write("articles.jsonl", article("1", "Hier, Claire Vasseur a parlé à Jean Dupont.") +
                                  article("2", "Jean Dupond et Claire Vasseur ont voté."));
};

TEST_F(PersonsCommands, ABadLineIsNamedAndTheRestApplied) {
  const std::string file = write("persons",
                                 "# les nôtres\nfusioner : A -> B\nrejeter : Jean Dupond\n"
                                 "rejeter : Personne Inconnue\n");
  const Outcome built = indexer("build", {"--persons", file, articles_});
  EXPECT_EQ(built.status, 65) << built.err;
  EXPECT_THAT(built.err, HasSubstr(file + ":2: verbe inconnu"));
  EXPECT_THAT(built.err, HasSubstr(file + ":4: note: « Personne Inconnue »"));
  EXPECT_THAT(labels(), ElementsAre("Claire Vasseur", "Jean Dupont"));
  EXPECT_EQ(indexer("build", {"--persons", path("nowhere"), articles_}).status, 66);
  EXPECT_EQ(indexer("update", {"--persons", folder_.path().string(), articles_}).status, 66);
}

TEST_F(PersonsCommands, AnUpdateFollowsTheFile) {
  const std::string file = write("persons", "");
  const std::string config = write("fonds.toml", "persons = \"" + file + "\"\n");
  ASSERT_EQ(indexer("build", {"--config", config, articles_}).status, 0);
  EXPECT_THAT(labels(), ElementsAre("Claire Vasseur", "Jean Dupond", "Jean Dupont"));
  const auto before = index::observe(path("index"));
  EXPECT_THAT(indexer("update", {"--config", config, articles_}).out, HasSubstr("nothing to do"));

  write("persons", "fusionner : Jean Dupond -> Jean Dupont\n");
  const Outcome merged = indexer("update", {"--config", config, articles_});
  EXPECT_EQ(merged.status, 0) << merged.err;
  EXPECT_THAT(merged.out, HasSubstr("2 unchanged, persons decided anew"));
  EXPECT_THAT(labels(), ElementsAre("Claire Vasseur", "Jean Dupont"));
  EXPECT_THAT(indexer("update", {"--config", config, articles_}).out, HasSubstr("nothing to do"));
  EXPECT_THAT(indexer("update", {articles_}).out, HasSubstr("nothing to do"));

  write("persons", "");
  EXPECT_EQ(indexer("update", {"--config", config, articles_}).status, 0);
  EXPECT_EQ(index::observe(path("index")), before);
  EXPECT_EQ(indexer("check", {}).status, 0);
}

// The whole demonstration archive: every label, value and count.
TEST_F(PersonsCommands, AMergeTakenBackRestoresTheArchive) {
  const std::string file = write("persons", "");
  const auto state = [&] { return indexer("persons", {"--json"}).out; };
  ASSERT_EQ(indexer("build", {"--persons", file, FONDS_CORPUS}).status, 0);
  const std::string before = state();
  EXPECT_GT(std::count(before.begin(), before.end(), '\n'), 60);
  write("persons", "fusionner : Isabelle Carron -> Philippe Carron\n");
  ASSERT_EQ(indexer("update", {"--persons", file, FONDS_CORPUS}).status, 0);
  EXPECT_NE(state(), before);
  write("persons", "");
  ASSERT_EQ(indexer("update", {"--persons", file, FONDS_CORPUS}).status, 0);
  EXPECT_EQ(state(), before);
  ASSERT_EQ(indexer("build", {"--persons", file, FONDS_CORPUS}).status, 0);
  EXPECT_EQ(state(), before);
}

}  // namespace
}  // namespace fonds::commands
