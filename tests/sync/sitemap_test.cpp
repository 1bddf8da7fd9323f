#include "indexer/sync/sitemap.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sync/http_server.h"

namespace fonds::sync {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kUrlset =
    "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
    "xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\" "
    "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\">";

std::vector<std::string> urls(const PageList& list) {
  std::vector<std::string> result;
  for (const ListedPage& page : list.pages) result.push_back(page.url + "|" + page.changed);
  return result;
}

TEST(Sitemap, PagesWithImagesAndNews) {
  const PageList list =
      read_page_list(kUrlset +
                     "<url>\n <loc> https://a.example/1?x=1&amp;y=2 </loc><lastmod>2024-01-02</lastmod>"
                     "<image:image><image:loc>https://a.example/1.jpg</image:loc></image:image></url>"
                     "<url><loc>https://a.example/2</loc><news:news><news:publication_date>2024-03-04</"
                     "news:publication_date>"
                     "</news:news></url><url></url></urlset>")
          .value();
  EXPECT_EQ(list.kind, PageList::Kind::sitemap);
  EXPECT_TRUE(list.whole);
  EXPECT_THAT(urls(list),
              ElementsAre("https://a.example/1?x=1&y=2|2024-01-02", "https://a.example/2|2024-03-04"));
}

TEST(Sitemap, Index) {
  const PageList list =
      read_page_list("<sitemapindex><sitemap><loc>https://a.example/s.xml.gz</loc></sitemap></sitemapindex>")
          .value();
  EXPECT_EQ(list.kind, PageList::Kind::index);
  EXPECT_THAT(list.pages, SizeIs(1));
}

TEST(Sitemap, Compressed) {
  const std::string bytes = test::gzipped(kUrlset + "<url><loc>https://a.example/1</loc></url></urlset>");
  EXPECT_THAT(read_page_list(bytes).value().pages, SizeIs(1));
  EXPECT_FALSE(read_page_list(bytes.substr(0, bytes.size() / 2)).has_value());
}

TEST(Sitemap, Feeds) {
  const PageList rss =
      read_page_list(
          "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>"
          "<link>https://a.example/</link><atom:link href=\"https://a.example/feed\" rel=\"self\"/>"
          "<item><title>T</title><link>https://a.example/1</link>"
          "<pubDate>Tue, 02 Jan 2024 10:00:00 GMT</pubDate></item></channel></rss>")
          .value();
  EXPECT_EQ(rss.kind, PageList::Kind::feed);
  EXPECT_THAT(urls(rss), ElementsAre("https://a.example/1|Tue, 02 Jan 2024 10:00:00 GMT"));
  const PageList atom = read_page_list(
                            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><link href=\"https://a.example/\"/>"
                            "<entry><link rel=\"alternate\" href=\"https://a.example/1\"/>"
                            "<link rel=\"enclosure\" href=\"https://a.example/1.mp3\"/>"
                            "<updated>2024-01-02T00:00:00Z</updated></entry></feed>")
                            .value();
  EXPECT_THAT(urls(atom), ElementsAre("https://a.example/1|2024-01-02T00:00:00Z"));
}

TEST(Sitemap, Lines) {
  EXPECT_THAT(read_page_list("https://a.example/1\r\nhttps://a.example/2\r\n").value().pages, SizeIs(2));
}

TEST(Sitemap, WhatIsCutOffIsNotWhole) {
  const std::string whole =
      kUrlset + "<url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url></urlset>";
  const PageList list = read_page_list(whole.substr(0, whole.size() - 40)).value();
  EXPECT_FALSE(list.whole);
}

TEST(Sitemap, WhatIsNone) {
  for (const char* text : {"", "<html><body>Pas ici</body></html>", "bonjour", "<rdf/>", "\x1F\x8B"})
    EXPECT_FALSE(read_page_list(text).has_value()) << text;
  // No entity is expanded into another.
  const auto bomb = read_page_list(
      "<!DOCTYPE u [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b "
      "\"&a;&a;&a;\">]><urlset><url><loc>&b;</loc></url></urlset>");
  EXPECT_TRUE(!bomb || bomb->pages.empty());
}

TEST(Sitemap, FeedsOfAPage) {
  EXPECT_THAT(feeds_of("<link rel=\"alternate\" type=\"application/rss+xml\" title=\"Flux\" href=\"/feed/\">"
                       "<link rel='alternate' type='application/rss+xml' href='/comments/feed/'>"
                       "<link rel=\"alternate\" hreflang=\"en\" href=\"/en/\">"),
              ElementsAre("/feed/"));
}

}  // namespace
}  // namespace fonds::sync
