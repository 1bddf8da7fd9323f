// ../shared/french: each case is an index of one article and a search, each ranking pair an index of two.
#include <algorithm>
#include <array>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/search/shared_archive.h"
#include "tests/search/test_archive.h"

namespace fonds::test {
namespace {

search::SearchResponse ask(const std::vector<archive::Article>& articles, const std::string& q,
                           search::Fuzzy fuzzy) {
  const TemporaryFolder folder;
  build_index(folder.path(), articles);
  search::Engine engine(folder.path(), search::EngineOptions{1});
  search::SearchRequest request = bare_request(q, 10);
  request.match = search::Match::all;
  request.fuzzy = fuzzy;
  return engine.state().search(0, request, in_a_minute());
}

TEST(SharedCases, MustAndShouldThroughTheEngine) {
  std::ifstream file(FONDS_SHARED "/french/cases.jsonl");
  ASSERT_TRUE(file.is_open());
  int musts = 0;
  int shoulds = 0;
  int should_passed = 0;
  for (std::string line; std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string level = row.at("level");
    const std::string query = row.at("query");
    const std::string text = row.at("doc");
    const bool fuzzy = row.at("mode") == "fuzzy";
    const auto found =
        ask({article("1", "x", text)}, query, fuzzy ? search::Fuzzy::automatic : search::Fuzzy::off);
    const bool right = (found.total == 1) == (row.at("expect") == "match");
    if (!right) std::cout << row.at("id") << ' ' << level << ": " << query << " | " << text << '\n';
    if (level == "must") {
      ++musts;
      EXPECT_TRUE(right) << row.at("id") << ' ' << query << " | " << text;
    } else if (level == "should") {
      ++shoulds;
      should_passed += right ? 1 : 0;
    }
    // What a fuzzy search found is announced.
    if (fuzzy && right) {
      EXPECT_TRUE(found.corrected) << row.at("id");
    }
  }
  std::cout << musts << " must, " << should_passed << " of " << shoulds << " should\n";
  EXPECT_EQ(musts, 178);
  EXPECT_GE(should_passed, 80);
}

// Where either order is right.
constexpr auto kInformational = std::to_array<std::string_view>({"rk-10", "rk-16"});

// "Titre: T. The rest" is an article with a title of its own.
archive::Article ranked_article(const std::string& id, std::string text) {
  constexpr std::string_view kTitle = "Titre: ";
  if (!text.starts_with(kTitle)) return article(id, "x", text);
  const auto end = text.find('.');
  return article(id, text.substr(kTitle.size(), end - kTitle.size()), text.substr(end + 2));
}

TEST(SharedCases, RankingPairs) {
  std::ifstream file(FONDS_SHARED "/french/ranking.jsonl");
  ASSERT_TRUE(file.is_open());
  int pairs = 0;
  for (std::string line; std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string id = row.at("id");
    // By name alone the worse one would come first.
    const auto found = ask({ranked_article("2", row.at("better")), ranked_article("1", row.at("worse"))},
                           row.at("query"), search::Fuzzy::off);
    const bool right = !found.hits.empty() && found.hits.front().id == "2";
    ++pairs;
    if (std::find(kInformational.begin(), kInformational.end(), id) != kInformational.end()) {
      std::cout << id << (right ? " right" : " in the other order") << '\n';
    } else {
      EXPECT_TRUE(right) << id << ' ' << row.at("query");
    }
  }
  EXPECT_EQ(pairs, 16);
}

}  // namespace
}  // namespace fonds::test
