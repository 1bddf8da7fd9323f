#include "indexer/threads/lru_cache.h"

#include <string>

#include <gtest/gtest.h>

namespace fonds {
namespace {

using Cache = LruCache<int, std::string>;

TEST(LruCache, DropsWhatWasNotUsedForTheLongestTime) {
  Cache cache(30, 30);
  cache.keep(1, "one", 10);
  cache.keep(2, "two", 10);
  cache.keep(3, "three", 10);
  EXPECT_EQ(cache.find(1), "one");
  cache.keep(4, "four", 10);
  EXPECT_EQ(cache.find(2), std::nullopt);
  EXPECT_EQ(cache.find(1), "one");
  EXPECT_EQ(cache.find(3), "three");
  EXPECT_EQ(cache.find(4), "four");
}

TEST(LruCache, AnEntryTakesTheRoomOfSeveral) {
  Cache cache(30, 30);
  for (int i = 0; i < 3; ++i) cache.keep(i, "small", 10);
  cache.keep(9, "large", 25);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(cache.find(i), std::nullopt) << i;
  EXPECT_EQ(cache.find(9), "large");
}

TEST(LruCache, WhatIsTooLargeDrivesNothingOut) {
  Cache cache(30, 15);
  cache.keep(1, "one", 10);
  cache.keep(2, "two", 16);
  EXPECT_EQ(cache.find(2), std::nullopt);
  EXPECT_EQ(cache.find(1), "one");
}

TEST(LruCache, AKeyIsKeptOnceWithItsLastValue) {
  Cache cache(30, 30);
  cache.keep(1, "first", 20);
  cache.keep(1, "second", 5);
  EXPECT_EQ(cache.find(1), "second");
  EXPECT_EQ(cache.usage().entries, 1U);
  EXPECT_EQ(cache.usage().bytes, 5U);
}

TEST(LruCache, TellsWhatItDid) {
  Cache cache(30, 30);
  cache.keep(1, "one", 10);
  cache.find(1);
  cache.find(1);
  cache.find(2);
  cache.erase(1);
  cache.erase(7);
  const CacheUsage usage = cache.usage();
  EXPECT_EQ(usage.hits, 2U);
  EXPECT_EQ(usage.misses, 1U);
  EXPECT_EQ(usage.entries, 0U);
  EXPECT_EQ(usage.bytes, 0U);
}

}  // namespace
}  // namespace fonds
