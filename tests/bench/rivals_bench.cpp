// The searches of search_bench, asked of other engines in the same run, each doing as much of the job as it
// can; see rival.h. Fonds does all of it in this process: the JSON answer is made, only HTTP is left out, as
// it is for the others.
//
// Usage: rivals_bench [--json FILE] [--postgresql CONNECTION] INDEX SOURCE...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/index/generation.h"
#include "indexer/text/calendar.h"
#include "server/api/json_view.h"
#include "server/search/engine.h"
#include "server/search/snapshot.h"
#include "tests/bench/bench_queries.h"
#include "tests/bench/rival.h"
#include "tests/temporary_folder.h"

namespace {

using namespace fonds;
namespace fs = std::filesystem;
using bench::BenchQuery;
using Clock = std::chrono::steady_clock;

constexpr int kRounds = 3;  // of all queries, measured, after one that warms
constexpr std::size_t kFilterDossiers = 10;

double milliseconds_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

std::vector<bench::RivalArticle> read_articles(const search::Snapshot& snapshot) {
  const search::Columns& columns = snapshot.columns();
  std::vector<bench::RivalArticle> articles(columns.size());
  for (search::Rank rank = 0; rank < columns.size(); ++rank) {
    index::StoredArticle stored = snapshot.article(rank);
    bench::RivalArticle& article = articles[rank];
    article.title = std::move(stored.title);
    article.lead = std::move(stored.lead);
    article.body = std::move(stored.body);
    if (stored.day) article.year = text::to_date(*stored.day).year;
    for (const auto kind : {index::FacetKind::dossier, index::FacetKind::person}) {
      const search::FacetColumn& facet = columns.facet(kind);
      const auto [begin, end] = facet.of(rank);
      for (const index::Ordinal* ordinal = begin; ordinal != end; ++ordinal) {
        (kind == index::FacetKind::dossier ? article.dossiers : article.persons)
            .push_back(facet.value(*ordinal).slug);
      }
    }
  }
  return articles;
}

nlohmann::ordered_json measure(const std::string& name, double build_seconds, double megabytes,
                               const std::string& leaves_out, const std::vector<BenchQuery>& queries,
                               const std::function<void(const BenchQuery&)>& ask) {
  std::map<std::string, std::vector<double>> took;
  for (int round = 0; round <= kRounds; ++round) {
    for (const BenchQuery& query : queries) {
      const auto start = Clock::now();
      ask(query);
      const double milliseconds = milliseconds_since(start);
      if (round == 0) continue;
      took[query.kind].push_back(milliseconds);
      took["all"].push_back(milliseconds);
    }
  }
  nlohmann::ordered_json json = {
      {"name", name}, {"build_s", build_seconds}, {"index_mb", megabytes}, {"leaves_out", leaves_out}};
  std::printf("  %-13s %7.1f %7.0f", name.c_str(), build_seconds, megabytes);
  for (auto& [kind, values] : took) {
    std::sort(values.begin(), values.end());
    const double median = values[values.size() / 2];
    const double p99 = values[std::min(values.size() - 1, values.size() * 99 / 100)];
    json["latency"][kind] = {{"median_ms", median}, {"p99_ms", p99}};
    std::printf(" %6.2f/%-6.1f", median, p99);
  }
  std::printf(" %s\n", leaves_out.c_str());
  std::fflush(stdout);
  return json;
}

nlohmann::ordered_json run(const fs::path& index, const std::vector<std::string>& sources,
                           const std::string& connection) {
  const test::TemporaryFolder scratch;
  std::vector<BenchQuery> queries;
  std::vector<bench::RivalArticle> articles;
  nlohmann::ordered_json json = nlohmann::ordered_json::array();
  std::printf("  milliseconds as median/99 %%\n  %-13s %7s %7s", "", "build s", "MB");
  {
    search::Engine engine(index, {.workers = 1, .ranking = {}});
    std::vector<std::string> dossiers;
    for (const auto& value : engine.state()
                                 .facet_values(index::FacetKind::dossier, "", kFilterDossiers, 0,
                                               Clock::now() + std::chrono::minutes(1))
                                 .values) {
      dossiers.push_back(value.value);
    }
    queries = bench::choose_queries(sources, dossiers);
    std::vector<std::string> kinds = {"all"};
    for (const BenchQuery& query : queries) kinds.push_back(query.kind);
    std::sort(kinds.begin(), kinds.end());
    kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
    for (const std::string& kind : kinds) std::printf(" %-13s", kind.substr(0, 13).c_str());
    std::printf(" leaves out\n");
    std::uintmax_t bytes = 0;
    const index::Generation generation = index::open_current(index);
    for (const auto& entry : fs::recursive_directory_iterator(generation.database.parent_path())) {
      if (entry.is_regular_file()) bytes += entry.file_size();
    }
    std::size_t written = 0;
    json.push_back(
        measure("Fonds", 0, static_cast<double>(bytes) / 1e6, "HTTP", queries, [&](const BenchQuery& query) {
          search::SearchRequest request;
          request.q = query.q;
          if (!query.dossier.empty()) request.dossier.any_of = {query.dossier};
          if (query.year != 0) {
            request.dates = {{false, text::to_day({query.year, 1, 1}), text::to_day({query.year, 12, 31}),
                              std::to_string(query.year)}};
          }
          const auto response = engine.state().search(0, request, Clock::now() + std::chrono::seconds(10));
          written += api::search_json(request, response, 0).size();
        }));
    articles = read_articles(search::Snapshot(generation, 1));
  }
  const auto compare = [&](const std::function<std::unique_ptr<bench::Rival>()>& make) {
    try {
      const std::unique_ptr<bench::Rival> rival = make();
      const auto start = Clock::now();
      rival->build(articles);
      const double seconds = milliseconds_since(start) / 1000;
      json.push_back(measure(rival->name(), seconds, rival->megabytes(), rival->leaves_out(), queries,
                             [&](const BenchQuery& query) { rival->search(query); }));
    } catch (const std::exception& e) {
      std::printf("  not measured: %s\n", e.what());
    }
  };
#ifdef FONDS_HAVE_SQLITE
  compare([&] { return bench::make_sqlite(scratch.folder("sqlite")); });
#endif
#ifdef FONDS_HAVE_GROONGA
  compare([&] { return bench::make_groonga(scratch.folder("groonga")); });
#endif
#ifdef FONDS_HAVE_POSTGRESQL
  if (!connection.empty()) compare([&] { return bench::make_postgresql(connection); });
#endif
  return json;
}

}  // namespace

int main(int argc, char** argv) try {
  std::vector<std::string> arguments(argv + 1, argv + argc);
  std::string json_file, connection;
  while (arguments.size() >= 2 && arguments[0].starts_with("--")) {
    (arguments[0] == "--json" ? json_file : connection) = arguments[1];
    arguments.erase(arguments.begin(), arguments.begin() + 2);
  }
  if (arguments.size() < 2) {
    std::fprintf(stderr, "usage: rivals_bench [--json FILE] [--postgresql CONNECTION] INDEX SOURCE...\n");
    return 64;
  }
  const auto json = run(arguments[0], {arguments.begin() + 1, arguments.end()}, connection);
  if (!json_file.empty()) std::ofstream(json_file) << json.dump(2) << '\n';
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "rivals_bench: %s\n", e.what());
  return 1;
}
