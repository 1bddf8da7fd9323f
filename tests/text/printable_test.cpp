#include "indexer/text/printable.h"

#include <gtest/gtest.h>

namespace fonds::text {
namespace {

TEST(Printable, WhatATerminalWouldObeyIsShown) {
  const struct {
    std::string_view text, shown;
  } cases[] = {
      {"", ""},
      {"Été 🚲 a\xC2\xA0"
       "b",
       "Été 🚲 a\xC2\xA0"
       "b"},
      {"a\nb\tc\r", "a\\nb\\tc\\r"},
      {"\x1B[2J\x7F", "\\x1B[2J\\x7F"},
      {std::string_view("\0", 1), "\\x00"},
      {"\xC2\x9B", "\\x9B"},  // the other escape
      {"\xE2\x80\xAE"
       "gpj",
       "\\u202Egpj"},                // from right to left
      {"\xE2\x80\xA8", "\\u2028"},   // line separator
      {"a\xFF\xC3", "a\\xFF\\xC3"},  // no UTF-8
  };
  for (const auto& test : cases) EXPECT_EQ(printable(test.text), test.shown);
}

}  // namespace
}  // namespace fonds::text
