#include "server/api/colour.h"

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

TEST(Colour, IsReadAsSixDigits) {
  const auto red = parse_colour("#98281a");
  ASSERT_TRUE(red);
  EXPECT_EQ(red->red, 0x98);
  EXPECT_EQ(red->green, 0x28);
  EXPECT_EQ(red->blue, 0x1A);
  for (const char* none :
       {"", "#", "98281a", "#98281", "#98281g", "#98281a0", "rouge", "#-8281a", "#98281a;"}) {
    EXPECT_FALSE(parse_colour(none)) << none;
  }
}

TEST(Colour, ContrastIsThatOfWcag) {
  EXPECT_NEAR(contrast({0, 0, 0}, {255, 255, 255}), 21, 0.001);
  EXPECT_NEAR(contrast({0x77, 0x77, 0x77}, {255, 255, 255}), 4.478, 0.001);
  EXPECT_EQ(contrast(kPaper, kPaper), 1);
  EXPECT_GT(contrast(*parse_colour("#98281a"), kPaper), kLeastContrast);
  EXPECT_GT(contrast(*parse_colour("#f2a18d"), kDarkPaper), kLeastContrast);
}

}  // namespace
}  // namespace fonds::api
