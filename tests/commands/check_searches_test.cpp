// fonds-indexer check --searches.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/commands/indexer_program.h"

namespace fonds::commands {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class CheckSearches : public IndexerProgram {
 protected:
  void SetUp() override {
    ASSERT_EQ(on_index("build",
                       {write("a.jsonl", line("ecole", "L’école numérique") +
                                             line("budget", "Le budget voté") + line("marche", "Le marché"))})
                  .status,
              0);
  }
  Outcome check(const std::string& searches) {
    return on_index("check", {"--searches", write("temoins", searches)});
  }
};

TEST_F(CheckSearches, HoldsWithoutAWordOnStandardError) {
  const Outcome outcome =
      check("# témoins\necole numerique -> ecole 1\nbudget -> budget\nmarché !-> budget\n");
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, IsEmpty());
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("sound"), HasSubstr("3 of 3")));
}

TEST_F(CheckSearches, NamesEachFailureAndEachLineThatIsNone) {
  const Outcome outcome =
      check("école -> ecole\nécole -> budget\nbudget !-> budget\nn’importe quoi\nbudget -> nulle-part\n");
  EXPECT_EQ(outcome.status, 65);
  const std::string file = path("temoins");
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr(file + ":2: école -> budget: is no hit\n"),
                    HasSubstr(file + ":3: budget !-> budget: is hit 1 of 1, and should be none\n"),
                    HasSubstr(file + ":4: "), HasSubstr(file + ":5: "), Not(HasSubstr(file + ":1: "))));
  EXPECT_THAT(outcome.out, HasSubstr("1 of 4 hold"));
}

// What ships for the demonstration archive holds on it.
TEST_F(CheckSearches, ShipsAHundredThatHold) {
  const std::string demonstration = path("demonstration");
  ASSERT_EQ(indexer({"build", "--quiet", "--index", demonstration, FONDS_CORPUS}).status, 0);
  const Outcome outcome = indexer({"check", "--index", demonstration, "--searches", FONDS_WITNESSES});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("100 of 100 hold"));
}

// With the synonyms that readers have, else a witness would fail here that holds at the desk.
TEST_F(CheckSearches, AreAskedWithTheSynonymsOfTheConfigurationAndItsDesk) {
  const std::string witnesses = write("temoins", "bahut -> ecole 1\nsous -> budget\n");
  EXPECT_THAT(on_index("check", {"--searches", witnesses}).out, HasSubstr("0 of 2 hold"));
  write("desk/synonymes", "bahut = école numérique\nune ligne sans égal\n");
  const std::string config = write("fonds.toml", "desk = \"" + path("desk") + "\"\nsynonyms = \"" +
                                                     write("syn", "sous = budget\n") + "\"\n");
  const Outcome outcome = on_index("check", {"--config", config, "--searches", witnesses});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("2 of 2 hold"));
  EXPECT_THAT(outcome.err, HasSubstr(path("desk/synonymes") + ":2: "));
  const std::string nowhere = write("other.toml", "synonyms = \"" + path("nowhere") + "\"\n");
  EXPECT_EQ(on_index("check", {"--config", nowhere, "--searches", witnesses}).status, 66);
}

TEST_F(CheckSearches, NeedsItsFile) {
  EXPECT_EQ(on_index("check", {"--searches", path("nowhere")}).status, 66);
  EXPECT_EQ(on_index("check", {"--searches"}).status, 64);
  EXPECT_EQ(check("").status, 0);
}

TEST_F(CheckSearches, AreNotAskedOfADamagedIndex) {
  std::filesystem::remove_all(std::filesystem::path(index_) / "generations");
  EXPECT_NE(check("école -> ecole\n").status, 0);
}

}  // namespace
}  // namespace fonds::commands
