// What the writer writes, read back by a library that has never seen it.
#include "indexer/text/json_writer.h"

#include <limits>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace fonds::text {
namespace {

TEST(JsonWriter, ObjectsArraysAndCommas) {
  JsonWriter json;
  json.open('{').key("empty").open('{').close('}').key("none").open('[').close(']');
  json.key("list")
      .open('[')
      .value(1)
      .value("two")
      .open('[')
      .value(true)
      .close(']')
      .open('{')
      .close('}')
      .close(']');
  json.member("text", "é").member("number", -7).member("large", std::uint64_t{1} << 63);
  json.member("nothing", std::optional<std::string>()).member_or_null("blank", "").close('}');
  EXPECT_EQ(json.take(), R"({"empty":{},"none":[],"list":[1,"two",[true],{}],"text":"é","number":-7,)"
                         R"("large":9223372036854775808,"nothing":null,"blank":null})");
  EXPECT_EQ(json.open('[').close(']').take(), "[]");
}

TEST(JsonWriter, AnyTextIsReadBackAsItWas) {
  std::string controls;
  for (char c = 0; c < 0x20; ++c) controls += c;
  for (const std::string& text :
       {std::string(), controls, std::string("\"\\/\x7F"), std::string("l’été œuvre 😀")}) {
    const std::string json = JsonWriter().value(text).take();
    EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), text) << json;
  }
}

TEST(JsonWriter, WhatIsNoUtf8IsReplaced) {
  struct Case {
    std::string text, expected;
  };
  const Case cases[] = {{"a\xFFz", "a\uFFFDz"}, {"a\xC3", "a\uFFFD"}, {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"}};
  for (const Case& c : cases) {
    const std::string json = JsonWriter().value(c.text).take();
    EXPECT_EQ(nlohmann::json::parse(json).get<std::string>(), c.expected) << json;
  }
}

TEST(JsonWriter, Numbers) {
  struct Case {
    double number;
    const char* json;
  };
  const Case cases[] = {{0.0, "0"}, {12.3, "12.3"}, {-0.0001, "-1e-04"}, {1e21, "1e+21"}};
  for (const Case& c : cases) EXPECT_EQ(JsonWriter().value(c.number).take(), c.json);
  EXPECT_EQ(JsonWriter().value(std::numeric_limits<double>::quiet_NaN()).take(), "null");
  EXPECT_EQ(JsonWriter().value(std::numeric_limits<double>::infinity()).take(), "null");
}

}  // namespace
}  // namespace fonds::text
