#include "indexer/index/slugs.h"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace fonds::index {
namespace {

using Labels = std::vector<std::string>;

TEST(Slugs, AreToldApart) {
  struct Case {
    Labels labels, slugs;
  };
  const Case cases[] = {
      {{}, {}},
      {{"Pôle Numérique"}, {"pole-numerique"}},
      // "Budget" comes before "budget" by code points.
      {{"budget", "Budget"}, {"budget-2", "budget"}},
      {{"École", "Ecole", "école"}, {"ecole-2", "ecole", "ecole-3"}},
      // A label that is a number itself keeps its plain slug.
      {{"Budget", "budget", "Budget 2"}, {"budget", "budget-3", "budget-2"}},
      {{"!!!", "???"}, {"-", "--2"}},
  };
  for (const Case& test : cases) EXPECT_EQ(distinct_slugs(test.labels), test.slugs);
}

TEST(Slugs, TakenOnesStayWhereTheyAre) {
  EXPECT_EQ(distinct_slugs({"École"}, {"ecole", "ecole-2"}), Labels{"ecole-3"});
}

TEST(Slugs, DoNotDependOnTheOrderOfLabels) {
  Labels labels = {"Écoles", "écoles", "ECOLES", "Ecoles", "Écoles 2", "Écoles-2", "Mairie", "MAIRIE"};
  std::map<std::string, std::string> expected;
  std::sort(labels.begin(), labels.end());
  do {
    const Labels slugs = distinct_slugs(labels);
    std::map<std::string, std::string> found;
    for (std::size_t i = 0; i < labels.size(); ++i) found[labels[i]] = slugs[i];
    if (expected.empty()) expected = found;
    ASSERT_EQ(found, expected);
  } while (std::next_permutation(labels.begin(), labels.end()));
}

}  // namespace
}  // namespace fonds::index
