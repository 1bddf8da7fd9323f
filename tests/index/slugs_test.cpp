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
      {{"?", "Мир", "Mir"}, {"question-mark", "mir-2", "mir"}},
  };
  for (const Case& test : cases) EXPECT_EQ(distinct_slugs(test.labels), test.slugs);
}

TEST(Slugs, ThousandsOfOneSlugAreNumberedInOrder) {
  Labels labels;
  for (int i = 0; i < 20'000; ++i)
    labels.push_back("Budget" + std::string(static_cast<std::size_t>(i % 200), '!') +
                     std::string(static_cast<std::size_t>(i / 200), '?'));
  std::sort(labels.begin(), labels.end());
  labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
  const Labels slugs = distinct_slugs(labels, {"budget-3"});
  EXPECT_EQ(slugs[0], "budget");
  EXPECT_EQ(slugs[1], "budget-2");
  EXPECT_EQ(slugs[2], "budget-4");
  EXPECT_EQ(slugs.back(), "budget-" + std::to_string(labels.size() + 1));
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
