#include "indexer/archive/item_splitter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;

struct Piece {
  std::string xml;
  std::uint64_t line;
  bool whole;
  bool operator==(const Piece&) const = default;
};
void PrintTo(const Piece& piece, std::ostream* out) {
  *out << piece.line << (piece.whole ? " whole " : " broken ") << piece.xml;
}

std::vector<Piece> split(std::string_view text, std::size_t step = 1 << 20, std::size_t limit = 1 << 20) {
  TrickleStream stream(text, step);
  ItemSplitter splitter(stream, limit);
  ItemSplitter::Item item;
  std::vector<Piece> pieces;
  while (splitter.next(item)) pieces.push_back({std::string(item.xml), item.line, item.fault.empty()});
  return pieces;
}

const std::string kA = "<item><t><![CDATA[a]]></t></item>";
const std::string kB = "<item ><t>b</t></item >";

TEST(ItemSplitter, WholeItems) {
  const std::string text = "<rss>\n<channel>\n" + kA + "\n" + kB + "\n</channel></rss>";
  for (const std::size_t step : {1u, 2u, 5u, 1000u}) {
    EXPECT_THAT(split(text, step), ElementsAre(Piece{kA, 3, true}, Piece{kB, 4, true})) << step;
  }
}

TEST(ItemSplitter, HeaderAndEnd) {
  const std::string text = "<rss>\n<channel><t>x</t>\n" + kA + "</channel>";
  TrickleStream stream(text, 3);
  ItemSplitter splitter(stream, 1000);
  ItemSplitter::Item item;
  ASSERT_TRUE(splitter.next(item));
  EXPECT_EQ(splitter.header(), "<rss>\n<channel><t>x</t>\n");
  EXPECT_FALSE(splitter.next(item));
  EXPECT_TRUE(splitter.complete());
}

TEST(ItemSplitter, MarkupInCdataAndCommentsIsText) {
  const std::string item = "<item><![CDATA[</item><item>]]><!-- </item> --><x/></item>";
  EXPECT_THAT(split(item + kA), ElementsAre(Piece{item, 1, true}, Piece{kA, 1, true}));
}

TEST(ItemSplitter, UnclosedCdataCostsItsItemOnly) {
  const std::string broken = "<item><t><![CDATA[x</t>\n</item>";
  for (const std::size_t step : {1u, 7u, 1000u}) {
    EXPECT_THAT(
        split(kA + "\n" + broken + "\n" + kA + kB + "</channel>", step),
        ElementsAre(Piece{kA, 1, true}, Piece{broken, 2, false}, Piece{kA, 4, true}, Piece{kB, 4, true}));
    EXPECT_THAT(split(broken + "\n</channel>", step), ElementsAre(Piece{broken, 1, false}));
  }
}

TEST(ItemSplitter, UnclosedCommentCostsItsItemOnly) {
  const std::string broken = "<item><!-- x</item>";
  EXPECT_THAT(split(broken + "\n" + kA), ElementsAre(Piece{broken, 1, false}, Piece{kA, 2, true}));
}

TEST(ItemSplitter, MissingTagsCostOneItem) {
  EXPECT_THAT(split("<item><t>x</t>\n" + kA),
              ElementsAre(Piece{"<item><t>x</t>\n", 1, false}, Piece{kA, 2, true}));
  EXPECT_THAT(split(kA + "\n\n<t>x</t>\n</item>\n" + kB),
              ElementsAre(Piece{kA, 1, true}, Piece{"</item>", 3, false}, Piece{kB, 5, true}));
  EXPECT_THAT(split("<item><t>x</t></channel>"), ElementsAre(Piece{"<item><t>x</t>", 1, false}));
  EXPECT_THAT(split(kA + "<item><t>x"), ElementsAre(Piece{kA, 1, true}, Piece{"<item><t>x", 1, false}));
}

TEST(ItemSplitter, DoubledStartTagIsNoRecord) {
  EXPECT_THAT(split("<item>\n" + kA), ElementsAre(Piece{kA, 2, true}));
}

TEST(ItemSplitter, TextWithoutMarkupDoesNotFillMemory) {
  const std::string text = std::string(3'000'000, 'x') + kA;
  EXPECT_THAT(split(text, 1 << 16, 100'000), ElementsAre(Piece{kA, 1, true}));
}

TEST(ItemSplitter, OtherNamesAreNoItems) {
  EXPECT_THAT(split("<items><itemize>x</itemize></items>"), ElementsAre());
  EXPECT_THAT(split("<item><itemized/></item>"), ElementsAre(Piece{"<item><itemized/></item>", 1, true}));
}

TEST(ItemSplitter, TooLargeItemIsShortenedAndLinesCountOn) {
  const std::string large = "<item>" + std::string(1 << 20, '\n') + "</item>\n";
  const std::string text = large + kA;
  TrickleStream stream(text, 100'000);
  ItemSplitter splitter(stream, 200'000);
  ItemSplitter::Item item;
  ASSERT_TRUE(splitter.next(item));
  EXPECT_FALSE(item.fault.empty());
  EXPECT_EQ(item.line, 1u);
  EXPECT_LT(item.xml.size(), 400'000u);
  ASSERT_TRUE(splitter.next(item));
  EXPECT_EQ(item.xml, kA);
  EXPECT_EQ(item.line, (1u << 20) + 2);
}

}  // namespace
}  // namespace fonds::archive
