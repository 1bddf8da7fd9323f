// The floors that recognition keeps on annotated text, and on the demonstration of cost. The figures of the
// day are printed by persons_eval; a floor stands a little below them.
#include <ctime>
#include <fstream>
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "indexer/persons/registry.h"
#include "tests/persons/evaluation.h"

namespace fonds::persons {
namespace {

const std::string kShared = FONDS_SHARED;

TEST(SharedPersons, SetOfPersonsPerArticle) {
  const Score score = score_articles(Recogniser(), kShared + "/persons/articles.jsonl");
  EXPECT_GE(score.f1(), 0.95) << testing::PrintToString(score.errors);
  EXPECT_GE(score.precision(), 0.97) << testing::PrintToString(score.errors);
}

TEST(SharedPersons, ExactSpansOfSequoia) {
  const Recogniser recogniser;
  for (const bool whole : {false, true}) {
    Score all;
    for (const char* part : {"Europar", "frwiki"}) {
      const auto sentences = read_sequoia(kShared + "/persons/sequoia/" + part + ".conll");
      const Score s = score_spans(recogniser, whole ? join(sentences) : sentences);
      all.right += s.right, all.wrong += s.wrong, all.missed += s.missed;
    }
    EXPECT_GE(all.f1(), whole ? 0.93 : 0.91);
    EXPECT_GE(all.precision(), 0.94);
  }
}

// Reported only elsewhere; here so that a change that ruins names from abroad is seen.
TEST(SharedPersons, NamesFromAbroad) {
  const Score score = score_spans(Recogniser(), read_wikineural(kShared + "/persons/wikineural-val.conllu"));
  EXPECT_GE(score.f1(), 0.78);
}

// The news of a decade: the 200 most frequent persons are that many persons.
TEST(SharedPersons, NoTwoOfTheMostFrequentAreTheSame) {
  const Recogniser recogniser;
  std::ifstream in(kShared + "/articles/orange.jsonl");
  std::vector<std::string> labels;
  std::map<std::string, std::uint32_t> ordinals;
  std::vector<Sighting> sightings;
  std::uint32_t article = 0;
  std::size_t bytes = 0;
  std::clock_t spent = 0;
  for (std::string line; std::getline(in, line); ++article) {
    const auto json = nlohmann::json::parse(line);
    const std::string text = json.value("title", "") + "\n" + json.at("body").get<std::string>();
    bytes += text.size();
    const std::clock_t start = std::clock();
    const auto persons = recogniser.recognise(text);
    spent += std::clock() - start;
    for (const Person& person : persons) {
      const auto [found, is_new] = ordinals.emplace(person.label, static_cast<std::uint32_t>(labels.size()));
      if (is_new) labels.push_back(person.label);
      sightings.push_back({article, found->second, person.gender, false, certainty_of(person.signs)});
    }
  }
  ASSERT_GT(article, 20000u);
  const Registry registry = build_registry({labels, {}, sightings, nullptr, {}});
  ASSERT_GE(registry.persons.size(), 200u);
  std::set<std::string> surnames_of_full;
  std::set<std::string> values;
  for (std::size_t i = 0; i < 200; ++i) {
    const RegisteredPerson& p = registry.persons[i];
    EXPECT_TRUE(values.insert(p.value).second) << p.value;
    const std::size_t blank = p.label.find(' ');
    if (blank != std::string::npos) surnames_of_full.insert(p.label.substr(blank + 1));
  }
  for (std::size_t i = 0; i < 200; ++i) {
    EXPECT_FALSE(surnames_of_full.contains(registry.persons[i].label)) << registry.persons[i].label;
  }
  // The cost in processor time, far from the target of 15 MB/s even where sanitizers slow it down.
  EXPECT_GT(double(bytes) / 1e6, 1.0 * double(spent) / CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace fonds::persons
