#include "server/search/bitmap.h"

#include <random>
#include <set>

#include <gtest/gtest.h>

namespace fonds::search {
namespace {

// Every operation against a set of numbers, at sizes on both sides of a word.
class BitmapTest : public testing::TestWithParam<std::uint32_t> {
 protected:
  std::set<std::uint32_t> random_set(std::mt19937& random) const {
    std::set<std::uint32_t> set;
    for (std::uint32_t i = 0; i < GetParam(); ++i) {
      if (random() % 3 == 0) set.insert(i);
    }
    return set;
  }
  Bitmap bitmap_of(const std::set<std::uint32_t>& set) const {
    Bitmap bitmap(GetParam());
    for (const std::uint32_t i : set) bitmap.set(i);
    return bitmap;
  }
  static std::set<std::uint32_t> set_of(const Bitmap& bitmap) {
    std::set<std::uint32_t> set;
    bitmap.for_each([&](std::uint32_t i) { set.insert(i); });
    return set;
  }
};

TEST_P(BitmapTest, AgreesWithASet) {
  std::mt19937 random(GetParam());
  for (int round = 0; round < 20; ++round) {
    const auto a = random_set(random);
    const auto b = random_set(random);
    const Bitmap x = bitmap_of(a);
    EXPECT_EQ(x.count(), a.size());
    EXPECT_EQ(set_of(x), a);
    EXPECT_EQ(x.none(), a.empty());

    std::set<std::uint32_t> both, either = a, only_a, not_a;
    for (std::uint32_t i = 0; i < GetParam(); ++i) {
      if (a.contains(i) && b.contains(i)) both.insert(i);
      if (a.contains(i) && !b.contains(i)) only_a.insert(i);
      if (!a.contains(i)) not_a.insert(i);
    }
    either.insert(b.begin(), b.end());
    const Bitmap y = bitmap_of(b);
    EXPECT_EQ(x.count_and(y), both.size());
    Bitmap result = x;
    EXPECT_EQ(set_of(result &= y), both);
    result = x;
    EXPECT_EQ(set_of(result |= y), either);
    result = x;
    EXPECT_EQ(set_of(result.subtract(y)), only_a);
    result = x;
    result.flip();
    EXPECT_EQ(set_of(result), not_a);

    const std::uint32_t begin = static_cast<std::uint32_t>(random() % (GetParam() + 1));
    const std::uint32_t end = static_cast<std::uint32_t>(random() % (GetParam() + 70));
    std::uint64_t between = 0;
    std::set<std::uint32_t> range;
    for (std::uint32_t i = begin; i < std::min(end, GetParam()); ++i) {
      range.insert(i);
      between += a.contains(i) ? 1 : 0;
    }
    EXPECT_EQ(x.count(begin, end), between);
    Bitmap ranged(GetParam());
    ranged.set_range(begin, end);
    EXPECT_EQ(set_of(ranged), range);

    for (std::uint32_t i = 0; i < GetParam(); ++i) {
      const auto next = a.lower_bound(i);
      EXPECT_EQ(x.next(i), next == a.end() ? GetParam() : *next);
      const auto after = a.upper_bound(i);
      EXPECT_EQ(x.previous(i), after == a.begin() ? GetParam() : *std::prev(after));
    }
  }
}

TEST_P(BitmapTest, FullHasNoBitBeyondItsSize) {
  EXPECT_EQ(Bitmap(GetParam(), true).count(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Sizes, BitmapTest, testing::Values(0, 1, 63, 64, 65, 127, 128, 200));

}  // namespace
}  // namespace fonds::search
