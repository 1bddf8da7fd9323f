#include "server/api/feeds.h"

#include <gtest/gtest.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <nlohmann/json.hpp>

namespace fonds::api {
namespace {

const FeedSite kSite{"L’écho & <co>", "https://archives.example.fr"};

search::SearchResponse some_response() {
  search::SearchResponse response;
  search::Hit hit;
  hit.id = "été/100%?";
  hit.url = "https://example.fr/?a=1&b=2";
  hit.title = "L’école & <le> \"lycée\" \x01\x1F\xEF\xBF\xBE\xEF\xBF\xBF ]]>";
  hit.excerpt_html = "une <mark>école</mark> &amp; un lycée";
  hit.author = "Ève & Cie";
  hit.day = text::to_day({2017, 4, 5});
  hit.dossiers = {{"ecole", "École <1>"}};
  response.hits = {hit, search::Hit{}};
  response.hits[1].id = "undated";
  response.hits[1].title = "Sans date";
  return response;
}

class Xml {
 public:
  explicit Xml(const std::string& text)
      : doc_(xmlReadMemory(text.data(), static_cast<int>(text.size()), "", nullptr, XML_PARSE_NONET)) {
    EXPECT_NE(doc_, nullptr) << text;
  }
  ~Xml() { xmlFreeDoc(doc_); }
  Xml(const Xml&) = delete;
  Xml& operator=(const Xml&) = delete;

  std::string value(const std::string& xpath) const {
    xmlXPathContext* context = xmlXPathNewContext(doc_);
    xmlXPathObject* found =
        xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(("string(" + xpath + ")").c_str()), context);
    std::string text;
    if (found != nullptr && found->stringval != nullptr)
      text = reinterpret_cast<const char*>(found->stringval);
    xmlXPathFreeObject(found);
    xmlXPathFreeContext(context);
    return text;
  }

 private:
  xmlDoc* doc_;
};

TEST(Feeds, RssIsXmlWhateverTheArchiveHolds) {
  search::SearchRequest request;
  request.q = "<\"&\x02> été";
  const Xml feed(rss_feed(kSite, request, some_response()));
  EXPECT_EQ(feed.value("/rss/@version"), "2.0");
  EXPECT_EQ(feed.value("/rss/channel/title"), "L’écho & <co> : <\"&> été");
  EXPECT_EQ(feed.value("/rss/channel/link"),
            "https://archives.example.fr/?q=%3C%22%26%02%3E%20%C3%A9t%C3%A9");
  EXPECT_NE(feed.value("/rss/channel/description"), "");
  EXPECT_EQ(feed.value("count(/rss/channel/item)"), "2");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/title"), "L’école & <le> \"lycée\"  ]]>");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/link"),
            "https://archives.example.fr/article/%C3%A9t%C3%A9/100%25%3F");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/guid"), "été/100%?");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/pubDate").substr(0, 16), "Wed, 05 Apr 2017");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/category"), "École <1>");
  EXPECT_EQ(feed.value("/rss/channel/item[1]/description"), "une <mark>école</mark> &amp; un lycée");
  EXPECT_EQ(feed.value("count(/rss/channel/item[2]/pubDate)"), "0");
  EXPECT_EQ(feed.value(
                "/rss/channel/*[local-name()='link' and namespace-uri()='http://www.w3.org/2005/Atom']/@rel"),
            "self");
}

TEST(Feeds, JsonFeedHasItsFields) {
  search::SearchRequest request;
  request.q = "été";
  request.limit = kFeedItems;
  search::SearchResponse response = some_response();
  response.next_cursor = "abc";
  const auto feed = nlohmann::json::parse(json_feed(kSite, request, response));
  EXPECT_EQ(feed["version"], "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(feed["title"], "L’écho & <co> : été");
  EXPECT_EQ(feed["home_page_url"], "https://archives.example.fr/?q=%C3%A9t%C3%A9");
  EXPECT_EQ(feed["feed_url"], "https://archives.example.fr/feed.json?q=%C3%A9t%C3%A9");
  EXPECT_EQ(feed["next_url"], "https://archives.example.fr/feed.json?q=%C3%A9t%C3%A9&cursor=abc");
  request.limit = 10;
  EXPECT_EQ(nlohmann::json::parse(json_feed(kSite, request, response))["feed_url"],
            "https://archives.example.fr/feed.json?q=%C3%A9t%C3%A9&limit=10");
  ASSERT_EQ(feed["items"].size(), 2U);
  const auto& item = feed["items"][0];
  EXPECT_EQ(item["id"], "été/100%?");
  EXPECT_EQ(item["url"], "https://archives.example.fr/article/%C3%A9t%C3%A9/100%25%3F");
  EXPECT_EQ(item["external_url"], "https://example.fr/?a=1&b=2");
  EXPECT_EQ(item["content_html"], "une <mark>école</mark> &amp; un lycée");
  EXPECT_EQ(item["authors"][0]["name"], "Ève & Cie");
  EXPECT_EQ(item["date_published"].get<std::string>().substr(0, 10), "2017-04-05");
  EXPECT_FALSE(feed["items"][1].contains("date_published"));
}

TEST(Feeds, OpenSearchDescriptionIsXml) {
  const Xml description(opensearch_description(kSite));
  EXPECT_EQ(description.value("/*/*[local-name()='ShortName']"), "L’écho & <co>");
  EXPECT_EQ(description.value("/*/*[local-name()='Url'][@type='text/html']/@template"),
            "https://archives.example.fr/?q={searchTerms}");
  // At most 16 characters, says the specification.
  const Xml other(opensearch_description({"Les archives du petit journal", "http://localhost"}));
  EXPECT_EQ(other.value("/*/*[local-name()='ShortName']"), "Archives");
}

}  // namespace
}  // namespace fonds::api
