// What formats and protocols need of a text: letters, ends, digits, escapes.
#include <array>
#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "indexer/text/ascii.h"
#include "indexer/text/fnv.h"
#include "indexer/text/hex.h"
#include "indexer/text/percent.h"

namespace fonds::text {
namespace {

TEST(Ascii, LowerLeavesWhatIsBeyondItAlone) {
  EXPECT_EQ(ascii_lower("Content-TYPE É[Z]@"), "content-type É[z]@");
  EXPECT_EQ(ascii_lower(""), "");
}

TEST(Ascii, EndsAreTrimmed) {
  const std::pair<const char*, const char*> cases[] = {{"", ""},           {" \t\r\n", ""},        {"a", "a"},
                                                       {"  a b\n", "a b"}, {"\u00A0a", "\u00A0a"}, {"à", "à"},
                                                       {"à ", "à"}};
  for (const auto& [text, expected] : cases) EXPECT_EQ(trimmed(text), expected);
  EXPECT_EQ(trimmed("--a-b-", "-"), "a-b");
  constexpr auto kBlanks = std::to_array<std::string_view>({" ", "\u00A0", "\u202F"});
  EXPECT_EQ(trimmed_of("\u202F \u00A0à \u00A0", kBlanks), "à");
  EXPECT_EQ(trimmed_of("\u00A0\u00A0", kBlanks), "");
}

TEST(Hexadecimal, BytesAndNumbers) {
  std::string text;
  append_hex(0x0A, text);
  append_hex(0xFE, text, kHexUpper);
  EXPECT_EQ(text, "0aFE");
  EXPECT_EQ(hex(0), "0000000000000000");
  EXPECT_EQ(hex(0x0123456789ABCDEFU), "0123456789abcdef");
}

// The vectors of the draft.
TEST(Fnv, AsItIsSpecified) {
  EXPECT_EQ(digest(""), "cbf29ce484222325");
  EXPECT_EQ(digest("a"), "af63dc4c8601ec8c");
  EXPECT_EQ(digest("foobar"), "85944171f73967e8");
  EXPECT_EQ(Fnv().add("foo").add("bar").value(), Fnv().add("foobar").value());
}

TEST(Percent, EncodesAllButWhatIsUnreserved) {
  EXPECT_EQ(percent_encode("Pôle Numérique/1~2"), "P%C3%B4le%20Num%C3%A9rique%2F1~2");
  std::string bytes;
  for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
  const Decoded back = percent_decode(percent_encode(bytes));
  EXPECT_EQ(back.text, bytes);
  EXPECT_TRUE(back.well_formed);
}

TEST(Percent, WhatIsNoEscapeStays) {
  const struct {
    const char* encoded;
    const char* decoded;
    bool well_formed;
  } cases[] = {
      {"a+b", "a+b", true},      {"%C3%a9", "é", true}, {"100%", "100%", false}, {"%4", "%4", false},
      {"%zz%41", "%zzA", false}, {"%%41", "%A", false}, {"", "", true},
  };
  for (const auto& [encoded, decoded, well_formed] : cases) {
    EXPECT_EQ(percent_decode(encoded).text, decoded) << encoded;
    EXPECT_EQ(percent_decode(encoded).well_formed, well_formed) << encoded;
  }
}

}  // namespace
}  // namespace fonds::text
