#include "indexer/archive/lenient_json.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace fonds::archive {
namespace {

using nlohmann::json;

struct LenientCase {
  std::string written, strict;
};
class LenientJson : public ::testing::TestWithParam<LenientCase> {};
TEST_P(LenientJson, IsRead) {
  EXPECT_EQ(read_lenient_json(GetParam().written), json::parse(GetParam().strict)) << GetParam().written;
}

INSTANTIATE_TEST_SUITE_P(
    Table, LenientJson,
    ::testing::Values(
        LenientCase{R"({"a":"b","c":[{"d":true},null]})", R"({"a":"b","c":[{"d":true},null]})"},
        LenientCase{R"({"a":"\u00e9\ud83d\ude00\"\\\/\n"})", R"({"a":"\u00e9\ud83d\ude00\"\\\/\n"})"},
        LenientCase{R"({"a":12.50,"b":-3})", R"({"a":"12.50","b":"-3"})"},
        LenientCase{"{\"a\":\"un\ndeux\ttrois\"}", R"({"a":"un\ndeux\ttrois"})"},
        LenientCase{R"({"a":"b",})", R"({"a":"b"})"}, LenientCase{R"([{"a":"b",},])", R"([{"a":"b"}])"},
        LenientCase{R"({"a":"b"};)", R"({"a":"b"})"},
        LenientCase{"<!--\n{\"a\":\"b\"}\n//-->", R"({"a":"b"})"},
        LenientCase{"<!-- {\"a\":\"b\"} -->", R"({"a":"b"})"},
        LenientCase{"//<![CDATA[\n{\"a\":\"b\"}\n//]]>", R"({"a":"b"})"},
        LenientCase{"/*<![CDATA[*/{\"a\":\"b\"}/*]]>*/", R"({"a":"b"})"},
        LenientCase{"<![CDATA[{\"a\":\"b\"}]]>", R"({"a":"b"})"},
        LenientCase{"\xEF\xBB\xBF{\"a\":\"b\"}", R"({"a":"b"})"},
        LenientCase{"{// un mot\n\"a\":/* deux */\"b\"}", R"({"a":"b"})"},
        LenientCase{R"({"a":"l\'eau"})", R"({"a":"l'eau"})"}, LenientCase{R"({'a':'b'})", R"({"a":"b"})"},
        LenientCase{R"({a:"b",@id:"c"})", R"({"a":"b","@id":"c"})"},
        LenientCase{R"({"a":"Le "grand" bal","b":"c"})", R"({"a":"Le \"grand\" bal","b":"c"})"},
        LenientCase{R"({"a":"Dit "oui", puis non","b":"c"})", R"({"a":"Dit \"oui\", puis non","b":"c"})"},
        LenientCase{"{\"a\":\"b\"\n\"c\":\"d\"}", R"({"a":"b","c":"d"})"},
        LenientCase{R"({"a":"b"}{"c":"d"})", R"([{"a":"b"},{"c":"d"}])"},
        LenientCase{R"({"a":"b"},{"c":"d"})", R"([{"a":"b"},{"c":"d"}])"},
        LenientCase{R"(var x = {"a":"b"};)", R"({"a":"b"})"},
        LenientCase{R"({"a":"b","c":{"d":"e)", R"({"a":"b","c":{"d":"e"}})"},
        LenientCase{R"({"a":"b","a":"c"})", R"({"a":"b"})"},
        LenientCase{R"({"a":,"b":"c"})", R"({"a":null,"b":"c"})"},
        LenientCase{R"({"a":[1,2}, "b":"c"})", R"({"a":["1","2"]})"},
        LenientCase{R"({"a":"\ud83d"})", "{\"a\":\"\xEF\xBF\xBD\"}"}));

TEST(LenientJson, WhatHoldsNothingIsDiscarded) {
  for (const std::string text : {"", "  ", "42", "\"a\"", "null", "texte", "<!-- -->"}) {
    EXPECT_TRUE(read_lenient_json(text).is_discarded()) << text;
  }
}

TEST(LenientJson, SizeNumberAndDepthAreBounded) {
  EXPECT_TRUE(read_lenient_json("[" + std::string(kMaxLenientJsonBytes, ' ') + "]").is_discarded());
  std::string many = "[";
  for (std::size_t i = 0; i < 2 * kMaxLenientJsonValues; ++i) many += "{},";
  EXPECT_LE(read_lenient_json(many).size(), kMaxLenientJsonValues);
  for (const std::string open : {"[", "{\"a\":", "{\"a\":["}) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += open;
    std::size_t depth = 0;
    for (json value = read_lenient_json(deep); value.is_structured() && !value.empty();
         value = json(value.begin().value()))
      ++depth;
    EXPECT_LE(depth, static_cast<std::size_t>(kMaxLenientJsonDepth) + 1) << open;
  }
  const std::string nested = "{\"a\":" + std::string(1000, '[') + std::string(1000, ']') + ",\"b\":\"c\"}";
  EXPECT_EQ(read_lenient_json(nested)["b"], "c");
}

TEST(LenientJson, EveryBeginningAndEveryDamageIsHarmless) {
  const std::string text =
      R"(<!-- {"@graph":[{"a":"b \u00e9 \"c\"",'d':[1,{"e":null}],},/* x */{"f":true}]}; // y)";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    read_lenient_json(text.substr(0, i));
    for (const char c : {'"', '{', ']', '\\', '/'}) {
      std::string damaged = text;
      damaged.insert(i, 1, c);
      read_lenient_json(damaged);
    }
  }
}

}  // namespace
}  // namespace fonds::archive
