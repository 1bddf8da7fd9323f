#include "indexer/archive/jsonl.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/text/calendar.h"
#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CollectingSink read_lines(std::string_view lines) {
  CollectingSink sink;
  read_jsonl(*memory_stream(lines, Compression::none, "test"), {}, sink);
  return sink;
}

TEST(JsonLines, AllFieldsOfTheContract) {
  const CollectingSink sink = read_lines(
      R"({"id":"a/1","title":"Le titre","body":"Un.\nDeux.","format":"text","date":"2017-04-05T23:30:00Z",)"
      R"("modified":"2018-01-01","url":"https://example.org/a","author":"Guy","lead":"Chapô","source":"Le Progrès",)"
      R"("lang":"fr","dossiers":["École","Mairie"],"persons":["Anne Roy"],"unknown":{"x":[1,{"y":null}]}})");
  ASSERT_THAT(sink.rejections, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(1));
  const Article& article = sink.articles[0];
  EXPECT_EQ(article.id, "a/1");
  EXPECT_EQ(article.title, "Le titre");
  EXPECT_EQ(article.body, "Un.\nDeux.");
  EXPECT_EQ(text::iso(article.day.value()), "2017-04-06");  // half past one in Paris
  EXPECT_EQ(text::rfc3339(article.published.value()), "2017-04-05T23:30:00Z");
  EXPECT_TRUE(article.modified.has_value());
  EXPECT_EQ(article.url, "https://example.org/a");
  EXPECT_EQ(article.author, "Guy");
  EXPECT_EQ(article.lead, "Chapô");
  EXPECT_EQ(article.source, "Le Progrès");
  EXPECT_EQ(article.lang, "fr");
  EXPECT_THAT(article.dossiers, ElementsAre("École", "Mairie"));
  EXPECT_THAT(article.persons, ElementsAre("Anne Roy"));
}

TEST(JsonLines, ControlCharactersInAStringCostNothing) {
  const CollectingSink sink =
      read_lines("{\"id\":\"a\",\"title\":\"Con\x11seil\",\"body\":\"un\tdeux\x02\"}\n");
  EXPECT_THAT(sink.rejections, IsEmpty());
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_EQ(sink.articles[0].title, "Conseil");
  EXPECT_EQ(sink.articles[0].body, "un deux");
}

TEST(JsonLines, NullIsAbsent) {
  const CollectingSink sink = read_lines(
      R"({"id":"a","title":"T","body":"","date":null,"author":null,"dossiers":null,"format":null})");
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_FALSE(sink.articles[0].day.has_value());
}

TEST(JsonLines, ToleratesByteOrderMarkCrlfAndBlankLines) {
  const CollectingSink sink =
      read_lines("\xEF\xBB\xBF{\"id\":\"a\",\"body\":\"x\"}\r\n\r\n   \n{\"id\":\"b\",\"body\":\"y\"}");
  EXPECT_THAT(sink.rejections, IsEmpty());
  EXPECT_THAT(sink.lines, ElementsAre(1u, 4u));
}

TEST(JsonLines, DateWithoutTimeIsNoInstant) {
  const CollectingSink sink = read_lines(R"({"id":"a","body":"x","date":"2017-04-05"})");
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_FALSE(sink.articles[0].published.has_value());
}

TEST(JsonLines, HtmlAndMarkdownBodiesBecomeText) {
  const CollectingSink sink = read_lines(
      "{\"id\":\"h\",\"format\":\"html\",\"body\":\"<p>Un <b>mot</b></p><script>alert(1)</script><p>a &lt; "
      "b</p>\"}\n"
      "{\"id\":\"m\",\"format\":\"markdown\",\"body\":\"# Titre\\n\\nUn *mot* et "
      "[lien](https://example.org/).\"}");
  ASSERT_THAT(sink.articles, SizeIs(2));
  EXPECT_EQ(sink.articles[0].body, "Un mot\n\na < b");
  EXPECT_EQ(sink.articles[1].body, "Titre\n\nUn mot et lien.");
  ASSERT_THAT(sink.articles[1].links, SizeIs(1));
  EXPECT_EQ(sink.articles[1].links[0].href, "https://example.org/");
}

struct Fault {
  std::string line, reason, id;
};

class JsonLinesFault : public ::testing::TestWithParam<Fault> {};

TEST_P(JsonLinesFault, CostsItsLineOnly) {
  const std::string good = R"({"id":"good","body":"x"})";
  const CollectingSink sink =
      read_lines(good + "\n" + GetParam().line + "\n" + R"({"id":"good2","body":"x"})");
  EXPECT_THAT(sink.articles, SizeIs(2));
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_EQ(sink.rejections[0].line, 2u);
  EXPECT_THAT(sink.rejections[0].reason, HasSubstr(GetParam().reason));
  EXPECT_EQ(sink.rejections[0].id, GetParam().id);
}

INSTANTIATE_TEST_SUITE_P(
    Table, JsonLinesFault,
    ::testing::Values(
        Fault{R"({"title":"x","body":"y"})", "'id' is missing", ""},
        Fault{R"({"id":"x","title":"y"})", "'body' is missing", "x"},
        Fault{R"({"id":7,"body":"y"})", "'id' must be a string", ""},
        Fault{R"({"id":"x","body":["y"]})", "'body' must be a string", "x"},
        Fault{R"({"body":{"id":"inner"},"id":"x"})", "'body' must be a string", "x"},
        Fault{R"({"id":"x","body":"","title":false})", "'title' must be a string", "x"},
        Fault{R"({"id":"x","body":"","date":2017})", "'date' must be a string", "x"},
        Fault{R"({"id":"x","body":"","date":"31 mars"})", "'date' is not an ISO 8601 date: \"31 mars\"", "x"},
        Fault{R"({"id":"x","body":"","date":"2017-02-29"})", "'date' is not an ISO 8601 date", "x"},
        Fault{R"({"id":"x","body":"","modified":"hier"})", "'modified' is not an ISO 8601 date", "x"},
        Fault{R"({"id":"x","body":"","format":"rtf"})", "'format' is \"rtf\"", "x"},
        Fault{R"({"id":"x","body":"","dossiers":"École"})", "'dossiers' must be an array of strings", "x"},
        Fault{R"({"id":"x","body":"","dossiers":["a",1]})", "'dossiers' must be an array of strings", "x"},
        Fault{R"({"id":"x","body":"","persons":[["a"]]})", "'persons' must be an array of strings", "x"},
        Fault{R"({"id":"x","body":"","persons":[null]})", "'persons' must be an array of strings", "x"},
        Fault{R"({"id":"x","body":"y")", "not JSON", "x"},
        Fault{R"({"id":"x","body":"y"} {})", "not JSON", "x"}, Fault{R"(["id"])", "not a JSON object", ""},
        Fault{R"("id")", "not a JSON object", ""}, Fault{R"({"id":"x","body":"\ud83d"})", "not JSON", "x"},
        Fault{"{\"id\":\"x\",\"body\":\"a\xFFz\"}", "at column 20", "x"},
        Fault{"{\"id\":\"x\",\"body\":\"a\xC2 z\"}", "at column 21", "x"}));

TEST(JsonLines, NestingBombIsHarmless) {
  const CollectingSink sink = read_lines(
      "{\"id\":\"x\",\"body\":\"\",\"extra\":" + std::string(2'000'000, '[') + "\n" +
      "{\"id\":\"y\",\"body\":\"\",\"extra\":" + std::string(500'000, '[') + std::string(500'000, ']') + "}");
  EXPECT_THAT(sink.rejections, SizeIs(1));
  EXPECT_THAT(sink.articles, SizeIs(1));
}

TEST(JsonLines, TooLongLineIsRejectedAndReadingGoesOn) {
  const std::string long_line = "{\"id\":\"long\",\"body\":\"" + std::string(kMaxRecordBytes, 'x') + "\"}\n";
  const CollectingSink sink = read_lines(long_line + R"({"id":"b","body":"y"})");
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_THAT(sink.rejections[0].reason, HasSubstr("64 MiB"));
  ASSERT_THAT(sink.articles, SizeIs(1));
  EXPECT_THAT(sink.lines, ElementsAre(2u));
}

TEST(JsonLines, BordersOfReadsDoNotMatter) {
  const std::string lines =
      "{\"id\":\"a\",\"body\":\"é\"}\n\n{\"id\":\"b\",\"body\":\"y\"}\r\n{\"id\":\"c\",\"body\":\"z\"}";
  for (const std::size_t step : {1u, 2u, 3u, 7u}) {
    TrickleStream stream(lines, step);
    CollectingSink sink;
    read_jsonl(stream, {}, sink);
    EXPECT_THAT(sink.lines, ElementsAre(1u, 3u, 4u)) << step;
  }
}

}  // namespace
}  // namespace fonds::archive
