#include "indexer/archive/json_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/archive/collected.h"

namespace fonds::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

CollectingSink read_json(std::string_view text, std::size_t step = 7) {
  TrickleStream stream(text, step);
  CollectingSink sink;
  read_json_file(stream, {}, sink);
  return sink;
}

std::vector<std::string> ids(const CollectingSink& sink) {
  std::vector<std::string> result;
  for (const Article& article : sink.articles) result.push_back(article.id);
  return result;
}

constexpr std::string_view kFirst = R"({"id":"a","body":"{[\"]"})", kSecond = R"({"id":"b","body":"\\"})";

TEST(JsonFile, ArraysAndObjects) {
  const std::string a(kFirst), b(kSecond);
  for (const std::string& text : {"[" + a + "," + b + "]", "\xEF\xBB\xBF [\n" + a + " ,\n\n " + b + "\n]\n",
                                  a + b, a + "\n" + b + "\n"}) {
    for (const std::size_t step : {1U, 3U, 1000U}) {
      const CollectingSink sink = read_json(text, step);
      EXPECT_THAT(ids(sink), ElementsAre("a", "b")) << text;
      EXPECT_THAT(sink.rejections, IsEmpty()) << text;
      EXPECT_THAT(sink.breaks, IsEmpty()) << text;
    }
  }
}

TEST(JsonFile, WhatIsNoArticleIsRejectedAlone) {
  const CollectingSink sink = read_json("[1,\n\"x\", null,\n" + std::string(kFirst) + ",\n{\"id\":\"c\"}]");
  EXPECT_THAT(ids(sink), ElementsAre("a"));
  EXPECT_THAT(sink.lines, ElementsAre(3U));
  EXPECT_THAT(sink.rejections, SizeIs(4));
  EXPECT_EQ(sink.rejections.back().line, 4U);
  EXPECT_EQ(sink.rejections.back().id, "c");
}

TEST(JsonFile, EveryTruncationIsSeen) {
  const std::string text = "[" + std::string(kFirst) + ",\n" + std::string(kSecond) + "]";
  for (std::size_t size = 0; size < text.size(); ++size) {
    const CollectingSink sink = read_json(text.substr(0, size));
    ASSERT_THAT(sink.breaks, SizeIs(1)) << size;
    EXPECT_EQ(sink.breaks[0].first, size == 0 ? Ending::without_article : Ending::cut_off) << size;
  }
  EXPECT_EQ(read_json("[]").breaks.at(0).first, Ending::without_article);
}

}  // namespace
}  // namespace fonds::archive
