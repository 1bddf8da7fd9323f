// What a reader types against what an article says, by the strict matching of strict_matcher.h.
#include <string_view>

#include <gtest/gtest.h>

#include "matching_rows.h"
#include "strict_matcher.h"

namespace fonds::text {
namespace {

TEST(Matching, QueriesAgainstTexts) {
  for (const MatchingRow& row : kMatchingRows)
    EXPECT_EQ(strictly_matches(row.query, row.document), row.matches) << row.query << " | " << row.document;
}

}  // namespace
}  // namespace fonds::text
