#include "server/http/url.h"

#include <random>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>

#include "server/http/query_string.h"

namespace fonds::http {
namespace {

using testing::ElementsAre;

TEST(Url, Decodes) {
  struct Case {
    std::string_view encoded, as_path, as_form;
    bool well_formed;
  };
  for (const auto& [encoded, as_path, as_form, well_formed] : std::vector<Case>{
           {"", "", "", true},
           {"abc", "abc", "abc", true},
           {"a+b", "a+b", "a b", true},
           {"a%20b", "a b", "a b", true},
           {"a%2Bb", "a+b", "a+b", true},
           {"%C3%A9cole", "école", "école", true},
           {"%c3%a9cole", "école", "école", true},
           {"%", "%", "%", false},
           {"100%", "100%", "100%", false},
           {"%2", "%2", "%2", false},
           {"%zz", "%zz", "%zz", false},
           {"%2z", "%2z", "%2z", false},
           {"%%41", "%A", "%A", false},
           {"%2541", "%41", "%41", true},  // once only
           {"école", "école", "école", true},
       }) {
    EXPECT_EQ(decode_path(encoded).text, as_path) << encoded;
    EXPECT_EQ(decode_form(encoded).text, as_form) << encoded;
    EXPECT_EQ(decode_path(encoded).well_formed, well_formed) << encoded;
    EXPECT_EQ(decode_form(encoded).well_formed, well_formed) << encoded;
  }
  EXPECT_EQ(decode_path("a%00b").text, std::string("a\0b", 3));
}

TEST(Url, Encodes) {
  EXPECT_EQ(encode_component("Pôle Numérique/1~2"), "P%C3%B4le%20Num%C3%A9rique%2F1~2");
  EXPECT_EQ(encode_form("a b+c&d=é"), "a+b%2Bc%26d%3D%C3%A9");
}

TEST(Url, DecodingUndoesEncoding) {
  std::mt19937 random(7);
  for (int i = 0; i < 500; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    EXPECT_EQ(decode_path(encode_component(bytes)).text, bytes);
    EXPECT_EQ(decode_form(encode_form(bytes)).text, bytes);
  }
}

TEST(QueryString, Parses) {
  const std::vector<std::tuple<std::string_view, std::vector<Parameter>>> cases{
      {"", {}},
      {"&&", {}},
      {"q=", {{"q", ""}}},
      {"q", {{"q", ""}}},
      {"=v", {{"", "v"}}},
      {"q=a=b", {{"q", "a=b"}}},
      {"q=%C3%A9cole+num%C3%A9rique&limit=5", {{"q", "école numérique"}, {"limit", "5"}}},
      {"dossier=a&dossier=-b&dossier=a", {{"dossier", "a"}, {"dossier", "-b"}, {"dossier", "a"}}},
      {"q=100%&x=1", {{"q", "100%", false}, {"x", "1"}}},
      {"a;b=1", {{"a;b", "1"}}},
      {"%71=mairie", {{"q", "mairie"}}},
  };
  for (const auto& [raw, parameters] : cases) {
    EXPECT_EQ(QueryString::parse(raw).parameters(), parameters) << raw;
  }
}

TEST(QueryString, FindsAndChanges) {
  auto query = QueryString::parse("q=pont&dossier=a&dossier=b&page=2");
  EXPECT_EQ(query.get("q"), "pont");
  EXPECT_EQ(query.get("absent"), std::nullopt);
  EXPECT_THAT(query.all("dossier"), ElementsAre("a", "b"));
  query.set("q", "école & lycée");
  query.remove("page");
  query.remove("dossier", "a");
  query.add("dossier", "c");
  EXPECT_EQ(query.encode(), "q=%C3%A9cole+%26+lyc%C3%A9e&dossier=b&dossier=c");
  query.set("dossier", "d");
  query.set("sort", "newest");
  EXPECT_EQ(query.encode(), "q=%C3%A9cole+%26+lyc%C3%A9e&dossier=d&sort=newest");
  EXPECT_FALSE(query.has("page"));
}

TEST(QueryString, EncodingKeepsWhatWasParsed) {
  std::mt19937 random(11);
  constexpr std::string_view letters = "ab&=+%20é#";
  for (int i = 0; i < 1000; ++i) {
    std::string raw;
    for (auto n = random() % 20; n > 0; --n) raw += letters[random() % letters.size()];
    const auto query = QueryString::parse(raw);
    const auto again = QueryString::parse(query.encode());
    ASSERT_EQ(again.parameters().size(), query.parameters().size()) << raw;
    for (std::size_t j = 0; j < query.parameters().size(); ++j) {
      EXPECT_EQ(again.parameters()[j].name, query.parameters()[j].name) << raw;
      EXPECT_EQ(again.parameters()[j].value, query.parameters()[j].value) << raw;
    }
  }
}

}  // namespace
}  // namespace fonds::http
