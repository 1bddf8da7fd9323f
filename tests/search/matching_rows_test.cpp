// The rows of tests/text/matching_rows.h and matching_rows_by_kind.h through index and search.
#include "tests/text/matching_rows.h"

#include <set>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"
#include "tests/text/matching_rows_by_kind.h"

namespace fonds::test {
namespace {

struct RowSet {
  const char* name;
  std::span<const text::MatchingRow> rows;
};

class MatchingRows : public testing::TestWithParam<RowSet> {};

TEST_P(MatchingRows, ThroughTheEngine) {
  const std::span<const text::MatchingRow> rows = GetParam().rows;
  std::vector<archive::Article> articles;
  for (const text::MatchingRow& row : rows) {
    articles.push_back(article(std::to_string(articles.size()), "x", std::string(row.document)));
  }
  const TemporaryFolder folder;
  build_index(folder.path(), articles);
  search::Engine engine(folder.path(), search::EngineOptions{1});
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const text::MatchingRow& row = rows[i];
    search::SearchRequest request;
    request.q = row.query;
    request.match = search::Match::all;
    request.fuzzy = search::Fuzzy::off;
    request.limit = static_cast<std::uint32_t>(articles.size());
    request.excerpts = false;
    std::set<std::string> found;
    for (const search::Hit& hit :
         engine.state()
             .search(0, request, std::chrono::steady_clock::now() + std::chrono::seconds(30))
             .hits) {
      found.insert(hit.id);
    }
    EXPECT_EQ(found.contains(std::to_string(i)), row.matches) << row.query << " | " << row.document;
  }
}

INSTANTIATE_TEST_SUITE_P(Rows, MatchingRows,
                         testing::Values(RowSet{"by_rule", text::kMatchingRows},
                                         RowSet{"by_kind", text::kMatchingRowsByKind}),
                         [](const auto& set) { return set.param.name; });

}  // namespace
}  // namespace fonds::test
