// The index is replaced again and again while readers search: every answer is whole, and of one generation.
//
// FONDS_LIVE_SECONDS sets how long; a minute is the measure of the project, a few seconds that of every day.
#include <atomic>
#include <cstdlib>

#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "tests/api/service.h"

namespace fonds::test {
namespace {

constexpr int kReaders = 2;

std::chrono::seconds duration() {
  const char* seconds = std::getenv("FONDS_LIVE_SECONDS");
  return std::chrono::seconds(seconds == nullptr ? 3 : std::atoi(seconds));
}

// Edition `n` has between 20 and 28 articles, each of which names the edition in its title, its text and its
// dossier.
std::vector<archive::Article> edition(int n) {
  const std::string name = "Édition " + std::to_string(n);
  std::vector<archive::Article> articles;
  for (int i = 0; i < 20 + n % 9; ++i) {
    articles.push_back(article("a" + std::to_string(i), name, "Le conseil de la commune. " + name + ".",
                               i == 0 ? "" : "201" + std::to_string(i % 8) + "-04-05", {name},
                               {"Jean Dupont"}));
  }
  return articles;
}

// In turn a complete new index and an update that changes, adds and removes.
void publish(const std::filesystem::path& index, int n) {
  if (n % 2 == 0) return build_index(index, edition(n));
  index::Updater updater(index, {});
  std::set<std::string> keep;
  for (archive::Article& a : edition(n)) {
    keep.insert(a.id);
    updater.put(std::move(a));
  }
  updater.prune(keep);
  updater.publish();
}

class Reader {
 public:
  explicit Reader(std::uint16_t port) : client_(port) {}

  void read_all() {
    search("/api/v1/search?limit=100");
    search("/api/v1/search?q=commune&limit=100");
    search("/api/v1/search?q=commune&sort=newest&limit=100&facet_limit=5");
    article("/api/v1/articles/a0?q=commune");
    article("/api/v1/articles/a19");
    related("/api/v1/articles/a3/related?limit=50");
    facet("/api/v1/facets/dossier");
    page("/");
    page("/article/a0");
  }
  int answers = 0;
  std::set<std::string> generations;

 private:
  json get(const std::string& target) {
    ++answers;
    return get_json(client_, target);
  }

  // `label` is of the edition that has as many articles as the index says.
  void expect_edition(const std::string& label, const json& index, const std::string& target) {
    const int n = std::atoi(label.substr(std::string("Édition ").size()).c_str());
    EXPECT_EQ(index["articles"], 20 + n % 9) << target << " " << label;
    generations.insert(index["generation"]);
  }

  void search(const std::string& target) {
    const json answer = get(target);
    const json& total = answer["total"];
    EXPECT_EQ(total, answer["index"]["articles"]) << target;
    EXPECT_EQ(answer["hits"].size(), total) << target;
    const json& dossiers = answer["facets"]["dossier"]["values"];
    ASSERT_EQ(dossiers.size(), 1U) << target;
    EXPECT_EQ(dossiers[0]["count"], total) << target;
    std::uint64_t by_date = answer["facets"]["date"]["undated"];
    for (const json& bucket : answer["facets"]["date"]["buckets"])
      by_date += bucket["count"].get<std::uint64_t>();
    EXPECT_EQ(by_date, total) << target;
    expect_edition(dossiers[0]["label"], answer["index"], target);
    for (const json& hit : answer["hits"]) EXPECT_EQ(hit["title"], dossiers[0]["label"]) << target;
  }

  void article(const std::string& target) {
    const json answer = get(target);
    expect_edition(answer["title"], answer["index"], target);
    EXPECT_EQ(answer["dossiers"][0]["label"], answer["title"]) << target;
    EXPECT_NE(answer["body_text"].get<std::string>().find(answer["title"].get<std::string>()),
              std::string::npos);
  }

  void related(const std::string& target) {
    const json answer = get(target);
    std::set<std::string> titles;
    for (const json& hit : answer["hits"]) titles.insert(hit["title"]);
    EXPECT_LE(titles.size(), 1U) << target;
  }

  void facet(const std::string& target) {
    const json answer = get(target);
    ASSERT_EQ(answer["values"].size(), 1U) << target;
    EXPECT_EQ(answer["values"][0]["count"], answer["index"]["articles"]) << target;
    expect_edition(answer["values"][0]["label"], answer["index"], target);
  }

  void page(const std::string& target) {
    ++answers;
    const Answer answer = client_.get(target);
    EXPECT_EQ(answer.status, 200) << target << answer.body;
    // Every edition that is named is the same one.
    std::set<std::string> named;
    const std::string mark = "Édition ";
    for (std::size_t at = 0; (at = answer.body.find(mark, at)) != std::string::npos; at += mark.size()) {
      named.insert(
          answer.body.substr(at, answer.body.find_first_not_of("0123456789", at + mark.size()) - at));
    }
    EXPECT_EQ(named.size(), 1U) << target;
  }

  RawClient client_;
};

TEST(LiveUpdate, EveryAnswerIsWholeAndOfOneGeneration) {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  publish(index, 0);
  const Service service(index);
  const auto end = std::chrono::steady_clock::now() + duration();
  std::atomic<bool> writing{true};
  std::vector<std::unique_ptr<Reader>> readers;
  std::vector<std::thread> threads;
  for (int i = 0; i < kReaders; ++i) readers.push_back(std::make_unique<Reader>(service.port()));
  for (const auto& reader : readers) {
    threads.emplace_back([&writing, &reader] {
      do reader->read_all();
      while (writing);
    });
  }
  int published = 1;
  while (std::chrono::steady_clock::now() < end) publish(index, published++);
  writing = false;
  for (std::thread& thread : threads) thread.join();
  int answers = 0;
  for (const auto& reader : readers) {
    answers += reader->answers;
    EXPECT_GT(reader->generations.size(), 1U);
  }
  std::cout << published << " generations, " << answers << " answers\n";
}

TEST(LiveUpdate, TheNewIndexIsSeenWithoutARestart) {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  publish(index, 0);
  const Service service(index);
  RawClient client(service.port());
  const Answer before = client.get("/api/v1/search");
  publish(index, 5);
  EXPECT_TRUE(
      http::test::eventually([&] { return get_json(client, "/api/v1/search")["index"]["articles"] == 25; }));
  const Answer after = client.get("/api/v1/search", "If-None-Match: " + before.header("etag") + "\r\n");
  EXPECT_EQ(after.status, 200);
}

}  // namespace
}  // namespace fonds::test
