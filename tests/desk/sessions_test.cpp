#include "server/desk/sessions.h"

#include <gtest/gtest.h>

namespace fonds::desk {
namespace {

TEST(Sessions, LastTwelveHours) {
  Sessions sessions;
  const Accounts accounts{{{"marie", "hash"}, {"paul", "other"}}, {}};
  const auto now = Sessions::Clock::now();
  const std::string marie = sessions.open(accounts.list[0], now), paul = sessions.open(accounts.list[1], now);
  ASSERT_TRUE(sessions.find(marie, accounts, now));
  EXPECT_EQ(sessions.find(marie, accounts, now)->account, "marie");
  EXPECT_NE(sessions.find(marie, accounts, now)->form_token, sessions.find(paul, accounts, now)->form_token);
  EXPECT_TRUE(sessions.find(marie, accounts, now + std::chrono::hours(12) - std::chrono::seconds(1)));
  EXPECT_FALSE(sessions.find(marie, accounts, now + std::chrono::hours(12)));
  // It does not come back.
  EXPECT_FALSE(sessions.find(marie, accounts, now));
  EXPECT_TRUE(sessions.find(paul, accounts, now));
  EXPECT_FALSE(sessions.find("", accounts, now));
}

TEST(Sessions, EndWithThePasswordThatOpenedThem) {
  Sessions sessions;
  const Accounts before{{{"marie", "hash"}}, {}}, after{{{"marie", "another"}}, {}};
  const auto now = Sessions::Clock::now();
  const std::string token = sessions.open(before.list[0], now);
  EXPECT_FALSE(sessions.find(token, after, now));
}

TEST(Sessions, AreBounded) {
  Sessions sessions;
  const Accounts accounts{{{"marie", "hash"}}, {}};
  auto now = Sessions::Clock::now();
  const std::string oldest = sessions.open(accounts.list[0], now);
  for (std::size_t i = 0; i < Sessions::kMost; ++i)
    sessions.open(accounts.list[0], now += std::chrono::milliseconds(1));
  EXPECT_FALSE(sessions.find(oldest, accounts, now));
  EXPECT_EQ(sessions.close_all("marie"), Sessions::kMost);
}

}  // namespace
}  // namespace fonds::desk
