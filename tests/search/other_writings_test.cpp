// Letters and figures, apart or joined: the rows of other_writings_rows.h.
#include "server/search/other_writings.h"

#include <gtest/gtest.h>

#include "tests/search/other_writings_rows.h"
#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using OtherWritingsTest = SmallArchive;

TEST_F(OtherWritingsTest, FindWhatIsMeant) {
  std::vector<archive::Article> articles;
  for (const WritingRow& row : kWritingRows) {
    articles.push_back(article(std::to_string(articles.size()), "x", std::string(row.text)));
  }
  build(articles);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    search::SearchRequest request;
    request.q = kWritingRows[i].query;
    request.match = search::Match::all;
    request.fuzzy = search::Fuzzy::off;
    request.limit = 100;
    request.excerpts = false;
    bool found = false;
    for (const search::Hit& hit : search(request).hits) found = found || hit.id == articles[i].id;
    EXPECT_EQ(found, kWritingRows[i].matches) << kWritingRows[i].query << " | " << kWritingRows[i].text;
  }
}

TEST(OtherWritings, NoneOverlap) {
  text::Analyzer analyzer;
  text::Analysis analysis;
  const std::string text = "le CE 2 L. 123-4 3-1 tome II 4x4 RD 307 +33 4 78 12 34 56 www.exemple.fr M 7-8";
  analyzer.analyze(text, analysis);
  const auto none = [](std::string_view) { return false; };
  const search::ArchiveWords nothing{none, none};
  std::uint32_t end = 0;
  const std::vector<search::OtherWriting> others = search::other_writings(text, analysis, nothing);
  EXPECT_GE(others.size(), 8U);
  for (const search::OtherWriting& other : others) {
    EXPECT_LE(end, other.begin);
    EXPECT_LT(other.begin, other.end);
    EXPECT_LE(other.end, analysis.positions());
    end = other.end;
  }
}

}  // namespace
}  // namespace fonds::test
