#include "tests/api/service.h"

#include <gtest/gtest.h>

namespace fonds::test {

namespace {

constexpr unsigned kWorkers = 2;
constexpr std::chrono::milliseconds kLookForNewIndex{10};

http::ServerOptions any_port(http::Networks trusted_proxies) {
  http::ServerOptions options;
  options.port = 0;
  options.trusted_proxies = std::move(trusted_proxies);
  return options;
}

}  // namespace

const char* const kAwkwardId = "2017/été 100%?q=x&y#z+\"<é>";

Service::Service(const std::filesystem::path& index, api::ApplicationOptions options, std::size_t queue,
                 http::Networks trusted_proxies)
    : engine_(index, {kWorkers}),
      pool_(kWorkers, queue),
      application_(engine_, pool_, std::move(options)),
      server_(any_port(std::move(trusted_proxies)), application_) {
  application_.observe(server_.counters(), "http://127.0.0.1:" + std::to_string(server_.port()));
  serving_ = std::thread([this] { server_.run(); });
  following_ = std::thread([this] { follow(); });
}

Service::~Service() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  following_.join();
  server_.stop();
  serving_.join();
}

void Service::follow() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kLookForNewIndex, [this] { return stopping_; })) {
    engine_.reload_if_changed(nullptr);
  }
}

Service& awkward_archive() {
  static const TemporaryFolder folder;
  static Service* const service = [] {
    std::vector<archive::Article> articles;
    articles.push_back(article(kAwkwardId, "L’école & <le> \"lycée\" \xEF\xBF\xBE",
                               "Un <script>alert(1)</script> & une école numérique.", "2017-04-05",
                               {"Pôle Numérique", "C++ & <co>"}, {"Laurent Wauquiez"}));
    articles.push_back(
        article("a", "Le budget de l’école", "Le conseil vote le budget.", "2016-01-31", {"Budget"}));
    articles.push_back(
        article("a?q=budget", "Un autre budget", "La commune compte.", "2015-12-31", {"Budget"}));
    articles.push_back(article("x/related", "Un marché", "Le marché du samedi.", "2013-02-28"));
    articles.push_back(article("sans-date", "Sans date", "Une page sur l’école.", "", {"Pages"}));
    articles.push_back(article("sans-date-2", "Sans date non plus", "Une autre page.", "", {"Pages"}));
    for (int i = 0; i < 40; ++i) {
      articles.push_back(article("n" + std::to_string(i), "Commune n° " + std::to_string(i),
                                 "Le conseil de la commune, séance " + std::to_string(i) + ".",
                                 "20" + std::to_string(10 + i % 9) + "-0" + std::to_string(1 + i % 8) + "-1" +
                                     std::to_string(i % 10),
                                 {"Dossier " + std::to_string(i % 7)}, {"Jean Dupont", "Anne Martin"}));
    }
    build_index(folder.path() / "index", articles);
    return new Service(folder.path() / "index");
  }();
  // Ended before the folder goes.
  static const std::unique_ptr<Service> owner(service);
  return *service;
}

json get_json(RawClient& client, const std::string& target) {
  const Answer answer = client.get(target);
  EXPECT_EQ(answer.status, 200) << target << "\n" << answer.body;
  json parsed = json::parse(answer.body, nullptr, false);
  EXPECT_FALSE(parsed.is_discarded()) << target << "\n" << answer.body;
  return parsed;
}

}  // namespace fonds::test
