// Texts that are longer than any that a person writes: the promises of recogniser.h hold for them, and the time they take
// grows with their length, not with its square.
#include <set>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "recognised.h"

namespace fonds::persons {
namespace {

// Bytes; what takes the square of it is not done in a minute.
constexpr std::size_t kLong = 300'000;

std::string repeated(std::string_view piece) {
  std::string text;
  while (text.size() < kLong) text += piece;
  return text;
}

void expect_promises(const std::string& text) {
  std::set<std::string> labels;
  for (const Person& person : recogniser().recognise(text)) {
    ASSERT_FALSE(person.label.empty());
    ASSERT_TRUE(labels.insert(person.label).second) << person.label;
    std::uint32_t end = 0;
    for (const Mention& mention : person.mentions) {
      ASSERT_LT(mention.begin, mention.end);
      ASSERT_LE(mention.end, text.size());
      ASSERT_GE(mention.begin, end);
      end = mention.end;
    }
  }
}

TEST(HostileText, LongTextsOfOneThing) {
  constexpr std::string_view kPieces[] = {
      "A",
      "Aa",
      "É",
      "Ab'c",
      "d'E",
      "L'",
      "O'",
      "A-",
      "A.",
      "J.-P.",
      "Jean",
      "Jean ",
      "Jean-",
      "Jean Morel ",
      "JEAN MOREL ",
      "Jean Morel, ",
      "Jean et ",
      "M. ",
      "MM. Brun, Petit et ",
      "Mme Brun ",
      "de ",
      "de La ",
      "Jean de ",
      "Jean Brun de Vaux ",
      "le maire ",
      "« Jean ",
      "\"",
      "(",
      " ",
      "\n",
      "...",
      "\u00A0",
      "Jean (1900-1950) ",
      ", 38 ans, ",
      "née ",
      "époux ",
      "rue Jean Morel ",
      "Morel. Jean Morel. ",
      "J. Morel, Jeanne Morel, ",
      "pape François ",
      "\u0301",
      "Æ",
      "Ǆ",
      "Ș",
      "\xFF",
      "Jean Morel fils ",
  };
  for (const std::string_view piece : kPieces) {
    SCOPED_TRACE(std::string(piece));
    expect_promises(repeated(piece));
    if (HasFatalFailure()) return;
  }
}

// What stands before each apostrophe of a word used to be read again for each of them.
TEST(HostileText, AWordOfApostrophes) {
  EXPECT_EQ(labels("Selon " + repeated("Ab'c") + ", Jeanne Morel, maire, a voté."),
            labels("Jeanne Morel, maire, a voté."));
}

}  // namespace
}  // namespace fonds::persons
