#include "server/search/spelling.h"

#include <gtest/gtest.h>

namespace fonds::search {
namespace {

TEST(EditDistance, CountsEditsUpToALimit) {
  struct Row {
    const char *a, *b;
    unsigned limit, expected;
  };
  const Row rows[] = {
      {"", "", 2, 0},
      {"mairie", "mairie", 2, 0},
      {"mairie", "mairies", 2, 1},            // added
      {"charboniere", "charbonniere", 2, 1},  // left out
      {"wauquier", "wauquiez", 2, 1},         // replaced
      {"comission", "commission", 2, 1},
      {"reuinon", "reunion", 2, 1},  // neighbours swapped
      {"developement", "developpement", 2, 1},
      {"abcd", "dcba", 2, 3},  // more than the limit
      {"court", "courant", 1, 2},
      {"ecole", "colere", 2, 3},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(edit_distance(row.a, row.b, row.limit), row.expected) << row.a << " / " << row.b;
    EXPECT_EQ(edit_distance(row.b, row.a, row.limit), row.expected) << row.b << " / " << row.a;
  }
}

TEST(EditDistance, LongWordsDoNotOverflow) {
  EXPECT_EQ(edit_distance(std::string(500, 'a'), std::string(500, 'a'), 2), 3U);
}

}  // namespace
}  // namespace fonds::search
