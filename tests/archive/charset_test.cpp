#include "indexer/archive/charset.h"

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct Case {
  std::string bytes, declared, text;
};
class DecodeText : public ::testing::TestWithParam<Case> {};
TEST_P(DecodeText, IsUtf8) {
  EXPECT_EQ(decode_text(GetParam().bytes, GetParam().declared), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Table, DecodeText,
                         ::testing::Values(Case{"été", "", "été"},
                                           Case{"\xEF\xBB\xBF"
                                                "été",
                                                "iso-8859-1", "été"},
                                           Case{"\xE9t\xE9", "", "été"}, Case{"\x80 \x92 \x9C", "", "€ ’ œ"},
                                           Case{"\xE9t\xE9", "utf-8", "été"},
                                           Case{"\xA4 \xBD", "ISO-8859-15", "€ œ"},
                                           Case{"\xA4", "ISO-8859-1", "¤"},
                                           Case{"été", "iso-8859-1", "été"},  // a page that lies about itself
                                           Case{"\xC3\xA9t\xC3\xA9 \xFF", "", "été \xEF\xBF\xBD"},
                                           Case{std::string("\xFF\xFE\xE9\x00t\x00", 6), "", "ét"},
                                           Case{std::string("\xFE\xFF\xD8\x3D\xDE\x00", 6), "", "😀"},
                                           Case{std::string("\xFE\xFF\xD8\x3D\x00", 5), "", "\xEF\xBF\xBD"},
                                           Case{"", "", ""}));

TEST(DeclaredCharset, FromMeta) {
  EXPECT_EQ(declared_charset("<html><meta charset=\"UTF-8\">"), "utf-8");
  EXPECT_EQ(declared_charset("<META http-equiv='Content-Type' content='text/html; charset=iso-8859-15'>"),
            "iso-8859-15");
  EXPECT_EQ(declared_charset("<meta name=x><p>charset=no"), "");
}

}  // namespace
}  // namespace fonds::archive
