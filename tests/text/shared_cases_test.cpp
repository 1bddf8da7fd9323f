// All of ../shared/french/cases.jsonl, by the reference matcher. What needs the search layer is named here.
#include <algorithm>
#include <array>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "strict_matcher.h"

namespace fonds::text {
namespace {

// géo guidage in two words: the search layer splits géoguidage by the words of the archive.
constexpr auto kSearchLayer = std::to_array<std::string_view>({"fr-127"});
constexpr int kShouldRequired = 80;  // of 83, those of the search layer included

TEST(SharedCases, FrenchCases) {
  std::ifstream file(FONDS_SHARED "/french/cases.jsonl");
  ASSERT_TRUE(file.is_open());
  int musts = 0;
  int should_passed = 0;
  int should_fuzzy = 0;
  for (std::string line; std::getline(file, line);) {
    const auto row = nlohmann::json::parse(line);
    const std::string id = row.at("id");
    const std::string level = row.at("level");
    if (row.at("mode") != "default") {
      should_fuzzy += level == "should";
      continue;
    }
    const bool expected = row.at("expect") == "match";
    const bool right =
        strictly_matches(row.at("query").get<std::string>(), row.at("doc").get<std::string>()) == expected;
    const bool elsewhere = std::find(kSearchLayer.begin(), kSearchLayer.end(), id) != kSearchLayer.end();
    if (level == "must") {
      ++musts;
      EXPECT_TRUE(right || elsewhere) << id << " must " << row.at("query") << " | " << row.at("doc");
    } else if (level == "should") {
      should_passed += right;
      if (!right) std::cout << id << " should " << row.at("query") << " | " << row.at("doc") << '\n';
    } else if (!right) {
      std::cout << id << " choice " << row.at("query") << " | " << row.at("doc") << '\n';
    }
  }
  EXPECT_GE(musts, 170);
  EXPECT_GE(should_passed, kShouldRequired - static_cast<int>(kSearchLayer.size()) - should_fuzzy);
}

}  // namespace
}  // namespace fonds::text
