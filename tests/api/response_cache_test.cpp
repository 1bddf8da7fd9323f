#include "server/api/response_cache.h"

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

http::Response answer(std::size_t bytes, char fill = 'x') {
  return http::Response::text(200, "text/plain", std::string(bytes, fill));
}

TEST(ResponseCache, FindsWhatWasStoredAndCountsIt) {
  ResponseCache cache(1 << 20);
  EXPECT_FALSE(cache.find("a"));
  cache.store("a", answer(10, 'a'));
  ASSERT_TRUE(cache.find("a"));
  EXPECT_EQ(*cache.find("a")->body, std::string(10, 'a'));
  EXPECT_EQ(cache.usage().hits, 2U);
  EXPECT_EQ(cache.usage().misses, 1U);
  EXPECT_GT(cache.usage().bytes, 10U);
}

TEST(ResponseCache, DropsTheLeastRecentlyUsed) {
  constexpr std::size_t kCapacity = 64 * 1024;
  ResponseCache cache(kCapacity);
  cache.store("kept", answer(4000));
  for (int i = 0; i < 100; ++i) {
    cache.store(std::to_string(i), answer(4000));
    EXPECT_TRUE(cache.find("kept"));
    EXPECT_LE(cache.usage().bytes, kCapacity);
  }
  EXPECT_FALSE(cache.find("0"));
  EXPECT_TRUE(cache.find("99"));
}

TEST(ResponseCache, OneAnswerCannotPushOutAllOthers) {
  ResponseCache cache(64 * 1024);
  cache.store("small", answer(100));
  cache.store("huge", answer(60 * 1024));
  EXPECT_FALSE(cache.find("huge"));
  EXPECT_TRUE(cache.find("small"));
}

TEST(ResponseCache, WithoutRoomNothingIsKept) {
  ResponseCache cache(0);
  cache.store("a", answer(1));
  EXPECT_FALSE(cache.find("a"));
  EXPECT_EQ(cache.usage().bytes, 0U);
}

}  // namespace
}  // namespace fonds::api
