#include "server/search/cursor.h"

#include <gtest/gtest.h>

namespace fonds::search {
namespace {

TEST(Cursor, RoundTrips) {
  const Cursor cursor{Sort::oldest, 123'456, 17.25, std::string("\0\xff\x7f\x01 é/id", 11), "000012-abc"};
  const auto back = decode_cursor(encode(cursor));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->sort, cursor.sort);
  EXPECT_EQ(back->given, cursor.given);
  EXPECT_EQ(back->score, cursor.score);
  EXPECT_EQ(back->order_key, cursor.order_key);
  EXPECT_EQ(back->generation, cursor.generation);
}

TEST(Cursor, IsSafeInAUrl) {
  const std::string text = encode({Sort::newest, 1, 0, "\xff\xfe\xfd key", "g"});
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
}

TEST(Cursor, WhatIsNotOneIsRefused) {
  const std::string good = encode({Sort::newest, 1, 0, "key", "generation"});
  EXPECT_FALSE(decode_cursor(""));
  EXPECT_FALSE(decode_cursor("n'importe quoi"));
  EXPECT_FALSE(decode_cursor("AAAA"));
  for (std::size_t length = 0; length < good.size(); ++length) {
    EXPECT_FALSE(decode_cursor(good.substr(0, length))) << length;
  }
}

}  // namespace
}  // namespace fonds::search
