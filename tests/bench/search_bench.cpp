// What a search costs a client: over HTTP with keep-alive, with all three facets, the exact total and ten
// highlighted hits; without the cache of answers, and with it.
//
//   start     from the start of the program to the first answer, and the memory then
//   latency   one client; per kind of query: median, 90th and 99th percentile, slowest
//   rate      eight clients, requests a second
//   ten best  in this process, without total, facets, hits, excerpts and HTTP: the query parsed, planned,
//             matched and ranked
//   baseline  the ten best of the same words as typed by Xapian's Enquire, on the same index
//
// The server runs in this process, as server/main.cpp has it; so client, I/O thread and search threads share
// the cores. A failed or empty answer ends the program with 1.
//
// Usage: search_bench [--json FILE] INDEX SOURCE...     SOURCE: what the index was built from, to take words
// from it
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>
#include <xapian.h>

#include "indexer/index/generation.h"
#include "server/query/parser.h"
#include "server/search/engine.h"
#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/ranking.h"
#include "server/search/snapshot.h"
#include "server/search/spelling.h"
#include "tests/bench/bench_queries.h"
#include "tests/bench/loopback_client.h"
#include "tests/bench/running_server.h"

namespace {

using namespace fonds;
using bench::BenchQuery;
using bench::LoopbackClient;
using bench::RunningServer;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 10;  // of all queries, measured, after one that warms
constexpr int kClients = 8;
constexpr int kRateRounds = 8;  // of all queries, shared by the clients
constexpr std::size_t kFilterDossiers = 10;
constexpr unsigned kBest = 10;
constexpr std::size_t kCacheBytes = std::size_t{32} << 20;  // as the server's default

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// VmRSS in MB; 0 where the system does not say.
double resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

std::string target(const BenchQuery& query) {
  return "/api/v1/search?q=" + bench::percent_encode(query.q) + query.filter;
}

void require(const LoopbackClient::Answer& answer, const std::string& asked) {
  if (answer.status == 200) return;
  throw std::runtime_error(asked + " was answered " + std::to_string(answer.status) + ": " +
                           std::string(answer.body));
}

struct Distribution {
  std::size_t count = 0;
  double median = 0, p90 = 0, p99 = 0, max = 0;
};

Distribution distribution(std::vector<double> values) {
  if (values.empty()) return {};
  std::sort(values.begin(), values.end());
  const auto at = [&](double part) {
    return values[std::min(values.size() - 1,
                           static_cast<std::size_t>(part * static_cast<double>(values.size())))];
  };
  return {values.size(), at(0.5), at(0.9), at(0.99), values.back()};
}

// By kind, and "all".
using Latencies = std::map<std::string, std::vector<double>>;

template <typename Ask>
Latencies measure(const std::vector<BenchQuery>& queries, Ask&& ask) {
  Latencies latencies;
  for (int round = 0; round <= kRounds; ++round) {
    for (const BenchQuery& query : queries) {
      const auto start = Clock::now();
      ask(query);
      const double took = milliseconds_since(start);
      if (round == 0) continue;
      latencies[query.kind].push_back(took);
      latencies["all"].push_back(took);
    }
  }
  return latencies;
}

nlohmann::ordered_json print(const char* title, const Latencies& latencies) {
  nlohmann::ordered_json json;
  std::printf("\n%-34s %8s %8s %8s %8s %8s\n", title, "queries", "median", "p90", "p99", "max ms");
  for (const auto& [kind, values] : latencies) {
    const Distribution d = distribution(values);
    std::printf("  %-32s %8zu %8.2f %8.2f %8.2f %8.2f\n", kind.c_str(), d.count, d.median, d.p90, d.p99,
                d.max);
    json[kind] = {
        {"count", d.count}, {"median_ms", d.median}, {"p90_ms", d.p90}, {"p99_ms", d.p99}, {"max_ms", d.max}};
  }
  return json;
}

double requests_per_second(std::uint16_t port, const std::vector<BenchQuery>& queries) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> failed{false};
  const std::size_t wanted = queries.size() * kRateRounds;
  std::vector<std::thread> clients;
  const auto start = Clock::now();
  for (int i = 0; i < kClients; ++i) {
    clients.emplace_back([&] {
      try {
        LoopbackClient client(port);
        for (std::size_t n = next++; n < wanted && !failed; n = next++) {
          const std::string asked = target(queries[n % queries.size()]);
          require(client.get(asked), asked);
        }
      } catch (const std::exception& e) {
        std::fprintf(stderr, "search_bench: %s\n", e.what());
        failed = true;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  if (failed) throw std::runtime_error("a client failed");
  return static_cast<double>(wanted) / (milliseconds_since(start) / 1000);
}

// The same words asked of Xapian alone.
class RawXapian {
 public:
  explicit RawXapian(const std::filesystem::path& index)
      : database_(index::open_current(index).database.string()) {}

  void ask(const BenchQuery& query) {
    Xapian::Enquire enquire(database_);
    enquire.set_query(build(query));
    found_ += enquire.get_mset(0, kBest).size();
  }

 private:
  static Xapian::Query build(const BenchQuery& query) {
    using Shape = BenchQuery::Shape;
    if (query.shape == Shape::prefix) {
      return {Xapian::Query::OP_WILDCARD, query.words.front(), 64,
              Xapian::Query::WILDCARD_LIMIT_MOST_FREQUENT};
    }
    const auto op = query.shape == Shape::any      ? Xapian::Query::OP_OR
                    : query.shape == Shape::phrase ? Xapian::Query::OP_PHRASE
                                                   : Xapian::Query::OP_AND;
    return {op, query.words.begin(), query.words.end()};
  }
  Xapian::Database database_;
  std::size_t found_ = 0;
};

// The same from the query's text on, by Fonds alone.
class TenBest {
 public:
  explicit TenBest(const std::filesystem::path& index) : snapshot_(index::open_current(index), 1) {}

  void ask(const BenchQuery& query) {
    const query::Query parsed = query::parse(query.q, 0);
    search::Speller speller(snapshot_.lexicon(), search::Deadline::max());
    const search::PlanNode plan = search::plan(parsed.root.get(), snapshot_, analyzer_, speller, {}).root;
    search::Matcher matcher(snapshot_, 0, search::Deadline::max());
    const search::Bitmap matches = matcher.match(plan);
    found_ += search::rank(plan, matches, kBest, snapshot_, matcher, {}).size();
  }

 private:
  search::Snapshot snapshot_;
  text::Analyzer analyzer_;
  std::size_t found_ = 0;
};

nlohmann::ordered_json run(const std::filesystem::path& index, const std::vector<std::string>& sources,
                           Clock::time_point program_start) {
  nlohmann::ordered_json json;
  const unsigned workers = std::max(1U, std::thread::hardware_concurrency());
  search::Engine engine(index, {.workers = workers, .ranking = {}});
  std::vector<BenchQuery> queries;
  {
    const RunningServer server(engine, workers, 0);
    LoopbackClient client(server.port());
    const std::string first = "/api/v1/search?q=maire";
    require(client.get(first), first);
    json["start_ms"] = milliseconds_since(program_start);
    json["articles"] = engine.info().articles;
    json["memory_mb"] = resident_megabytes();
    std::printf("%llu articles; first answer %.0f ms after the start of the program, %.0f MB of memory\n",
                static_cast<unsigned long long>(engine.info().articles), json["start_ms"].get<double>(),
                json["memory_mb"].get<double>());

    std::vector<std::string> dossiers;
    for (const auto& value : engine.state()
                                 .facet_values(index::FacetKind::dossier, "", kFilterDossiers, 0,
                                               Clock::now() + std::chrono::minutes(1))
                                 .values) {
      dossiers.push_back(value.value);
    }
    queries = bench::choose_queries(sources, dossiers);

    for (const BenchQuery& query : queries) {
      const std::string asked = target(query);
      const LoopbackClient::Answer answer = client.get(asked);
      require(answer, asked);
      const auto parsed = nlohmann::json::parse(answer.body);
      // A filter may leave nothing, and an archive that make_archive made may lack a rare word or a phrase.
      if (query.kind == "common" && parsed["hits"].empty()) {
        throw std::runtime_error(asked + " found nothing");
      }
    }
    json["latency"] = print("one client, no cache", measure(queries, [&](const BenchQuery& query) {
                              const std::string asked = target(query);
                              require(client.get(asked), asked);
                            }));
    json["latency_suggestions"] =
        print("suggestions, while a word is typed", measure(queries, [&](const BenchQuery& query) {
                const std::size_t typed = 1 + query.words.front().size() % 5;
                const std::string asked =
                    "/api/v1/suggest?q=" + bench::percent_encode(query.words.front().substr(0, typed));
                require(client.get(asked), asked);
              }));
    json["requests_per_second"] = requests_per_second(server.port(), queries);
    std::printf("  %d clients: %.0f requests/s\n", kClients, json["requests_per_second"].get<double>());
    json["memory_after_mb"] = resident_megabytes();
    std::printf("  %.0f MB of memory then\n", json["memory_after_mb"].get<double>());
  }
  {
    const RunningServer server(engine, workers, kCacheBytes);
    LoopbackClient client(server.port());
    json["latency_cached"] = print("one client, cached", measure(queries, [&](const BenchQuery& query) {
                                     const std::string asked = target(query);
                                     require(client.get(asked), asked);
                                   }));
    json["requests_per_second_cached"] = requests_per_second(server.port(), queries);
    std::printf("  %d clients: %.0f requests/s\n", kClients,
                json["requests_per_second_cached"].get<double>());
  }
  TenBest fonds(index);
  RawXapian xapian(index);
  const Latencies ours = measure(queries, [&](const BenchQuery& query) { fonds.ask(query); });
  const Latencies theirs = measure(queries, [&](const BenchQuery& query) { xapian.ask(query); });
  json["latency_ten_best"] = print("Fonds, ten best alone", ours);
  json["latency_xapian"] = print("Xapian's Enquire, ten best", theirs);
  const double ratio = distribution(ours.at("all")).median / distribution(theirs.at("all")).median;
  json["ten_best_to_xapian"] = ratio;
  std::printf("  Fonds takes %.2f times as long as Xapian at the median\n", ratio);
  return json;
}

}  // namespace

int main(int argc, char** argv) try {
  const auto start = Clock::now();
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string json_file;
  if (arguments.size() >= 2 && arguments[0] == "--json") {
    json_file = arguments[1];
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: search_bench [--json FILE] INDEX SOURCE...\n");
    return 64;
  }
  const auto json = run(arguments[0], {arguments.begin() + 1, arguments.end()}, start);
  if (!json_file.empty()) std::ofstream(json_file) << json.dump(2) << '\n';
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "search_bench: %s\n", e.what());
  return 1;
} catch (const Xapian::Error& e) {
  std::fprintf(stderr, "search_bench: %s\n", e.get_description().c_str());
  return 1;
}
