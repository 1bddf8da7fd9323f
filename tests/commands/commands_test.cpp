// fonds-indexer as its users meet it: exit codes, what is printed where, and what is in the index afterwards.
#include <csignal>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "indexer/index/generation.h"
#include "tests/commands/indexer_program.h"
#include "tests/index/sample_index.h"

namespace fonds::commands {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

using Commands = IndexerProgram;

TEST_F(Commands, WrongUsageIs64) {
  const std::vector<std::vector<std::string>> cases = {
      {},
      {"unknown"},
      {"build"},
      {"build", "--index", index_},
      {"build", "--index", index_, "--unknown", "x"},
      {"build", "--index", index_, "--threads", "0", "x"},
      {"build", "--index", index_, "--threads", "many", "x"},
      {"build", path("x")},
      {"remove", "--index", index_},
      {"check"},
      {"stats"},
      {"analyze"},
      {"persons", "--json", "--jsonl"},
  };
  for (const auto& arguments : cases) {
    const Outcome outcome = indexer(arguments);
    EXPECT_EQ(outcome.status, 64) << testing::PrintToString(arguments);
    EXPECT_THAT(outcome.out, IsEmpty());
    EXPECT_FALSE(outcome.err.empty());
  }
  EXPECT_FALSE(fs::exists(index_));
}

TEST_F(Commands, HelpAndVersionEverywhere) {
  for (const char* command : {"", "build", "update", "remove", "check", "stats", "analyze", "persons"}) {
    for (const char* option : {"--help", "--version"}) {
      std::vector<std::string> arguments;
      if (*command != '\0') arguments.emplace_back(command);
      arguments.emplace_back(option);
      const Outcome outcome = indexer(arguments);
      EXPECT_EQ(outcome.status, 0) << command << option;
      EXPECT_THAT(outcome.err, IsEmpty()) << command << option;
      EXPECT_THAT(outcome.out, HasSubstr(std::string_view(option) == "--help" ? "--quiet" : "fonds-indexer "))
          << command << option;
    }
  }
}

TEST_F(Commands, BuildsAndSaysSo) {
  const std::string source = write("a.jsonl", line("a", "Un") + line("b", "Deux"));
  const Outcome outcome = on_index("build", {source});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_EQ(outcome.out, "2 articles indexed\n");
  EXPECT_THAT(outcome.err, IsEmpty());  // no progress where there is no terminal
  EXPECT_THAT(ids(), testing::ElementsAre("a", "b"));
  EXPECT_EQ(on_index("check", {}).out, "sound: 2 articles\n");
  EXPECT_THAT(on_index("build", {source, "--quiet"}).out, IsEmpty());
  const Outcome before = indexer({"--quiet", "build", "--index", index_, source});
  EXPECT_EQ(before.status, 0) << before.err;
  EXPECT_THAT(before.out, IsEmpty());
}

TEST_F(Commands, ProgressShowsOnATerminalAndIsGoneAfterwards) {
  const std::string source = write("a.jsonl", line("a", "Un") + "broken\n");
  const std::string erase = "\r\x1B[K";
  const Outcome outcome = on_index("build", {source}, {.terminal = true});
  EXPECT_EQ(outcome.out, "1 article indexed, 1 record rejected\n");
  EXPECT_THAT(outcome.err, HasSubstr(erase + "writing the index"));
  EXPECT_THAT(outcome.err, HasSubstr(source + ":2: "));
  EXPECT_THAT(outcome.err, testing::EndsWith(erase));
  EXPECT_THAT(on_index("build", {source, "--quiet"}, {.terminal = true}).err,
              testing::AllOf(HasSubstr(source + ":2: "), testing::Not(HasSubstr(erase))));
}

TEST_F(Commands, ARejectedRecordCostsOnlyItself) {
  const std::string source =
      write("a.jsonl", line("a", "Un") + "{\"id\": \"b\", \"title\n" + line("c", "Trois"));
  const Outcome outcome = on_index("build", {source, "--quiet"});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, StartsWith(source + ":2: "));
  EXPECT_THAT(ids(), testing::ElementsAre("a", "c"));
}

TEST_F(Commands, ADuplicateIdIsRejected) {
  const Outcome outcome = on_index("build", {"-"}, {.input = line("a", "Un") + line("a", "Deux")});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, StartsWith("-:2: "));
  EXPECT_EQ(stats()["articles"], 1);
}

TEST_F(Commands, AMissingSourceIs66BeforeAnythingIsWritten) {
  const std::string source = write("a.jsonl", line("a", "Un"));
  for (const char* command : {"build", "update"}) {
    const Outcome outcome = on_index(command, {source, path("missing.jsonl")});
    EXPECT_EQ(outcome.status, 66);
    EXPECT_THAT(outcome.err, HasSubstr("missing.jsonl"));
    EXPECT_FALSE(fs::exists(index_)) << command;
  }
}

TEST_F(Commands, AMissingIndexIs66) {
  for (const char* command : {"check", "stats"}) {
    const Outcome outcome = on_index(command, {});
    EXPECT_EQ(outcome.status, 66) << command;
    EXPECT_THAT(outcome.err, HasSubstr("fonds-indexer build"));
  }
  EXPECT_EQ(on_index("remove", {"a"}).status, 66);
  EXPECT_FALSE(fs::exists(index_));
}

TEST_F(Commands, AnIndexThatCannotBeMadeIs73) {
  const std::string source = write("a.jsonl", line("a", "Un"));
  write("index", "a file where the folder should be");
  EXPECT_EQ(on_index("build", {source}).status, 73);
  EXPECT_EQ(indexer({"build", "--index", path("index/below"), source}).status, 73);
}

TEST_F(Commands, ADiskThatTakesNoMoreIs74) {
  const std::string small = write("a.jsonl", line("a", "Un"));
  ASSERT_EQ(on_index("build", {small}).status, 0);
  const index::Observed before = index::observe(index_);
  // No file may grow beyond 16 kB: to the writer the same as a full disk.
  std::string words;
  for (int i = 0; i < 20'000; ++i) words += "mot" + std::to_string(i) + " ";
  const std::string large = write("b.jsonl", line("b", "Deux", {{"lead", words}}));
  for (const char* command : {"build", "update"}) {
    const std::string limited = std::string("trap '' XFSZ; ulimit -f 32; exec ") + FONDS_INDEXER + " " +
                                command + " --index " + index_ + " " + large;
    const Outcome outcome = run({"/bin/sh", "-c", limited});
    EXPECT_EQ(outcome.status, 74) << command << outcome.err;
    EXPECT_FALSE(outcome.err.empty());
    EXPECT_TRUE(index::observe(index_) == before) << command;
    EXPECT_EQ(on_index("check", {}).status, 0) << command;
  }
}

TEST_F(Commands, OutputThatCannotBeWrittenIs74) {
  on_index("build", {write("a.jsonl", line("a", "Un"))});
  const std::string command = std::string(FONDS_INDEXER) + " stats --index " + index_ + " > /dev/full";
  EXPECT_EQ(run({"/bin/sh", "-c", command}).status, 74);
}

TEST_F(Commands, ASecondWriterIs75) {
  on_index("build", {write("a.jsonl", line("a", "Un"))});
  const index::WriterLock lock(index_);
  EXPECT_EQ(on_index("build", {path("a.jsonl")}).status, 75);
  EXPECT_EQ(on_index("update", {path("a.jsonl")}).status, 75);
  EXPECT_EQ(on_index("remove", {"a"}).status, 75);
  EXPECT_EQ(on_index("check", {}).status, 0);
  EXPECT_EQ(on_index("stats", {}).status, 0);
}

TEST_F(Commands, ADamagedIndexIs65) {
  on_index("build", {write("a.jsonl", line("a", "Un"))});
  const fs::path table = index::open_current(index_).database / "postlist.glass";
  fs::resize_file(table, fs::file_size(table) - 1);
  const Outcome outcome = on_index("check", {});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, HasSubstr("postlist.glass"));
  EXPECT_THAT(outcome.out, IsEmpty());
  // A build replaces it.
  EXPECT_EQ(on_index("build", {path("a.jsonl")}).status, 0);
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(Commands, EverySourceTogetherInAnyOrder) {
  write("folder/sub/one.jsonl", line("a", "Un"));
  write("folder/two.md", "---\ntitle: Deux\ndate: 2017-04-05\n---\n\nDu texte.\n");
  gzFile gz = gzopen(path("three.jsonl.gz").c_str(), "wb");
  const std::string third = line("c", "Trois");
  gzwrite(gz, third.data(), static_cast<unsigned>(third.size()));
  gzclose(gz);
  const RunOptions input = {.input = line("d", "Quatre")};
  ASSERT_EQ(on_index("build", {path("folder"), path("three.jsonl.gz"), "-"}, input).status, 0);
  const index::Observed first = index::observe(index_);
  EXPECT_EQ(first.size(), 4U);
  ASSERT_EQ(on_index("build", {"-", path("three.jsonl.gz"), path("folder")}, input).status, 0);
  EXPECT_EQ(index::observe(index_), first);
}

TEST_F(Commands, TheLocaleChangesNothing) {
  const std::string source = write("a.jsonl", line("a", "ÎLE İstanbul 1,5", {{"date", "2017-04-05"}}));
  ASSERT_EQ(on_index("build", {source}, {.environment = {"LC_ALL=C"}}).status, 0);
  const index::Observed first = index::observe(index_);
  for (const char* locale : {"LC_ALL=fr_FR.UTF-8", "LC_ALL=tr_TR.UTF-8"}) {
    ASSERT_EQ(on_index("build", {source}, {.environment = {locale, "TZ=Asia/Tokyo"}}).status, 0);
    EXPECT_EQ(index::observe(index_), first) << locale;
  }
}

TEST_F(Commands, UpdateDoesOnlyWhatDiffers) {
  const std::string source = write("a.jsonl", line("a", "Un") + line("b", "Deux") + line("c", "Trois"));
  EXPECT_EQ(on_index("update", {source}).out, "3 articles indexed\n");  // no index yet: a build
  const json before = stats();
  Outcome outcome = on_index("update", {source});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.out, "nothing to do: 3 articles unchanged\n");
  EXPECT_EQ(stats(), before);

  write("a.jsonl", line("a", "Un") + line("b", "Deux bis") + line("d", "Quatre"));
  EXPECT_EQ(on_index("update", {source}).out, "1 added, 1 changed, 0 removed, 1 unchanged\n");
  EXPECT_THAT(ids(), testing::ElementsAre("a", "b", "c", "d"));
  EXPECT_EQ(on_index("update", {"--prune", source}).out, "0 added, 0 changed, 1 removed, 3 unchanged\n");
  EXPECT_THAT(ids(), testing::ElementsAre("a", "b", "d"));
  EXPECT_EQ(on_index("update", {"--prune", source}).out, "nothing to do: 3 articles unchanged\n");
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(Commands, ABadEditNeverRemovesAnArticle) {
  const std::string source = write("a.jsonl", line("a", "Un") + line("b", "Deux"));
  on_index("build", {source});
  // "b" has lost its title and its body, but is still there.
  write("a.jsonl", line("a", "Un") + R"({"id": "b", "body": 12})" + "\n");
  const Outcome outcome = on_index("update", {"--prune", source});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, StartsWith(source + ":2: "));
  EXPECT_THAT(ids(), testing::ElementsAre("a", "b"));
}

TEST_F(Commands, RemovesById) {
  on_index("build", {write("a.jsonl", line("a", "Un") + line("b", "Deux") + line("c d", "Trois"))});
  EXPECT_EQ(on_index("remove", {"a", "c d", "a"}).out, "2 removed\n");
  EXPECT_THAT(ids(), testing::ElementsAre("b"));
  const Outcome outcome = on_index("remove", {"a"});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, HasSubstr("no article has the id a"));
  EXPECT_EQ(on_index("check", {}).status, 0);
}

TEST_F(Commands, Stats) {
  on_index("build", {write("a.jsonl", line("a", "Un", {{"date", "2017-04-05"}, {"dossiers", {"Écoles"}}}) +
                                          line("b", "Deux", {{"persons", {"Anne Roche"}}}))});
  const json found = stats();
  EXPECT_EQ(found["articles"], 2);
  EXPECT_EQ(found["undated"], 1);
  EXPECT_EQ(found["first_day"], "2017-04-05");
  EXPECT_EQ(found["dossiers"], 1);
  EXPECT_EQ(found["persons"], 1);
  EXPECT_THAT(on_index("stats", {}).out, testing::ContainsRegex("\narticles +2\n"));
}

TEST_F(Commands, Configuration) {
  const std::string source =
      write("a.jsonl", line("a", "Un", {{"dossiers", {"Ecole", "Non classé", "Budget"}}}));
  const std::string config =
      write("fonds.toml", "index = \"" + index_ +
                              "\"\nthreads = 1\nlisten = \"127.0.0.1:1\"\nsite.title = \"Le journal\"\n"
                              "[dossiers]\n\"Ecole\" = \"Écoles\"\n\"Non classé\" = \"\"\n");
  const Outcome outcome = indexer({"build", "--config", config, source});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  const std::string seen = index::observe(index_).at("a");
  EXPECT_THAT(seen, HasSubstr("ecoles=Écoles;budget=Budget;"));

  // Before the command as well as behind it.
  EXPECT_EQ(indexer({"--config", config, "update", source}).status, 0);
  EXPECT_EQ(indexer({"--index", index_, "--quiet", "stats"}).status, 0);

  EXPECT_EQ(indexer({"build", "--config", path("none.toml"), source}).status, 66);
  for (const char* wrong :
       {"threads = \"two\"", "threads = 0", "threads = ", "dossiers = 3", "[dossiers]\na = 1",
        "tags_are_dossiers = \"no\"", "index = 1", "persosn = \"p\"", "[site]\ntitel = \"x\""}) {
    EXPECT_EQ(indexer({"build", "--index", index_, "--config", write("wrong.toml", wrong), source}).status,
              64)
        << wrong;
  }
}

TEST_F(Commands, Analyze) {
  const Outcome outcome = indexer({"analyze", "--json", "L’École à Lyon"});
  EXPECT_EQ(outcome.status, 0);
  const json tokens = json::parse(outcome.out)["tokens"];
  const auto school =
      std::find_if(tokens.begin(), tokens.end(), [](const json& t) { return t["folded"] == "ecole"; });
  ASSERT_NE(school, tokens.end());
  EXPECT_EQ((*school)["text"], "École");
  EXPECT_EQ((*school)["begin"], 4);
  EXPECT_EQ((*school)["end"], 10);
  EXPECT_EQ((*school)["written"], "école");
  EXPECT_EQ((*school)["kind"], "word");
  EXPECT_THAT((*school)["terms"], testing::IsSupersetOf({json("ecole"), json("Wécole")}));
  EXPECT_EQ(json::parse(indexer({"analyze", "--json", ""}).out)["tokens"].size(), 0U);
  EXPECT_EQ(json::parse(indexer({"analyze", "--json", "un", "deux"}).out)["tokens"].size(), 2U);
  EXPECT_EQ(json::parse(indexer({"analyze", "--json", "--", "-incendie"}).out)["tokens"].size(), 1U);
  EXPECT_THAT(indexer({"analyze", "école"}).out, HasSubstr("Wécole"));
  EXPECT_EQ(indexer({"analyze", "--json", "\xFF\xC3"}).status, 0);
}

TEST_F(Commands, PersonsOfAText) {
  const RunOptions input = {.input = "Hier, à l’école, Mme Hélène Marchand a parlé."};
  const json found = json::parse(indexer({"persons", "--json"}, input).out)["persons"];
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["value"], "helene-marchand");
  EXPECT_EQ(found[0]["label"], "Hélène Marchand");
  EXPECT_EQ(found[0]["why"], (json{"civilité ou titre", "prénom connu", "sujet d'un verbe"}));
  const std::string shown = indexer({"persons"}, input).out;
  EXPECT_THAT(shown, StartsWith("Hélène Marchand"));
  EXPECT_THAT(shown, HasSubstr("civilité ou titre, prénom connu"));
}

TEST_F(Commands, PersonsOfJsonLines) {
  const std::string text = "Hier, à l’école, Mme Hélène Marchand a parlé.";
  const Outcome outcome = indexer({"persons", "--jsonl"}, {.input = json{{"id", "1"}, {"text", text}}.dump() +
                                                                    "\nnonsense\n{\"id\": \"2\"}\n\n" +
                                                                    json{{"id", "3"}, {"text", ""}}.dump()});
  EXPECT_EQ(outcome.status, 65);
  EXPECT_THAT(outcome.err, HasSubstr("-:2: "));
  EXPECT_THAT(outcome.err, HasSubstr("-:3: "));
  std::istringstream lines(outcome.out);
  std::string first, third;
  std::getline(lines, first);
  std::getline(lines, third);
  EXPECT_EQ(json::parse(third), (json{{"id", "3"}, {"persons", json::array()}}));
  const json mention = json::parse(first)["persons"].at(0)["mentions"].at(0);
  // Offsets are in code points.
  const std::u32string points = U"Hier, à l’école, Mme Hélène Marchand a parlé.";
  const auto start = mention["start"].get<std::size_t>(), end = mention["end"].get<std::size_t>();
  ASSERT_LE(end, points.size());
  EXPECT_TRUE(points.substr(start, end - start).ends_with(U"Hélène Marchand"));
  EXPECT_THAT(mention["text"].get<std::string>(), testing::EndsWith("Hélène Marchand"));
}

TEST_F(Commands, AnInterruptedBuildPublishesNothing) {
  on_index("build", {write("a.jsonl", line("a", "Un"))});
  const index::Observed before = index::observe(index_);
  struct Case {
    int signal, status;
  };
  for (const Case test : {Case{SIGINT, 130}, Case{SIGTERM, 143}}) {
    Running writer({FONDS_INDEXER, "build", "--index", index_, "-"});
    writer.write("broken\n");
    EXPECT_THAT(writer.read_error_line(), StartsWith("-:1: "));  // it is reading now
    writer.signal(test.signal);
    EXPECT_EQ(writer.wait(), test.status);
    EXPECT_EQ(index::observe(index_), before);
    std::size_t generations = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(index_) / "generations")) {
      generations += entry.exists() ? 1 : 0;
    }
    EXPECT_EQ(generations, 1U);
  }
}

}  // namespace
}  // namespace fonds::commands
