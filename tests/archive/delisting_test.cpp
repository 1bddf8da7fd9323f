#include "indexer/archive/delisting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Delisting, AnIdALine) {
  struct Row {
    const char* text;
    std::vector<std::string> ids;
  };
  const Row rows[] = {
      {"", {}},
      {"a", {"a"}},
      {"\xEF\xBB\xBF"
       "a\r\n\r\n  b  \r\n",
       {"a", "b"}},
      {"# rien\n   # rien\n", {}},
      {"2017/école de code # demande du 3 mars\n", {"2017/école de code"}},
      {"page#2\npage #2\n", {"page", "page#2"}},
      {"a\na\n", {"a"}},
  };
  for (const Row& row : rows) {
    const Delisting delisting = parse_delisting(row.text);
    EXPECT_THAT(delisting.ids, testing::ElementsAreArray(row.ids)) << row.text;
    EXPECT_THAT(delisting.errors, IsEmpty()) << row.text;
  }
}

TEST(Delisting, ALineThatIsNoIdIsNamedAndTheOthersHold) {
  const Delisting delisting = parse_delisting("a\n\xFF\n" + std::string(201, 'x') + "\nb\n");
  EXPECT_THAT(delisting.ids, ElementsAre("a", "b"));
  ASSERT_EQ(delisting.errors.size(), 2U);
  EXPECT_EQ(delisting.errors[0].line, 2U);
  EXPECT_EQ(delisting.errors[1].line, 3U);
}

}  // namespace
}  // namespace fonds::archive
