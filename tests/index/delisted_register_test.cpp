#include "indexer/index/delisted_register.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::index {
namespace {

using testing::HasSubstr;
using testing::Not;

DelistedRegister register_of(const char* text, const DelistedRegister& before = {}) {
  return {archive::parse_delisting(text), before};
}

TEST(DelistedRegister, KnowsAnArticleAfterItHasBeenWrittenAndRead) {
  const std::string bytes = register_of("la-halle\nhttps://journal.exemple/2014/pont/\n").encode();
  EXPECT_THAT(bytes, Not(HasSubstr("halle")));
  EXPECT_THAT(bytes, Not(HasSubstr("pont")));
  auto read = DelistedRegister::decode(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->encode(), bytes);
  EXPECT_TRUE(read->takes_out("la-halle", ""));
  EXPECT_TRUE(read->takes_out("x", "http://www.journal.exemple/2014/pont"));
  EXPECT_FALSE(read->takes_out("le-pont", "https://journal.exemple/2014/halle"));
  EXPECT_TRUE(read->entries()[0].effective);
  EXPECT_TRUE(read->entries()[1].effective);
}

TEST(DelistedRegister, DamagedBytesAreNoRegister) {
  const std::string bytes = register_of("a\nb\n").encode();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(DelistedRegister::decode(bytes.substr(0, size))) << size;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0x10);
    EXPECT_FALSE(DelistedRegister::decode(changed)) << at;
  }
}

TEST(DelistedRegister, TellsWhatIsNewAndWhatIsNoMore) {
  DelistedRegister before = register_of("a\nb\n");
  EXPECT_TRUE(before.takes_out("a", ""));
  const DelistedRegister same = register_of("# deux\nb\na\n", before);
  EXPECT_FALSE(same.names_more_than(before));
  EXPECT_EQ(same.no_longer_named(before), 0U);
  EXPECT_FALSE(same.entries()[0].effective);
  EXPECT_TRUE(same.entries()[1].effective);
  const DelistedRegister more = register_of("a\nb\nc\n", before);
  EXPECT_TRUE(more.names_more_than(before));
  const DelistedRegister fewer = register_of("b\n", before);
  EXPECT_FALSE(fewer.names_more_than(before));
  EXPECT_EQ(fewer.no_longer_named(before), 1U);
}

TEST(DelistedRegister, OfTwoIndexesTheSameIdIsNotTheSameBytes) {
  EXPECT_NE(register_of("a\n").encode(), register_of("a\n").encode());
  EXPECT_EQ(DelistedRegister().encode(), DelistedRegister().encode());
}

}  // namespace
}  // namespace fonds::index
