// Scores against Xapian's own matcher, which the formula is taken from; and postings against what they hold.
#include "server/search/scoring.h"

#include <map>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/index/generation.h"
#include "tests/search/test_archive.h"

namespace fonds::search {
namespace {

class ScoringTest : public testing::Test {
 protected:
  ScoringTest() {
    std::vector<archive::Article> articles = test::read_articles(FONDS_CORPUS);
    // More of one word than a byte counts.
    std::string mayors;
    for (int i = 0; i < 300; ++i) mayors += "maire ";
    articles.push_back(test::article("mayors", "Maires", mayors));
    test::build_index(folder_.path(), articles);
    generation_ = index::open_current(folder_.path());
    snapshot_ = std::make_unique<Snapshot>(generation_, 1);
  }
  test::TemporaryFolder folder_;
  index::Generation generation_;
  std::unique_ptr<Snapshot> snapshot_;
};

TEST_F(ScoringTest, ATermIsWorthWhatXapianGivesIt) {
  const RankingWeights weights;
  for (const std::string term : {"maire", "de", "ecole", "numerique", "Smaire", "absent"}) {
    SCOPED_TRACE(term);
    Matcher matcher(*snapshot_, 0, Deadline::max());
    const Bitmap everything(snapshot_->columns().size(), true);
    Scorer scorer(everything, *snapshot_, matcher, weights);
    scorer.add({.terms = {term}, .factor = 0.7});
    std::map<Rank, double> scores;
    for (const Ranked& ranked : scorer.best(everything.size())) {
      if (ranked.score > 0) scores[ranked.rank] = ranked.score;
    }

    Xapian::Enquire enquire(snapshot_->db(0));
    enquire.set_weighting_scheme(Xapian::BM25Weight(weights.k1, 0, 1, weights.b, 0.5));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(term), 0.7));
    const Xapian::MSet expected = enquire.get_mset(0, everything.size());
    ASSERT_EQ(scores.size(), expected.size());
    for (auto it = expected.begin(); it != expected.end(); ++it) {
      ASSERT_NEAR(scores[snapshot_->columns().rank(*it)], it.get_weight(), 1e-9);
    }
  }
}

TEST_F(ScoringTest, TheBestAreTheFirstOfAll) {
  const RankingWeights weights;
  Matcher matcher(*snapshot_, 0, Deadline::max());
  Bitmap matches(snapshot_->columns().size(), true);
  Scorer scorer(matches, *snapshot_, matcher, weights);
  scorer.add({.terms = {"maire", "commune"}});
  const std::vector<Ranked> all = scorer.best(matches.size());
  ASSERT_EQ(all.size(), matches.size());
  for (std::size_t i = 1; i < all.size(); ++i) {
    ASSERT_TRUE(all[i - 1].score > all[i].score ||
                (all[i - 1].score == all[i].score && all[i - 1].rank < all[i].rank));
  }
  for (const std::uint32_t count : {0U, 1U, 7U, 20U}) {
    const std::vector<Ranked> best = scorer.best(count);
    ASSERT_EQ(best.size(), count);
    for (std::uint32_t i = 0; i < count; ++i) ASSERT_EQ(best[i].rank, all[i].rank);
  }
}

TEST_F(ScoringTest, WordsThatCountAsOneAddTheirFrequencies) {
  // As if the two words were one: what any of them is worth alone is less than both together where both
  // stand.
  const RankingWeights weights;
  Matcher matcher(*snapshot_, 0, Deadline::max());
  const auto one = matcher.postings("maire");
  const auto other = matcher.postings("commune");
  Bitmap both(snapshot_->columns().size());
  Bitmap any(snapshot_->columns().size());
  one->add_to(both);
  other->add_to(any);
  both &= any;
  one->add_to(any);
  ASSERT_FALSE(both.none());
  Scorer scorer(both, *snapshot_, matcher, weights);
  scorer.add({.terms = {"maire", "commune"}});
  EXPECT_EQ(scorer.best(any.size()).size(), both.count());
  EXPECT_GT(scorer.best(1).front().score, 0);
}

TEST(TermPostings, HoldsRanksAndFrequencies) {
  struct Case {
    const char* name;
    std::vector<std::pair<Rank, std::uint32_t>> postings;
    Rank articles;
  };
  std::vector<std::pair<Rank, std::uint32_t>> every_second;
  for (Rank rank = 0; rank < 500; rank += 2) every_second.emplace_back(rank, rank + 1);
  const Case cases[] = {
      {"none", {}, 500},
      {"few", {{3, 1}, {64, 254}, {128, 255}, {499, 70'000}}, 500},
      {"many", every_second, 500},
      {"one of one", {{0, 2}}, 1},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.name);
    const TermPostings postings(c.postings, c.articles);
    EXPECT_EQ(postings.articles(), c.postings.size());
    Bitmap with(c.articles);
    postings.add_to(with);
    EXPECT_EQ(with.count(), c.postings.size());
    Bitmap odd_thirds(c.articles);
    for (Rank rank = 0; rank < c.articles; rank += 3) odd_thirds.set(rank);
    std::vector<std::uint32_t> places(odd_thirds.words());
    for (std::size_t w = 1; w < places.size(); ++w) {
      places[w] = places[w - 1] + static_cast<std::uint32_t>(std::popcount(odd_thirds.word(w - 1)));
    }
    std::vector<std::pair<Rank, std::uint32_t>> expected;
    for (const auto& posting : c.postings) {
      EXPECT_TRUE(postings.contains(posting.first));
      if (posting.first % 3 == 0) expected.push_back(posting);
    }
    std::vector<std::pair<Rank, std::uint32_t>> found;
    postings.for_each_in(odd_thirds, places, [&](Rank rank, std::uint32_t place, std::uint32_t frequency) {
      EXPECT_EQ(place, rank / 3);
      found.emplace_back(rank, frequency);
    });
    EXPECT_EQ(found, expected);
  }
}

}  // namespace
}  // namespace fonds::search
