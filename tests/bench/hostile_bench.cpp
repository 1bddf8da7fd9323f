// Requests that mean harm, generated and asked over HTTP: no crash, no answer after the deadline, no 5xx but
// the 503 of a full queue or a deadline.
//
// Queries are built from the language's own pieces (operators, quotes, fields, dates, prefixes, brackets) in
// any order and any number, with letters of any script, control characters and bytes that are no UTF-8; the
// other parameters from values in and out of their ranges. The same number gives the same requests.
//
// Usage: hostile_bench [REQUESTS] INDEX      1 where an answer was wrong
#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <vector>

#include "tests/bench/loopback_client.h"
#include "tests/bench/running_server.h"

namespace {

using namespace fonds;
using Clock = std::chrono::steady_clock;

constexpr int kClients = 8;
constexpr std::size_t kDefaultRequests = 20'000;
// Between a search that has run out of time and its answer: the step it is in, the queue, other clients.
constexpr std::chrono::milliseconds kGrace{2'000};

constexpr auto kPieces = std::to_array<std::string_view>({" OU ",
                                                          " ET ",
                                                          " SAUF ",
                                                          " NOT ",
                                                          " OR ",
                                                          " AND ",
                                                          "-",
                                                          "(",
                                                          ")",
                                                          "\"",
                                                          "«",
                                                          "»",
                                                          "“",
                                                          "”",
                                                          "*",
                                                          "?",
                                                          "titre:",
                                                          "auteur:",
                                                          "date:",
                                                          "dossier:",
                                                          "personne:",
                                                          "title:",
                                                          ":",
                                                          "..",
                                                          "2017",
                                                          "2015..2017",
                                                          "31 février",
                                                          "de",
                                                          "la",
                                                          "maire",
                                                          "école",
                                                          "l'",
                                                          "’",
                                                          "a*",
                                                          "de*",
                                                          "e",
                                                          "numér*",
                                                          "C++",
                                                          "3/4/2017",
                                                          "\\",
                                                          "%",
                                                          "&",
                                                          "<script>",
                                                          "';--",
                                                          "\xFF",
                                                          "\xC3",
                                                          "\xED\xA0\x80",
                                                          "\u0301",
                                                          "\u202E",
                                                          "\u200B",
                                                          "漢字",
                                                          "العربية",
                                                          "😀",
                                                          "\t",
                                                          "\n",
                                                          "+",
                                                          "depuis ",
                                                          "avant ",
                                                          "du 3 au 5 ",
                                                          "avril ",
                                                          "99999999999999999999",
                                                          "µ",
                                                          "œ",
                                                          "ﬁ",
                                                          "İ",
                                                          "ß",
                                                          "un deux trois quatre cinq ",
                                                          "date:\"",
                                                          "titre:\"",
                                                          "--"});

constexpr auto kParameters = std::to_array<std::string_view>({"&limit=100",
                                                              "&limit=-1",
                                                              "&limit=101",
                                                              "&offset=10000",
                                                              "&offset=10001",
                                                              "&cursor=AAAA",
                                                              "&sort=oldest",
                                                              "&sort=newest",
                                                              "&sort=x",
                                                              "&date=2017",
                                                              "&date=2017-13",
                                                              "&date=undated",
                                                              "&from=2016&to=2015",
                                                              "&from=jamais",
                                                              "&dossier=-x",
                                                              "&dossier=%00",
                                                              "&person=%FF",
                                                              "&facets=none",
                                                              "&facets=date,person",
                                                              "&facets=x",
                                                              "&facet_limit=1000",
                                                              "&facet_limit=1e9",
                                                              "&match=any",
                                                              "&fuzzy=on",
                                                              "&fuzzy=maybe",
                                                              "&explain=1",
                                                              "&q=encore",
                                                              "&%",
                                                              "&=&=&",
                                                              "&limit="});

constexpr auto kPaths = std::to_array<std::string_view>(
    {"/api/v1/search?q=", "/?q=", "/api/v1/suggest?q=", "/api/v1/facets/person?q=", "/feed.rss?q=",
     "/api/v1/articles/x?q=", "/api/v1/articles/"});

class Requests {
 public:
  explicit Requests(std::uint32_t seed) : random_(seed) {}

  std::string next() {
    std::string q;
    // Mostly some pieces; now and then as many as a URL takes.
    const std::size_t pieces = below(50) == 0 ? below(400) : below(12);
    const std::size_t repeated = below(20) == 0 ? below(300) : 1;
    for (std::size_t i = 0; i < pieces; ++i) {
      const std::string_view piece = kPieces[below(kPieces.size())];
      for (std::size_t n = 0; n < (below(8) == 0 ? repeated : 1); ++n) q += piece;
      if (below(2) == 0) q += ' ';
    }
    // Searches five times in six.
    std::string target(below(6) != 0 ? kPaths[0] : kPaths[below(kPaths.size())]);
    target += below(100) == 0 ? raw(q) : bench::percent_encode(q);
    for (std::size_t n = below(4); n > 0; --n) target += kParameters[below(kParameters.size())];
    return target;
  }

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  // As a careless client sends it, but for what would end the request line.
  static std::string raw(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return text;
  }
  std::mt19937 random_;
};

struct Tally {
  std::map<int, std::size_t> statuses;
  std::size_t broken = 0;  // connections that the server closed instead of answering
  double slowest = 0;      // ms
  std::vector<std::string> faults;
  void add(const Tally& other) {
    for (const auto& [status, count] : other.statuses) statuses[status] += count;
    broken += other.broken;
    slowest = std::max(slowest, other.slowest);
    faults.insert(faults.end(), other.faults.begin(), other.faults.end());
  }
};

Tally ask(std::uint16_t port, std::uint32_t seed, std::size_t count, std::chrono::milliseconds allowed) {
  Requests requests(seed);
  Tally tally;
  auto client = std::make_unique<bench::LoopbackClient>(port);
  for (std::size_t i = 0; i < count; ++i) {
    const std::string target = requests.next();
    const auto start = Clock::now();
    try {
      const int status = client->get(target).status;
      ++tally.statuses[status];
      if (status < 200 || (status >= 500 && status != 503))
        tally.faults.push_back(std::to_string(status) + " " + target);
      if (status >= 400) client = std::make_unique<bench::LoopbackClient>(port);  // may have been closed
    } catch (const std::system_error&) {
      ++tally.broken;
      client = std::make_unique<bench::LoopbackClient>(port);  // throws where the server is gone
    }
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    tally.slowest = std::max(tally.slowest, took);
    if (took > static_cast<double>(allowed.count())) tally.faults.push_back("late: " + target);
  }
  return tally;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc < 2 || argc > 3) {
    std::fprintf(stderr, "usage: hostile_bench [REQUESTS] INDEX\n");
    return 64;
  }
  const std::size_t wanted = argc == 3 ? std::strtoull(argv[1], nullptr, 10) : kDefaultRequests;
  const unsigned workers = std::max(1U, std::thread::hardware_concurrency());
  search::Engine engine(argv[argc - 1], {.workers = workers, .ranking = {}});
  const bench::RunningServer server(engine, workers, 0);
  const auto deadline =
      std::chrono::duration_cast<std::chrono::milliseconds>(api::ApplicationOptions{}.deadline);

  Tally all;
  std::mutex mutex;
  std::atomic<bool> failed{false};
  std::vector<std::thread> clients;
  for (std::uint32_t i = 0; i < kClients; ++i) {
    clients.emplace_back([&, i] {
      try {
        const Tally tally = ask(server.port(), i, wanted / kClients, deadline + kGrace);
        const std::lock_guard lock(mutex);
        all.add(tally);
      } catch (const std::exception& e) {
        std::fprintf(stderr, "hostile_bench: %s\n", e.what());
        failed = true;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  std::printf("%zu requests; slowest %.0f ms; closed without an answer: %zu; answers:", wanted, all.slowest,
              all.broken);
  for (const auto& [status, count] : all.statuses) std::printf(" %zu x %d", count, status);
  std::printf("\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(all.faults.size(), 20); ++i) {
    std::printf("  wrong: %s\n", all.faults[i].c_str());
  }
  return failed || !all.faults.empty() ? 1 : 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "hostile_bench: %s\n", e.what());
  return 1;
}
