#include "server/desk/attempts.h"

#include <gtest/gtest.h>

namespace fonds::desk {
namespace {

using std::chrono::seconds;

http::ClientAddress address(const std::string& text) {
  return http::ClientAddress::parse(text).value();
}

AttemptLimits three_then_one_in_five() {
  return {3, seconds(5), 100};
}

class AttemptsTest : public testing::Test {
 protected:
  Attempts::Clock::time_point now = Attempts::Clock::now();
  Attempts attempts{three_then_one_in_five()};
  bool may(const std::string& from, const std::string& account, const std::string& device = "") {
    return !attempts.take(address(from), account, device, now);
  }
};

TEST_F(AttemptsTest, AnAddressHasAFewAndThenOneInAWhile) {
  for (const char* account : {"a", "b", "c"}) EXPECT_TRUE(may("192.0.2.1", account));
  EXPECT_FALSE(may("192.0.2.1", "d"));
  EXPECT_EQ(attempts.take(address("192.0.2.1"), "d", "", now), seconds(5));
  EXPECT_TRUE(may("192.0.2.2", "d"));
  // What came too early has cost nothing.
  now += seconds(5);
  EXPECT_TRUE(may("192.0.2.1", "d"));
  EXPECT_FALSE(may("192.0.2.1", "e"));
}

TEST_F(AttemptsTest, AnAccountHasTheSameWhereverTheyComeFrom) {
  for (int i = 1; i <= 3; ++i) EXPECT_TRUE(may("192.0.2." + std::to_string(i), "marie"));
  EXPECT_FALSE(may("192.0.2.9", "marie"));
  EXPECT_TRUE(may("192.0.2.9", "paul"));
  // IPv6 counts by subscriber.
  for (int i = 1; i <= 2; ++i) EXPECT_TRUE(may("2001:db8::" + std::to_string(i), "x" + std::to_string(i)));
  EXPECT_TRUE(may("2001:db8::3", "x3"));
  EXPECT_FALSE(may("2001:db8::4", "x4"));
}

TEST_F(AttemptsTest, AKnownBrowserHasItsOwn) {
  for (int i = 1; i <= 200; ++i) may("192.0.2." + std::to_string(i), "marie");
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(may("192.0.2.1", "marie", "phone"));
  EXPECT_FALSE(may("192.0.2.1", "marie", "phone"));
  attempts.succeeded(address("192.0.2.1"), "phone");
  EXPECT_TRUE(may("192.0.2.1", "marie", "phone"));
}

// Ten thousand guesses from as many addresses: the account's bucket and the bounded table hold.
TEST_F(AttemptsTest, ACrowdOfAddressesGetsNoMore) {
  int compared = 0;
  for (int i = 0; i < 10'000; ++i) {
    const std::string from = "10.0." + std::to_string(i / 250) + "." + std::to_string(1 + i % 250);
    compared += may(from, "marie") ? 1 : 0;
    now += std::chrono::milliseconds(10);
  }
  EXPECT_LE(compared, 3 + 20);
}

}  // namespace
}  // namespace fonds::desk
