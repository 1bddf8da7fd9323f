#include "indexer/archive/delisting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/archive/article_names.h"

namespace fonds::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Named {
  const char* id;
  const char* url = "";
};

bool names(const Delisting& delisting, const Named& article) {
  const std::vector<std::string> of_article = names_of(article.id, article.url);
  for (const Delisting::Line& line : delisting.lines) {
    for (const std::string& name : line.names) {
      if (std::find(of_article.begin(), of_article.end(), name) != of_article.end()) return true;
    }
  }
  return false;
}

TEST(Delisting, EveryFormOfAnIdOrAnAddressNamesItsArticle) {
  struct Row {
    const char* line;
    Named article;
  };
  const Row rows[] = {
      {"marché-couvert", {"marché-couvert"}},
      {"march%C3%A9-couvert", {"marché-couvert"}},
      {"march%c3%a9-couvert", {"marché-couvert"}},
      {"march%25C3%25A9-couvert", {"marché-couvert"}},
      {"marche\u0301-couvert", {"marché-couvert"}},
      {"marché-couvert", {"marche\u0301-couvert"}},
      {"march\xE9-couvert", {"marché-couvert"}},
      {"100%", {"100%"}},
      {"100%25", {"100%"}},
      {"a%2Fb", {"a/b"}},
      {"a/b/", {"a/b"}},
      {"/a/b", {"a/b"}},
      {"page#2", {"page#2"}},
      {"page#2   # demande du 3 mars", {"page#2"}},
      {"b 2 # remarque", {"b 2"}},
      {"b%202\t#remarque", {"b 2"}},
      {"a\u00A0# remarque", {"a"}},
      {"a# remarque", {"a"}},
      {"\u00A0 a \u202F", {"a"}},
      {"\uFEFFa", {"a"}},
      {"\"a\"", {"a"}},
      {"«\u00A0a\u00A0»", {"a"}},
      // This site, wherever it stands.
      {"https://archives.exemple/article/a%2Fb", {"a/b"}},
      {"https://archives.exemple/article/a/b/", {"a/b"}},
      {"http://ARCHIVES.exemple:8080/archives/article/march%C3%A9?q=halle#haut", {"marché"}},
      {"archives.exemple/article/march%C3%A9", {"marché"}},
      {"/article/march%C3%A9", {"marché"}},
      {"<https://archives.exemple/article/x%2Farticle%2Fy>", {"x/article/y"}},
      {"https://archives.exemple/api/v1/articles/a", {"a"}},
      {"https%3A%2F%2Farchives.exemple%2Farticle%2Fa", {"a"}},
      // Its own site.
      {"https://journal.exemple/2014/halle/", {"wp-7", "https://journal.exemple/2014/halle"}},
      {"http://www.journal.exemple/2014/halle", {"wp-7", "https://journal.exemple/2014/halle/"}},
      {"journal.exemple/2014/halle", {"wp-7", "https://www.journal.exemple/2014/halle/"}},
      {"//JOURNAL.exemple:443/2014/halle", {"wp-7", "https://journal.exemple/2014/halle/"}},
      {"HTTPS://Journal.Exemple./2014//halle/", {"wp-7", "https://journal.exemple/2014/halle/"}},
      {"<https://journal.exemple/2014/halle/?utm_source=lettre&xtor=RSS-1#debut>",
       {"wp-7", "https://journal.exemple/2014/halle/"}},
      {"https://journal.exemple/2014/halle/?page=2", {"wp-7", "https://journal.exemple/2014/halle/"}},
      {"https://journal.exemple/2014/halle/", {"wp-7", "https://journal.exemple/2014/halle/?utm_medium=rss"}},
      {"https://journal.exemple/2014/%C3%A9t%C3%A9", {"wp-7", "https://journal.exemple/2014/été/"}},
      {"https://journal.exemple/2014/été", {"wp-7", "https://journal.exemple/2014/%c3%a9t%c3%a9/"}},
      {"https://école.exemple/x", {"wp-7", "https://xn--cole-9oa.exemple/x"}},
      {"https://xn--cole-9oa.exemple/x", {"wp-7", "https://ÉCOLE.exemple/x"}},
      {"https://journal.exemple/lire?b=2&id=12&amp;utm_x=1", {"x", "http://journal.exemple/lire?id=12&b=2"}},
      {"https://journal.exemple/?p=12", {"wp-12"}},
      {"https://ÉCOLE.exemple:8443/x", {"wp-7", "https://xn--cole-9oa.exemple:8443/x"}},
      {"http://journal.exemple/x/", {"https://www.journal.exemple/x"}},
      {"https://journal.exemple/#!/halle", {"x", "https://journal.exemple/#!/halle"}},
  };
  for (const Row& row : rows) {
    const Delisting delisting = parse_delisting(row.line);
    EXPECT_TRUE(names(delisting, row.article)) << row.line;
    EXPECT_EQ(delisting.lines.size(), 1U) << row.line;
    EXPECT_THAT(delisting.errors, IsEmpty()) << row.line;
  }
}

TEST(Delisting, AnotherArticleIsNotNamed) {
  struct Row {
    const char* line;
    Named article;
  };
  const Row rows[] = {
      {"page #2", {"page #2"}},
      {"a", {"b"}},
      {"A", {"a"}},
      {"a-2", {"a"}},
      {"page#2", {"page"}},
      {"https://archives.exemple/article/a%23b", {"a"}},
      {"https://journal.exemple/a%23b", {"x", "https://journal.exemple/a"}},
      {"https://journal.exemple/lire?id=12", {"x", "https://journal.exemple/lire?id=13"}},
      {"https://journal.exemple/?p=12", {"x", "https://journal.exemple/"}},
      {"https://journal.exemple/#!/halle", {"x", "https://journal.exemple/#!/autre"}},
      {"https://journal.exemple/2014/halle", {"halle"}},
      {"https://journal.exemple/2014/halle", {"x", "https://autre.exemple/2014/halle"}},
      {"https://journal.exemple/2014/", {"x", "https://journal.exemple/2014/halle"}},
      {"https://journal.exemple/article", {"article"}},
      {"ftp://journal.exemple/2014/halle", {"x", "https://journal.exemple/2014/halle"}},
  };
  for (const Row& row : rows) EXPECT_FALSE(names(parse_delisting(row.line), row.article)) << row.line;
}

TEST(Delisting, LinesAreNumberedAsAnEditorSeesThem) {
  struct Row {
    std::string text;
    std::vector<std::uint64_t> lines;
  };
  const Row rows[] = {
      {"", {}},
      {"a", {1}},
      {"\xEF\xBB\xBF"
       "a\r\n\r\n  b  \r\n",
       {1, 3}},
      {"a\rb\r", {1, 2}},
      {"# rien\n   # rien\n#rien\n\u00A0\na", {5}},
      {"a\na\n", {1, 2}},
      {std::string("\xFF\xFE"
                   "a\0\n\0b\0",
                   8),
       {1, 2}},
  };
  for (const Row& row : rows) {
    const Delisting delisting = parse_delisting(row.text);
    std::vector<std::uint64_t> numbers;
    for (const Delisting::Line& line : delisting.lines) numbers.push_back(line.number);
    EXPECT_THAT(numbers, testing::ElementsAreArray(row.lines)) << row.text;
    EXPECT_THAT(delisting.errors, IsEmpty()) << row.text;
  }
}

TEST(Delisting, ALineThatIsNoIdIsNamedAndTheOthersHold) {
  const Delisting delisting =
      parse_delisting("a\n\x01\n" + std::string(201, 'x') + "\nb\n" + std::string(10'000, 'y') + "\n");
  EXPECT_TRUE(names(delisting, {"a"}));
  EXPECT_TRUE(names(delisting, {"b"}));
  ASSERT_EQ(delisting.errors.size(), 3U);
  EXPECT_EQ(delisting.errors[0].line, 2U);
  EXPECT_EQ(delisting.errors[1].line, 3U);
  EXPECT_EQ(delisting.errors[2].line, 5U);
}

TEST(Delisting, WhatAMisspeltLineMayHaveBeenMeantFor) {
  EXPECT_THAT(ids_meant(names_meant("https://journal.exemple/2014/04/la-halle/?x=1")),
              testing::Contains("la-halle"));
  EXPECT_THAT(ids_meant(names_meant("la-hale")), ElementsAre("la-hale"));
}

}  // namespace
}  // namespace fonds::archive
