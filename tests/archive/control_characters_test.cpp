#include "indexer/archive/control_characters.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

TEST(ControlCharacters, AreDroppedAndNothingElse) {
  const std::pair<std::string, std::string> rows[] = {
      {std::string("a\0b", 3), "ab"},
      {"a\x01\x1F"
       "b\x7F",
       "ab"},
      {"a\tb\nc\r\n", "a\tb\nc\r\n"},
      {"a\f"
       "b\v",
       "a b "},
      {"12 \xC2\x80, au c\xC2\x9Cur\xC2\x81, \xC2\x8A", "12 €, au cœur, Š"},
      {"\xC2\xA0\xC3\xA9", "\xC2\xA0é"},
      {"\xEF\xBF\xBE\xEF\xBF\xBF", ""},
      {"\xEF\xBF\xBD", "\xEF\xBF\xBD"},
      {"", ""},
      {"\xC2", "\xC2"},
      // broken
      {"\xC2 x", "\xC2 x"},
      {"\xC2\"", "\xC2\""}};
  for (const auto& [text, plain] : rows) {
    EXPECT_EQ(without_control_characters(text), plain);
    EXPECT_EQ(has_control_characters(text), text != plain) << plain;
  }
}

}  // namespace
}  // namespace fonds::archive
