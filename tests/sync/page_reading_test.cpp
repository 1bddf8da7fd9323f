// A reader beside a site that has a sitemap and no API.
#include <map>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/sync/live_site.h"
#include "tests/archive/collected.h"
#include "tests/sync/http_server.h"

namespace fonds::sync {
namespace {

using archive::CollectingSink;
using archive::Ending;
using test::Failure;
using test::HttpServer;
using test::Reply;
using test::Request;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

struct Page {
  std::string words;
  std::string changed = "2024-01-01";  // in the sitemap; "" = it does not say
  bool listed = true;
  int version = 1;
};

class PlainSite {
 public:
  explicit PlainSite(int count) : server_([this](const Request& request) { return answer(request); }) {
    for (int i = 1; i <= count; ++i)
      pages["/article-" + std::to_string(i)] = {"Le texte " + std::to_string(i) + "."};
  }

  std::string address() const { return server_.address(); }
  HttpServer& server() { return server_; }

  std::map<std::string, Page> pages;
  std::map<std::string, Reply> instead;  // by path
  std::string robots;
  bool has_sitemap = true, is_compressed = false, gives_etags = true;

 private:
  std::string sitemap() const {
    std::string xml = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">";
    for (const auto& [path, page] : pages) {
      if (!page.listed) continue;
      xml += "<url><loc>" + address() + path + "</loc>";
      if (!page.changed.empty()) xml += "<lastmod>" + page.changed + "</lastmod>";
      xml += "</url>";
    }
    return xml + "</urlset>";
  }

  Reply answer(const Request& request) {
    if (const auto found = instead.find(request.path); found != instead.end()) return found->second;
    if (request.path == "/robots.txt") return robots.empty() ? Reply{404} : Reply{200, robots};
    if (request.path == "/sitemap.xml" && has_sitemap)
      return {
          200, is_compressed ? test::gzipped(sitemap()) : sitemap(), {{"Content-Type", "application/xml"}}};
    if (request.path == "/") return {200, "<html><head><title>Une</title></head><body>Une</body></html>"};
    const auto found = pages.find(request.path);
    if (found == pages.end()) return {404, "<html>Pas ici</html>"};
    const std::string etag = "\"" + request.path + std::to_string(found->second.version) + "\"";
    const auto match = request.headers.find("if-none-match");
    if (gives_etags && match != request.headers.end() && match->second == etag) return {304};
    Reply reply{200, "<html lang=\"fr\"><head><title>Titre</title></head><body><article><h1>Titre</h1><p>" +
                         found->second.words + "</p></article></body></html>"};
    if (gives_etags) reply.headers["ETag"] = etag;
    return reply;
  }

  HttpServer server_;
};

class ArchiveOfPages {
 public:
  explicit ArchiveOfPages(const std::string& address) : address_(address) {}

  CollectingSink read() {
    SiteOptions options;
    options.address = address_;
    options.id_prefix = "p/";
    options.accept_loss = accept_loss;
    options.network.wait = [](std::chrono::milliseconds) {};
    options.network.retries = 1;
    options.network.total_timeout = std::chrono::milliseconds(2000);
    LiveSite site(std::move(options),
                  {memory_, [this](const std::string& id) { return articles.contains(id); }});
    CollectingSink sink;
    site.read(sink);
    for (const std::string& id : sink.held) EXPECT_TRUE(articles.contains(id)) << id;
    for (const archive::Article& article : sink.articles) articles[article.id] = article;
    for (const std::string& id : sink.removed) articles.erase(id);
    memory_ = site.memory();
    report = site.report();
    return sink;
  }

  bool accept_loss = false;
  std::map<std::string, archive::Article> articles;
  SiteReport report;

 private:
  std::string address_, memory_;
};

TEST(PlainSite, IsReadByItsSitemap) {
  PlainSite site(3);
  for (const std::string& address : {site.address(), site.address() + "/sitemap.xml"}) {
    ArchiveOfPages archive(address);
    const CollectingSink sink = archive.read();
    EXPECT_THAT(sink.breaks, IsEmpty());
    ASSERT_THAT(archive.articles, SizeIs(3));
    const archive::Article& article = archive.articles.at("p/article-1");
    EXPECT_EQ(article.title, "Titre");
    EXPECT_EQ(article.body, "Le texte 1.");
    EXPECT_EQ(article.url, site.address() + "/article-1");
    EXPECT_TRUE(archive.report.complete);
  }
}

TEST(PlainSite, OnlyWhatChangedIsFetched) {
  PlainSite site(20);
  ArchiveOfPages archive(site.address());
  archive.read();
  site.pages["/article-2"] = {"Un autre texte.", "2024-02-02", true, 2};
  site.pages["/article-99"] = {"Nouveau.", "2024-02-02"};
  site.server().forget_requests();
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.articles, SizeIs(2));
  EXPECT_EQ(archive.articles.at("p/article-2").body, "Un autre texte.");
  std::size_t pages = 0;
  for (const Request& request : site.server().requests())
    pages += request.path.starts_with("/article") ? 1 : 0;
  EXPECT_EQ(pages, 2U);
}

TEST(PlainSite, WhereTheSitemapSaysNothingTheServerIsAsked) {
  PlainSite site(4);
  for (auto& [path, page] : site.pages) page.changed.clear();
  ArchiveOfPages archive(site.address());
  archive.read();
  site.pages["/article-2"].words = "Un autre texte.";
  site.pages["/article-2"].version = 2;
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.articles, SizeIs(1));
  EXPECT_THAT(sink.held, SizeIs(3));
  EXPECT_EQ(archive.articles.at("p/article-2").body, "Un autre texte.");
}

TEST(PlainSite, APageIsGoneAfterTwoReadingsWithoutIt) {
  PlainSite site(4);
  ArchiveOfPages archive(site.address());
  archive.read();
  site.pages.erase("/article-2");
  archive.read();
  EXPECT_THAT(archive.articles, SizeIs(4));
  EXPECT_THAT(archive.read().removed, ElementsAre("p/article-2"));
  EXPECT_THAT(archive.articles, SizeIs(3));
  // And back.
  site.pages["/article-2"] = {"De retour."};
  archive.read();
  EXPECT_THAT(archive.articles, SizeIs(4));
}

TEST(PlainSite, APageThatIsNoLongerListedStays) {
  PlainSite site(4);
  ArchiveOfPages archive(site.address());
  archive.read();
  site.pages["/article-2"].listed = false;
  for (int i = 0; i < 3; ++i) archive.read();
  EXPECT_THAT(archive.articles, SizeIs(4));
}

TEST(PlainSite, RobotsAreObeyed) {
  PlainSite site(3);
  site.robots = "User-agent: *\nDisallow: /article-2\nSitemap: " + site.address() + "/plan.xml\n";
  site.instead["/plan.xml"] = {
      200, "<sitemapindex><sitemap><loc>" + site.address() + "/sitemap.xml</loc></sitemap></sitemapindex>"};
  site.is_compressed = true;
  ArchiveOfPages archive(site.address());
  const CollectingSink sink = archive.read();
  EXPECT_THAT(archive.articles, SizeIs(2));
  EXPECT_THAT(sink.left_out, ElementsAre("page that robots.txt forbids"));
}

TEST(PlainSite, AFeedHasWhatTheSitemapHasNotYet) {
  PlainSite site(2);
  site.pages["/fraiche"] = {"Toute fraîche.", "", false};
  site.instead["/"] = {
      200, "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed\"></head></html>"};
  site.instead["/feed"] = {
      200, "<rss><channel><item><link>" + site.address() + "/fraiche</link></item></channel></rss>"};
  ArchiveOfPages archive(site.address());
  archive.read();
  EXPECT_TRUE(archive.articles.contains("p/fraiche"));
}

TEST(PlainSite, Redirects) {
  PlainSite site(3);
  ArchiveOfPages archive(site.address());
  archive.read();
  // Moved to a page that is listed: there is one article, not two.
  site.instead["/article-1"] = {301, "", {{"Location", "/article-2"}}};
  site.pages["/article-1"].changed = "2024-05-05";
  site.instead["/article-3"] = {301, "", {{"Location", "/article-3"}}};
  site.pages["/article-3"].changed = "2024-05-05";
  const CollectingSink sink = archive.read();
  EXPECT_THAT(sink.removed, IsEmpty());
  ASSERT_THAT(sink.rejections, SizeIs(1));
  EXPECT_THAT(sink.rejections[0].reason, HasSubstr("redirects"));
  EXPECT_THAT(archive.read().removed, ElementsAre("p/article-1"));
  EXPECT_TRUE(archive.articles.contains("p/article-3"));
  // One that only leads to the home page is gone as well.
  site.instead["/article-2"] = {302, "", {{"Location", "/"}}};
  site.pages["/article-2"].changed = "2024-05-06";
  EXPECT_THAT(archive.read().removed, IsEmpty());
  EXPECT_EQ(archive.articles.at("p/article-2").body, "Le texte 2.");
  EXPECT_THAT(archive.read().removed, ElementsAre("p/article-2"));
}

// A site that is not well answers every page with the same words, and 200.
TEST(PlainSite, PagesThatAllSayTheSameStayAsTheyWere) {
  PlainSite site(30);
  ArchiveOfPages archive(site.address());
  archive.read();
  for (auto& [path, page] : site.pages) {
    page = {"Le site fait peau neuve.", "2024-05-05", true, 2};
  }
  site.pages["/article-7"].words = "Un autre texte.";
  const CollectingSink unwell = archive.read();
  EXPECT_THAT(unwell.rejections, SizeIs(29));
  EXPECT_EQ(archive.articles.at("p/article-1").body, "Le texte 1.");
  EXPECT_EQ(archive.articles.at("p/article-30").body, "Le texte 30.");
  EXPECT_EQ(archive.articles.at("p/article-7").body, "Un autre texte.");
  // Well again, though nothing says that a page has changed since.
  int number = 0;
  for (auto& [path, page] : site.pages) page.words = "De nouveau " + std::to_string(++number) + ".";
  EXPECT_THAT(archive.read().articles, SizeIs(29));
  // Two addresses may hold one article.
  site.pages["/article-1"] = site.pages["/article-2"] = {"Le même.", "2024-06-06", true, 3};
  EXPECT_THAT(archive.read().rejections, IsEmpty());
}

TEST(PlainSite, OneBrokenPageCostsOnlyItself) {
  const std::vector<Reply> kBroken = {{500},
                                      {429, "", {{"Retry-After", "1"}}},
                                      {403},
                                      {200, std::string(1000, 'x'), {}, Failure::cut},
                                      {200, std::string(17u << 20, 'x')}};
  for (const Reply& reply : kBroken) {
    PlainSite site(4);
    ArchiveOfPages archive(site.address());
    archive.read();
    site.instead["/article-2"] = reply;
    site.pages["/article-2"].changed = "2024-05-05";
    site.pages["/article-4"] = {"Un autre texte.", "2024-05-05", true, 2};
    const CollectingSink sink = archive.read();
    EXPECT_THAT(sink.rejections, SizeIs(1)) << reply.status;
    EXPECT_THAT(archive.articles, SizeIs(4)) << reply.status;
    EXPECT_EQ(archive.articles.at("p/article-4").body, "Un autre texte.");
    site.instead.clear();
    archive.read();
    EXPECT_TRUE(archive.report.complete);
  }
}

TEST(PlainSite, ABrokenSiteRemovesNothing) {
  const std::vector<Reply> kBroken = {
      {500}, {404}, {200, "<urlset><url><loc>http://"}, {200, "<html>Erreur</html>"}};
  for (const Reply& reply : kBroken) {
    PlainSite site(4);
    ArchiveOfPages archive(site.address());
    archive.read();
    site.instead["/sitemap.xml"] = reply;
    for (int i = 0; i < 3; ++i) EXPECT_THAT(archive.read().breaks, SizeIs(1)) << reply.status << reply.body;
    EXPECT_THAT(archive.articles, SizeIs(4));
  }
  PlainSite site(40);
  ArchiveOfPages archive(site.address());
  archive.read();
  site.pages.clear();
  site.pages["/article-1"] = {"Le seul."};
  for (int i = 0; i < 3; ++i) archive.read();
  EXPECT_THAT(archive.articles, SizeIs(40));
  archive.accept_loss = true;
  archive.read();
  EXPECT_THAT(archive.articles, SizeIs(1));
}

TEST(PlainSite, NeitherApiNorSitemap) {
  PlainSite site(1);
  site.has_sitemap = false;
  ArchiveOfPages archive(site.address());
  const CollectingSink sink = archive.read();
  ASSERT_THAT(sink.breaks, SizeIs(1));
  EXPECT_EQ(sink.breaks[0].first, Ending::unknown_kind);
}

}  // namespace
}  // namespace fonds::sync
