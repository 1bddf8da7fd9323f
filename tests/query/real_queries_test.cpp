// What people really type into a French search box reads without a note about syntax they did not mean, and
// prints as a query that means the same.
#include <fstream>
#include <iostream>

#include <gtest/gtest.h>

#include "tests/query/tree_dump.h"

namespace fonds::query {
namespace {

TEST(RealQueries, RoundTrip) {
  std::ifstream file(FONDS_SHARED "/queries/suggestions.tsv");
  ASSERT_TRUE(file);
  std::size_t queries = 0;
  std::size_t noted = 0;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) continue;
    const std::string text = line.substr(tab + 1);
    const Query read = parse(text, test_today());
    const std::string printed = to_string(read.root.get());
    const Query again = parse(printed, test_today());
    EXPECT_TRUE(equal(read.root.get(), again.root.get())) << text << " printed as " << printed;
    EXPECT_NE(read.root, nullptr) << text;
    ++queries;
    if (!read.notes.empty()) {
      ++noted;
      std::cout << text << " -> " << printed << " : " << dump(read.notes) << "\n";
    }
  }
  EXPECT_GT(queries, 1000U);
  EXPECT_LT(noted * 100, queries);
}

}  // namespace
}  // namespace fonds::query
