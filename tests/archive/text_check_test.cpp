#include "indexer/archive/text_check.h"

#include <string>

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

TEST(TextCheck, Text) {
  for (const std::string& text :
       {std::string(), std::string("Été"), std::string("\xC9t\xE9 \x92"), std::string("a\0b", 3),
        std::string("\xFF\xFE"
                    "a\0b\0",
                    6),
        std::string("un\fdeux\x1B[0m\btrois"), std::string(500, 'x') + std::string(9, '\x01')}) {
    EXPECT_TRUE(is_text(text)) << text;
  }
}

TEST(TextCheck, NoText) {
  for (const std::string& bytes :
       {std::string("PK\x03\x04"), std::string("%PDF-1.4"), std::string("\xFF\xD8\xFF\xE0\0\x10JFIF\0\1", 13),
        std::string("\x89PNG\r\n\x1A\n\0\0\0\rIHDR", 16), std::string("GIF89a"), std::string(100, '\0'),
        std::string("{\\rtf1"), std::string("\xD0\xCF\x11\xE0\0\0\0\0", 8)}) {
    EXPECT_FALSE(is_text(bytes)) << bytes;
  }
}

}  // namespace
}  // namespace fonds::archive
