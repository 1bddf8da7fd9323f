// Texts that are longer, or grow more when folded, than any that a person writes: the promises of analyzer.h
// and folding.h hold for them, and the time they take grows with their length, not with its square.
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "indexer/text/analyzer.h"
#include "indexer/text/folding.h"

namespace fonds::text {
namespace {

// Bytes; what takes the square of it is not done in a minute.
constexpr std::size_t kLong = 300'000;

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  text.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

void expect_promises(std::string_view text) {
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  std::uint32_t position = 0, last = 0;
  for (const Token& token : analysis.tokens()) {
    ASSERT_LT(token.begin, token.end);
    ASSERT_LE(token.end, text.size());
    ASSERT_GE(token.position, position);
    ASSERT_FALSE(token.folded.empty());
    ASSERT_LE(token.folded.size(), kMaxTermBytes);
    ASSERT_LE(token.written.size(), kMaxTermBytes);
    ASSERT_TRUE(is_valid_utf8(token.folded) && is_valid_utf8(token.written));
    position = token.position;
    last = std::max(last, token.position + token.span);
  }
  ASSERT_EQ(analysis.positions(), last);
  std::uint32_t end = 0;
  for (const Span& sentence : sentences(text)) {
    ASSERT_GE(sentence.begin, end);
    ASSERT_LT(sentence.begin, sentence.end);
    ASSERT_LE(sentence.end, text.size());
    end = sentence.end;
  }
}

// Letters whose forms have more bytes than they have themselves, or far more letters.
constexpr std::string_view kGrowing[] = {
    "ǆ",
    "Ǆ",
    "ǅ",
    "ǈ",
    "ǌ",
    "ǳ",
    "ŉ",
    "ŀ",
    "ĳ",
    "ǰ",
    "ΐ",
    "ΰ",
    "ﬃ",
    "ﬆ",
    "ﬖ",
    "ẞ",
    "ß",
    "İ",
    "ı",
    "ﷺ",
    "ﷻ",
    "㍍",
    "㍿",
    "㎏",
    "㏿",
    "ⅷ",
    "Ⅻ",
    "½",
    "①",
    "℻",
    "각",
    "힣",
    "각",
    "が",
    "ﾊﾟ",
    "ᾷ",
    "ᾂ",
    "ỗ",
    "ﬓ",
    "Ⱥ",
    "Ⱦ",
    "ȿ",
    "e\u0301",
    "o\u0302\u0303",
    "\u1E9B\u0323",
    "𝕬",
    "𐐀",
    "🄰",
    "豈",
    "ｅ",
    "ª",
    "²",
    "m²",
};

TEST(HostileText, FormsThatGrow) {
  for (const std::string_view letter : kGrowing) {
    for (const std::size_t times : {1, 2, 20, 21, 22, 32, 33, 63, 64, 65, 127, 128, 129, 6'000}) {
      SCOPED_TRACE(std::string(letter) + " × " + std::to_string(times));
      const std::string word = repeated(letter, times);
      for (const std::string& text :
           {word, "a" + word, word + "é", "l'" + word, "#" + word, word + "-" + word, "12" + word,
            word + "@" + word + ".fr", "É" + word + " " + word}) {
        expect_promises(text);
        if (HasFatalFailure()) return;
      }
      EXPECT_EQ(fold(fold(word)), fold(word));
      EXPECT_TRUE(is_valid_utf8(lower(word)));
    }
  }
}

TEST(HostileText, LongTextsOfOneThing) {
  constexpr std::string_view kPieces[] = {
      "a",
      "A",
      "é",
      "ǆ",
      "9",
      "'",
      "’",
      "-",
      ".",
      "·",
      ",",
      "/",
      ":",
      "(",
      ")",
      "_",
      "@",
      "#",
      "&",
      "%",
      "€",
      "+",
      "²",
      "\xC2\xAD",
      "\u200D",
      "\u0301",
      "\u0345",
      "\u0323\u0301",
      "e\u0301",
      "a'",
      "a-",
      "a.",
      "a·e",
      "9.",
      "9,",
      "9 ",
      "9/",
      "a@",
      "a_",
      "#a",
      "n°",
      "d'",
      "1er ",
      "15h",
      "M.",
      "A.",
      "S.N.",
      "ﷺ",
      "東",
      "東京都",
      "ก",
      "각",
      "ᄀ",
      "\xFF",
      "\xED\xA0\x80",
      "\xF4\x90\x80\x80",
      "\xC3",
      std::string_view("\0", 1),
      "\n",
      "\r\n",
      " ",
      "\u00A0",
      "\u2028",
      "…",
      "!»",
      "http://a.fr/",
      "va-t-",
      "R&",
      "C+",
      "Bac+5",
      "04 78 ",
      "30/01/2017 ",
      "XX",
      "aB",
      "🚲",
      "🇫🇷",
      "a\u0489",
  };
  for (const std::string_view piece : kPieces) {
    SCOPED_TRACE(std::string(piece));
    const std::string text = repeated(piece, kLong / piece.size());
    expect_promises(text);
    if (HasFatalFailure()) return;
    EXPECT_TRUE(is_valid_utf8(fold(text)));
    EXPECT_TRUE(is_valid_utf8(lower(text)));
    EXPECT_FALSE(slugify(text).empty());
  }
}

// Normalisation sorts the marks of a letter; thirty are kept.
TEST(HostileText, ALetterWithAMillionMarks) {
  const std::string text = "e" + repeated("\u0301\u0323", 500'000) + "cole";
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  ASSERT_EQ(analysis.tokens().size(), 1U);
  EXPECT_EQ(analysis.tokens()[0].folded, "ecole");
  EXPECT_EQ(analysis.tokens()[0].end, text.size());
  EXPECT_EQ(fold(text), "ecole");
  EXPECT_LE(analysis.tokens()[0].written.size(), kMaxTermBytes);
}

TEST(HostileText, AWordLongerThanSixteenBits) {
  const std::string word(70'000, 'a');
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze("un " + word + " deux", analysis);
  ASSERT_EQ(analysis.tokens().size(), 3U);
  EXPECT_EQ(analysis.tokens()[1].folded, std::string(kMaxTermBytes, 'a'));
  EXPECT_EQ(analysis.tokens()[1].end - analysis.tokens()[1].begin, word.size());
  EXPECT_EQ(analysis.tokens()[2].folded, "deux");
}

TEST(HostileText, MorePositionsThanSixteenBitsHold) {
  const std::string text = repeated("mot l'été start-up ", 100'000);
  Analyzer analyzer;
  Analysis analysis;
  analyzer.analyze(text, analysis);
  EXPECT_EQ(analysis.positions(), 400'000U);
  expect_promises(text);
}

}  // namespace
}  // namespace fonds::text
