// Witness searches: how a line is read, and what it wants of the archive.
#include "server/search/witnesses.h"

#include <chrono>
#include <optional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/search/engine.h"
#include "tests/search/test_archive.h"

namespace fonds::search {
namespace {

using Wanted = Witness::Wanted;

TEST(WitnessLine, IsASearchAnArrowAndAnArticle) {
  struct Row {
    const char* line;
    const char* query;
    const char* id;
    Wanted wanted;
  };
  for (const Row& row :
       {Row{"école numérique -> 2017/école", "école numérique", "2017/école", Wanted::among_first},
        {"  école -> a 1 \r", "école", "a", Wanted::first},
        {"école !-> a", "école", "a", Wanted::absent},
        {"école !-> a 1", "école", "a 1", Wanted::absent},
        {"a -> b -> c", "a -> b", "c", Wanted::among_first},
        {"\"école de code\" -> x y", "\"école de code\"", "x y", Wanted::among_first},
        {"c++ -> a->b", "c++", "a->b", Wanted::among_first},
        {"a\t->\tb", "a", "b", Wanted::among_first},
        {"a -> 1", "a", "1", Wanted::among_first},
        {"école -> 12 1", "école", "12", Wanted::first}}) {
    const Witnesses read = parse_witnesses(row.line);
    ASSERT_EQ(read.list.size(), 1U) << row.line;
    EXPECT_EQ(read.list[0].query, row.query);
    EXPECT_EQ(read.list[0].id, row.id);
    EXPECT_EQ(read.list[0].wanted, row.wanted) << row.line;
    const Witnesses again = parse_witnesses(read.list[0].text());
    ASSERT_EQ(again.list.size(), 1U);
    EXPECT_EQ(again.list[0].text(), read.list[0].text());
  }
}

TEST(WitnessLine, ThatIsNoneIsNamed) {
  const Witnesses read =
      parse_witnesses("\xEF\xBB\xBF# témoins\n\nécole\n-> a\nécole ->\nécole->a\nécole -> a\n");
  std::vector<std::size_t> lines;
  for (const auto& error : read.errors) lines.push_back(error.line);
  EXPECT_THAT(lines, testing::ElementsAre(3, 4, 5, 6));
  ASSERT_EQ(read.list.size(), 1U);
  EXPECT_EQ(read.list[0].line, 7U);
}

class WitnessTest : public testing::Test {
 protected:
  WitnessTest() {
    std::vector<archive::Article> articles;
    for (int i = 0; i < 6; ++i) {
      articles.push_back(test::article("m" + std::to_string(i),
                                       "Le marché " + std::string(static_cast<std::size_t>(i), '.'),
                                       "Le marché de la place, et encore autre chose. " +
                                           std::string(static_cast<std::size_t>(i) * 8, 'x'),
                                       "2017-0" + std::to_string(i + 1) + "-01"));
    }
    articles.push_back(test::article("ends 1", "Une kermesse", "La kermesse de l’école.", "2014-06-01"));
    test::build_index(folder_.path() / "index", articles);
    engine_.emplace(folder_.path() / "index", EngineOptions{1});
  }
  std::string fault(const std::string& line) {
    const Witnesses read = parse_witnesses(line);
    EXPECT_EQ(read.list.size(), 1U) << line;
    const WitnessOutcome outcome = run(read.list.at(0), engine_->state(), 0, 0,
                                       std::chrono::steady_clock::now() + std::chrono::minutes(1));
    return fault_of(read.list.at(0), outcome);
  }
  test::TemporaryFolder folder_;
  std::optional<Engine> engine_;
};

TEST_F(WitnessTest, HoldsOrSaysWhatIsFoundInstead) {
  EXPECT_EQ(fault("kermesse -> ends 1"), "");
  EXPECT_EQ(fault("kermesse -> ends 1 1"), "");
  EXPECT_EQ(fault("kermesse !-> m1"), "");
  EXPECT_EQ(fault("kermesse !-> ends 1"), "is hit 1 of 1, and should be none");
  EXPECT_EQ(fault("kermesse -> m1"), "is no hit");
  EXPECT_EQ(fault("kermesse -> nowhere"), "there is no such article");
  // The answer that the site gives: newest first of equals.
  SearchRequest request;
  request.q = "marché";
  const SearchResponse site =
      engine_->state().search(0, request, std::chrono::steady_clock::now() + std::chrono::minutes(1));
  ASSERT_EQ(site.hits.size(), 6U);
  for (std::size_t i = 0; i < site.hits.size(); ++i) {
    const std::string& id = site.hits[i].id;
    const std::string place = "is hit " + std::to_string(i + 1) + " of 6, ";
    EXPECT_EQ(fault("marché -> " + id), i < 3 ? "" : place + "not among the first 3");
    EXPECT_EQ(fault("marché -> " + id + " 1"), i == 0 ? "" : place + "not the first");
    EXPECT_EQ(fault("marché !-> " + id), place + "and should be none");
  }
}

// What is asked is a whole query: its last word is no beginning of others, as an export's once was.
TEST_F(WitnessTest, ReadsTheSearchToItsEnd) {
  EXPECT_EQ(fault("kerm !-> ends 1"), "");
  SearchRequest request;
  request.limit = 100;
  for (const char* q : {"kerm", "marché pl", "mar", "kermesse", "marche place"}) {
    request.q = q;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
    const SearchResponse page = engine_->state().search(0, request, deadline);
    EXPECT_EQ(engine_->state().results(0, request, deadline)->size(), page.total) << q;
  }
}

}  // namespace
}  // namespace fonds::search
