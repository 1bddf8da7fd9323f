// A page as a content system gives it, and what is read from it: the table's row of the page tests.
#pragma once

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/html_page.h"
#include "indexer/text/calendar.h"
#include "tests/archive/collected.h"

namespace fonds::archive {

inline CollectingSink read_page(std::string_view html) {
  CollectingSink sink;
  read_html_page(html, "page", {}, sink);
  return sink;
}

// A paragraph as long as those of real articles.
inline const std::string kStory =
    "Le moulin du Pré a rouvert ses portes après huit ans de travaux, et les premiers sacs de farine sont "
    "partis "
    "chez le boulanger du bourg dès le lendemain.";
inline const std::string kP = "<p>" + kStory + "</p>";

struct Shape {
  std::string name, html;
  // What is expected; a date as 2013-05-04, "" = none.
  std::string title, date, author, body;
};

inline void expect_read(const Shape& shape) {
  const CollectingSink sink = read_page(shape.html);
  ASSERT_THAT(sink.articles, ::testing::SizeIs(1));
  const Article& article = sink.articles[0];
  EXPECT_EQ(article.title, shape.title);
  EXPECT_EQ(article.day ? text::iso(*article.day) : "", shape.date);
  EXPECT_EQ(article.author, shape.author);
  EXPECT_EQ(article.body, shape.body);
}

inline std::string shape_name(const ::testing::TestParamInfo<Shape>& info) {
  return info.param.name;
}

}  // namespace fonds::archive
