// What a reader types against what an article says, by the strict matching of strict_matcher.h.
#include <span>

#include <gtest/gtest.h>

#include "matching_rows.h"
#include "matching_rows_by_kind.h"
#include "strict_matcher.h"

namespace fonds::text {
namespace {

class Matching : public testing::TestWithParam<std::span<const MatchingRow>> {};

TEST_P(Matching, QueriesAgainstTexts) {
  for (const MatchingRow& row : GetParam())
    EXPECT_EQ(strictly_matches(row.query, row.document), row.matches) << row.query << " | " << row.document;
}

INSTANTIATE_TEST_SUITE_P(Rows, Matching,
                         testing::Values(std::span<const MatchingRow>(kMatchingRows),
                                         std::span<const MatchingRow>(kMatchingRowsByKind)));

}  // namespace
}  // namespace fonds::text
