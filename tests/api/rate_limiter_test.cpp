// Allowances by a clock of the test's own: what a client may ask, when he may again, and what a dear request costs.
#include "server/api/rate_limiter.h"

#include <gtest/gtest.h>

#include "server/api/access_policy.h"

namespace fonds::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Allowance kAllowance{10, 20};
const RateLimiter::Clock::time_point kStart{std::chrono::hours(1000)};

http::ClientAddress address(const char* text) {
  return *http::ClientAddress::parse(text);
}

TEST(RateLimiter, ABurstAndThenSoManyASecond) {
  RateLimiter limiter;
  const auto client = address("192.0.2.1");
  for (int left = 19; left >= 0; --left) {
    const Verdict verdict = limiter.take(client, kAllowance, kStart);
    EXPECT_TRUE(verdict.allowed);
    EXPECT_EQ(verdict.remaining, left);
  }
  const Verdict refused = limiter.take(client, kAllowance, kStart);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.retry_after_seconds, 1);
  EXPECT_EQ(refused.full_in_seconds, 2);
  int allowed = 0;
  for (int i = 1; i <= 1000; ++i) {
    allowed += limiter.take(client, kAllowance, kStart + milliseconds(i)).allowed ? 1 : 0;
  }
  EXPECT_EQ(allowed, 10) << "asking more often gives nothing";
  EXPECT_EQ(limiter.take(client, kAllowance, kStart + seconds(100)).remaining, 19);
}

TEST(RateLimiter, ANetworkOfSixIsOneClient) {
  RateLimiter limiter;
  const Allowance one{1, 1};
  EXPECT_TRUE(limiter.take(address("2001:db8:1:2::1"), one, kStart).allowed);
  EXPECT_FALSE(limiter.take(address("2001:db8:1:2:ffff::9"), one, kStart).allowed);
  EXPECT_TRUE(limiter.take(address("2001:db8:1:3::1"), one, kStart).allowed);
  EXPECT_TRUE(limiter.take(address("192.0.2.1"), one, kStart).allowed);
}

TEST(RateLimiter, WhatWasDearCostsMore) {
  RateLimiter limiter;
  const auto client = address("192.0.2.1");
  limiter.take(client, kAllowance, kStart);
  limiter.charge(client, kAllowance, 9, kStart);
  EXPECT_EQ(limiter.take(client, kAllowance, kStart).remaining, 9);
  // Whatever it was, nobody is shut out for longer than it takes to fill twice.
  limiter.charge(client, kAllowance, 1'000'000'000'000, kStart);
  EXPECT_FALSE(limiter.take(client, kAllowance, kStart).allowed);
  EXPECT_FALSE(limiter.take(client, kAllowance, kStart + seconds(2)).allowed);
  EXPECT_TRUE(limiter.take(client, kAllowance, kStart + milliseconds(2'100)).allowed);
  EXPECT_EQ(limiter.take(client, kAllowance, kStart + seconds(4)).remaining, 18);
  // Who is not known owes nothing.
  limiter.charge(address("192.0.2.2"), kAllowance, 100, kStart);
  EXPECT_EQ(limiter.take(address("192.0.2.2"), kAllowance, kStart).remaining, 19);
}

class Charged : public ::testing::Test {
 protected:
  Access ask(const char* client, const std::string& key = "") {
    http::Request request;
    request.client = request.peer = address(client);
    if (!key.empty()) request.headers = {{"x-api-key", key}};
    return policy_.judge(request, kStart, 0);
  }
  RateLimiter limiter_;
  KeyRing keys_;
  AccessPolicy policy_{AccessOptions{kAllowance, {}, false, true}, limiter_, keys_};
};

TEST_F(Charged, ByTheTimeBeyondThatOfAToken) {
  policy_.charge(ask("192.0.2.1"), milliseconds(9), kStart);
  EXPECT_EQ(ask("192.0.2.1").verdict.remaining, 18) << "an ordinary search costs a request";
  policy_.charge(ask("192.0.2.1"), milliseconds(55), kStart);
  EXPECT_EQ(ask("192.0.2.1").verdict.remaining, 11);
  // This machine has no allowance that it could use up.
  policy_.charge(ask("127.0.0.1"), seconds(10), kStart);
  EXPECT_EQ(ask("127.0.0.1").verdict.remaining, 20);
}

TEST_F(Charged, TheKeyThatItCameWith) {
  Key key;
  key.name = "mairie";
  key.hash = hash_of_key("secret");
  keys_.set({key});
  policy_.charge(ask("192.0.2.1", "secret"), milliseconds(100), kStart);
  EXPECT_EQ(ask("192.0.2.1", "secret").verdict.remaining, 8);
  EXPECT_EQ(ask("192.0.2.1").verdict.remaining, 19);
}

}  // namespace
}  // namespace fonds::api
