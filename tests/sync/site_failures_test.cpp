// A site with a sitemap that fails as sites do, at each place that is asked for: whatever it does, no article goes, none
// is spoilt, and the next reading of the healed site finds what has changed.
#include <map>
#include <mutex>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/sync/live_site.h"
#include "tests/archive/collected.h"
#include "tests/sync/http_server.h"

namespace fonds::sync {
namespace {

using archive::CollectingSink;
using test::Failure;
using test::HttpServer;
using test::Reply;
using test::Request;

struct Trouble {
  const char* name;
  Reply reply;
};

const std::vector<Trouble>& troubles() {
  static const std::vector<Trouble> all = {
      {"500", {500, "<html>Erreur</html>"}},
      {"503 for ten minutes", {503, "<html>Maintenance</html>", {{"Retry-After", "600"}}}},
      {"429", {429, "", {{"Retry-After", "2"}}}},
      {"nothing comes", {200, std::string(1000, ' '), {}, Failure::silence}},
      {"cut", {200, std::string(1000, ' '), {}, Failure::cut}},
      {"closed at once", {200, "", {}, Failure::no_answer}},
      {"a body without an end", {200, std::string((64u << 20) + 1, ' ')}},
      {"a redirect to itself", {302, "", {{"Location", "/boucle"}}}},
      {"a redirect into this machine", {302, "", {{"Location", "http://localhost:1/"}}}},
      {"a redirect to a file", {302, "", {{"Location", "file:///etc/passwd"}}}},
      {"compressed, and more than it says",
       {200, test::gzipped(std::string(80u << 20, ' ')), {{"Content-Encoding", "gzip"}}}},
      {"compressed, it says", {200, "no gzip at all", {{"Content-Encoding", "gzip"}}}},
      {"no text", {200, std::string("\x89PNG\r\n\0\0\0\0", 10)}},
      {"an empty page", {200, ""}},
      {"forbidden", {403, "<html>Interdit</html>"}},
  };
  return all;
}

class FailingSite {
 public:
  FailingSite() : server_([this](const Request& request) { return answer(request); }) {}
  std::string address() const { return server_.address(); }

  // An answer that is still being made when its reader has given up must not be taken from under it.
  void fail_at(const std::string& path, const Reply& reply) {
    const std::lock_guard lock(mutex_);
    instead_[path] = reply;
  }
  void heal() {
    const std::lock_guard lock(mutex_);
    instead_.clear();
  }
  void change(const std::string& path, const std::string& text) {
    const std::lock_guard lock(mutex_);
    changed_ = "2024-02-02";
    words_[path] = text;
  }

 private:
  Reply answer(const Request& request) const {
    const std::lock_guard lock(mutex_);
    if (const auto found = instead_.find(request.path); found != instead_.end()) return found->second;
    if (request.path == "/boucle") return {302, "", {{"Location", "/boucle"}}};
    if (request.path == "/robots.txt") return {200, "Sitemap: " + address() + "/plan.xml\n"};
    if (request.path == "/plan.xml") {
      return {200, "<sitemapindex><sitemap><loc>" + address() + "/pages.xml</loc></sitemap></sitemapindex>"};
    }
    if (request.path == "/pages.xml") {
      std::string xml = "<urlset>";
      for (const auto& [path, text] : words_)
        xml += "<url><loc>" + address() + path + "</loc><lastmod>" + changed_ + "</lastmod></url>";
      return {200, xml + "</urlset>"};
    }
    const auto found = words_.find(request.path);
    if (found == words_.end()) return request.path == "/" ? Reply{200, "<html>Une</html>"} : Reply{404};
    return {200, "<html lang=\"fr\"><head><title>Titre</title></head><body><article><h1>Titre</h1><p>" +
                     found->second + "</p></article></body></html>"};
  }

  mutable std::mutex mutex_;
  // by path
  std::map<std::string, Reply> instead_;
  std::map<std::string, std::string> words_ = {
      {"/un", "Le premier texte."}, {"/deux", "Le deuxième texte."}, {"/trois", "Le troisième texte."}};
  std::string changed_ = "2024-01-01";
  HttpServer server_;
};

// What a reader holds, by id: its text.
class Holdings {
 public:
  explicit Holdings(const FailingSite& site) : site_(site) {}

  void read() {
    SiteOptions options;
    options.address = site_.address();
    options.network.wait = [](std::chrono::milliseconds) {};
    options.network.retries = 0;
    options.network.total_timeout = std::chrono::milliseconds(1000);
    options.id_prefix = "p/";
    LiveSite live(options, {memory_, [this](const std::string& id) { return texts.contains(id); }});
    CollectingSink sink;
    live.read(sink);
    for (const archive::Article& article : sink.articles) texts[article.id] = article.body;
    for (const std::string& id : sink.removed) texts.erase(id);
    for (const std::string& id : sink.withdrawn) texts.erase(id);
    memory_ = live.memory();
    said = !sink.breaks.empty() || !sink.rejections.empty() || !sink.left_out.empty();
  }

  std::map<std::string, std::string> texts;
  // what went wrong
  bool said = false;

 private:
  const FailingSite& site_;
  std::string memory_;
};

class SiteFailures : public testing::TestWithParam<const char*> {};

TEST_P(SiteFailures, TakeNothingAwayAndHeal) {
  const std::string place = GetParam();
  for (const Trouble& trouble : troubles()) {
    SCOPED_TRACE(trouble.name);
    FailingSite site;
    Holdings holdings(site);
    holdings.read();
    const auto before = holdings.texts;
    ASSERT_EQ(before.size(), 3U);
    site.fail_at(place, trouble.reply);
    site.change("/trois", "Un autre texte.");
    for (int reading = 0; reading < 3; ++reading) {
      holdings.read();
      ASSERT_EQ(holdings.texts.size(), 3U);
      EXPECT_EQ(holdings.texts.at("p/un"), before.at("p/un"));
    }
    site.heal();
    holdings.read();
    EXPECT_EQ(holdings.texts.size(), 3U);
    EXPECT_EQ(holdings.texts.at("p/trois"), "Un autre texte.");
    EXPECT_EQ(holdings.texts.at("p/un"), before.at("p/un"));
    EXPECT_FALSE(holdings.said);
  }
}

INSTANTIATE_TEST_SUITE_P(At, SiteFailures,
                         testing::Values("/robots.txt", "/plan.xml", "/pages.xml", "/", "/un"),
                         [](const auto& each) {
                           std::string name(each.param + 1);
                           for (char& c : name) c = c == '.' ? '_' : c;
                           return name.empty() ? std::string("front") : name;
                         });

}  // namespace
}  // namespace fonds::sync
