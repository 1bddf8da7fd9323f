#include "indexer/archive/charset.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace fonds::archive {
namespace {

struct CharsetCase {
  std::string bytes, declared, text;
};
class DecodeText : public ::testing::TestWithParam<CharsetCase> {};
TEST_P(DecodeText, IsUtf8) {
  EXPECT_EQ(decode_text(GetParam().bytes, GetParam().declared), GetParam().text);
}

// "L’été à Sète, où l’œuvre coûte 15 €" in four charsets.
const std::string kFrench = "L’été à Sète, où l’œuvre coûte 15 €";
const std::string k1252 = "L\x92\xE9t\xE9 \xE0 S\xE8te, o\xF9 l\x92\x9Cuvre co\xFBte 15 \x80";
const std::string kMac = "L\xD5\x8Et\x8E \x88 S\x8Fte, o\x9D l\xD5\xCFuvre co\x9Ete 15 \xDB";

INSTANTIATE_TEST_SUITE_P(
    Declared, DecodeText,
    ::testing::Values(CharsetCase{"été", "", "été"}, CharsetCase{"\xE9t\xE9", "", "été"},
                      CharsetCase{k1252, "windows-1252", kFrench}, CharsetCase{k1252, "ISO-8859-1", kFrench},
                      CharsetCase{k1252, "latin1", kFrench}, CharsetCase{k1252, "us-ascii", kFrench},
                      CharsetCase{kMac, "macintosh", kFrench}, CharsetCase{kMac, "x-mac-roman", kFrench},
                      CharsetCase{"\xA4 \xBD", "ISO-8859-15", "€ œ"},
                      CharsetCase{"\xA4 \xBD \x92", "iso-8859-15", "€ œ ’"},
                      CharsetCase{"\xA4", "ISO-8859-1", "¤"},
                      CharsetCase{"\xA3\xF3"
                                  "d\x9F",
                                  "windows-1250", "Łódź"},
                      CharsetCase{"p\xF8\xEDli\x9A", "windows-1250", "příliš"},
                      CharsetCase{"\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", "Привет"},
                      CharsetCase{"\x82t\x82", "ibm850", "été"},
                      CharsetCase{"\x93\xFA\x96{", "shift_jis", "日本"},
                      CharsetCase{"\xE9t\xE9", "x-inconnu", "été"}, CharsetCase{"", "", ""}));

INSTANTIATE_TEST_SUITE_P(
    Contradicted, DecodeText,
    ::testing::Values(CharsetCase{"été", "iso-8859-1", "été"}, CharsetCase{"été", "utf-16", "été"},
                      CharsetCase{"été", "macintosh", "été"}, CharsetCase{"\xE9t\xE9", "utf-8", "été"},
                      CharsetCase{kMac, "iso-8859-1", kFrench}, CharsetCase{kMac, "", kFrench},
                      CharsetCase{k1252, "macintosh", kFrench}, CharsetCase{k1252, "utf-8", kFrench},
                      CharsetCase{"d\x82j\x85 \x82t\x82, h\x82las", "", "déjà été, hélas"},
                      // Two bytes tell nothing: the declaration is believed.
                      CharsetCase{"\xE9", "macintosh", "È"}));

INSTANTIATE_TEST_SUITE_P(
    Utf8AndUtf16, DecodeText,
    ::testing::Values(
        CharsetCase{"\xEF\xBB\xBFété", "iso-8859-1", "été"},
        CharsetCase{"d\xC3\xA9j\xC3\xA0 \xC3\xA9t\xC3\xA9 \x80 l\xE9ger", "", "déjà été € léger"},
        CharsetCase{"\xC3\xA9t\xC3\xA9 \xFF", "", "été \xEF\xBF\xBD"},
        CharsetCase{"d\xC3\xA9j\xC3\xA0 coup\xC3", "utf-8", "déjà coup\xEF\xBF\xBD"},
        CharsetCase{"d\xC3\xA9j\xC3\xA0 \xC3\xA9t\xC3\xA9 l\xE2\x80", "", "déjà été l\xEF\xBF\xBD"},
        CharsetCase{"d\xC3\xA9j\xC3\xA0 \xE9t\xC3\xA9", "iso-8859-1", "déjà été"},
        CharsetCase{std::string("\xFF\xFE\xE9\x00t\x00", 6), "", "ét"},
        CharsetCase{std::string("\xFE\xFF\xD8\x3D\xDE\x00", 6), "", "😀"},
        CharsetCase{std::string("\xFE\xFF\xD8\x3D\x00", 5), "", "\xEF\xBF\xBD"},
        CharsetCase{std::string("<\0p\0>\0\xE9\0t\0\xE9\0!\0", 14), "", "<p>été!"},
        CharsetCase{std::string("\0<\0p\0>\0\xE9\0t\0\xE9\0!", 14), "", "<p>été!"}));

TEST(DeclaredCharset, FromMetaOrXml) {
  const std::vector<std::pair<std::string, std::string>> rows = {
      {"<html><meta charset=\"UTF-8\">", "utf-8"},
      {"<META http-equiv='Content-Type' content='text/html; charset=iso-8859-15'>", "iso-8859-15"},
      {"<meta http-equiv=Content-Type content=\"text/html; charset = iso-8859-15 \">", "iso-8859-15"},
      {"<meta charset = 'macintosh' />", "macintosh"},
      {"<meta\ncharset=\"windows-1250\"/>", "windows-1250"},
      {"<head><!--" + std::string(5000, 'x') + "--><meta charset=iso-8859-15>", "iso-8859-15"},
      {"<head><style>" + std::string(100'000, ' ') + "</style><meta charset=iso-8859-15>", "iso-8859-15"},
      {"<!-- <meta charset=utf-8> --><meta charset=iso-8859-1>", "iso-8859-1"},
      {"<script>'<meta charset=utf-8>'</script><meta charset=iso-8859-1>", "iso-8859-1"},
      {"<meta name=description content='charset=utf-8'><meta charset=iso-8859-1>", "iso-8859-1"},
      {"<?xml version=\"1.0\" encoding='ISO-8859-15' ?><html>", "iso-8859-15"},
      {"<?xml version='1.0' encoding='utf-8'?><meta charset=iso-8859-1>", "iso-8859-1"},
      {"<meta name=x><p>charset=no", ""},
      {"<meta charset>", ""},
      {"<metadata charset=x>", ""},
      {"<!-- <meta charset=x>", ""},
      {"", ""}};
  for (const auto& [html, charset] : rows) EXPECT_EQ(declared_charset(html), charset) << html.substr(0, 200);
}

}  // namespace
}  // namespace fonds::archive
