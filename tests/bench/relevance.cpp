// How well articles are ranked: test collections with relevance judgements, beside plain Xapian on the same
// articles in the same run, and what each ingredient of the ranking contributes.
//
// Collections, of ../shared/retrieval:
//   fquad_train       questions on encyclopaedia paragraphs; every 10th, or all with FONDS_RELEVANCE_FULL=1
//   cnil_faq          questions on the answers of a public authority
//   orange_knownitem  headlines that must find their article by its body
// and the pairs of french/ranking.jsonl, of which the better text must come first.
//
// Usage: relevance [--shared DIR] [--indexes DIR] [--json FILE] [--no-ablations] [--only COLLECTION] [--set
// NAME=VALUE]...
//                  [--any] [--failures] [--every N]
//   --indexes keeps the indexes there for the next run; --set changes a weight of
//   server/search/ranking_weights.h;
//   --any asks for any of the words; --failures prints the queries that are not answered near the top;
//   --every takes every N-th of the queries, for a first look
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "server/search/engine.h"
#include "tests/bench/plain_xapian.h"
#include "tests/bench/retrieval_collection.h"

namespace {

namespace fs = std::filesystem;
using namespace fonds;
using bench::Collection;
using bench::Measures;
using search::RankingWeights;

constexpr std::uint32_t kDepth = 100;          // articles asked for: recall@100
constexpr std::size_t kFquadStep = 10;         // 20,731 questions are more than the measure needs
constexpr std::size_t kAblationQueries = 400;  // of each collection, spread over it

// Names for --set and for the JSON.
const std::map<std::string, double RankingWeights::*> kWeights = {{"exact", &RankingWeights::exact},
                                                                  {"written", &RankingWeights::written},
                                                                  {"capital", &RankingWeights::capital},
                                                                  {"title", &RankingWeights::title},
                                                                  {"family", &RankingWeights::family},
                                                                  {"present", &RankingWeights::present},
                                                                  {"name", &RankingWeights::name},
                                                                  {"number", &RankingWeights::number},
                                                                  {"together", &RankingWeights::together},
                                                                  {"near", &RankingWeights::near},
                                                                  {"led", &RankingWeights::led},
                                                                  {"early", &RankingWeights::early},
                                                                  {"as_typed", &RankingWeights::as_typed},
                                                                  {"news", &RankingWeights::news},
                                                                  {"dated", &RankingWeights::dated},
                                                                  {"k1", &RankingWeights::k1},
                                                                  {"b", &RankingWeights::b}};

struct Ablation {
  const char* name;
  std::function<void(RankingWeights&)> leave_out;
};
const std::vector<Ablation> kAblations = {
    {"the word as typed", [](RankingWeights& w) { w.exact = 0; }},
    {"its accents", [](RankingWeights& w) { w.written = 0; }},
    {"its capitals", [](RankingWeights& w) { w.capital = 0; }},
    {"the title", [](RankingWeights& w) { w.title = 0; }},
    {"words of one family", [](RankingWeights& w) { w.family = 0; }},
    {"being there at all", [](RankingWeights& w) { w.present = 0; }},
    {"more for names and numbers", [](RankingWeights& w) { w.name = w.number = 1; }},
    {"closeness", [](RankingWeights& w) { w.together = w.near = 0; }},
    {"stop words in their place", [](RankingWeights& w) { w.led = 0; }},
    {"the front of the article", [](RankingWeights& w) { w.early = 0; }},
    {"the days of the event", [](RankingWeights& w) { w.news = 0; }},
    {"length (b = 0)", [](RankingWeights& w) { w.b = 0; }},
};

struct Arguments {
  fs::path shared = "../shared", indexes, json;
  bool ablations = true;
  bool failures = false;
  std::size_t every = 1;
  std::uint32_t depth = kDepth;
  search::Match match = search::Match::automatic;
  std::string only;
  RankingWeights weights;
};

Arguments parse(int argc, char** argv) {
  Arguments arguments;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--no-ablations") {
      arguments.ablations = false;
      continue;
    }
    if (name == "--any") {
      arguments.match = search::Match::any;
      continue;
    }
    if (name == "--failures") {
      arguments.failures = true;
      continue;
    }
    if (++i == argc) throw std::runtime_error("relevance: a value is missing after " + name);
    const std::string value = argv[i];
    const std::size_t equals = value.find('=');
    if (name == "--shared") {
      arguments.shared = value;
    } else if (name == "--indexes") {
      arguments.indexes = value;
    } else if (name == "--json") {
      arguments.json = value;
    } else if (name == "--depth") {
      arguments.depth = static_cast<std::uint32_t>(std::stoul(value));
    } else if (name == "--every") {
      arguments.every = std::max<std::size_t>(1, std::stoul(value));
    } else if (name == "--only") {
      arguments.only = value;
    } else if (name == "--set" && equals != std::string::npos && kWeights.contains(value.substr(0, equals))) {
      arguments.weights.*kWeights.at(value.substr(0, equals)) = std::stod(value.substr(equals + 1));
    } else {
      throw std::runtime_error("relevance: unknown argument " + name + " " + value);
    }
  }
  return arguments;
}

// A folder for the indexes of this run, or the one that the user keeps.
class IndexFolder {
 public:
  explicit IndexFolder(const fs::path& kept) : path_(kept), temporary_(kept.empty()) {
    if (temporary_) path_ = fs::temp_directory_path() / ("fonds-relevance-" + std::to_string(::getpid()));
    fs::create_directories(path_);
  }
  ~IndexFolder() {
    std::error_code ignored;
    if (temporary_) fs::remove_all(path_, ignored);
  }
  IndexFolder(const IndexFolder&) = delete;
  IndexFolder& operator=(const IndexFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
  bool temporary_;
};

// Persons take no part in ranking, so none are recognised.
void build(const fs::path& index,
           const std::function<void(const std::function<void(archive::Article&&)>&)>& read) {
  index::Builder builder(index, {.threads = 0, .recogniser = nullptr, .checkpoint = nullptr});
  read([&](archive::Article&& article) { builder.add(std::move(article)); });
  builder.publish();
}

struct Result {
  std::vector<std::string> ids;  // best first
  const char* way = "";          // how the query was taken
  std::uint64_t total = 0;
};

Result ask(search::Engine& engine, const std::string& query, search::Match match, std::uint32_t depth) {
  search::SearchRequest request;
  request.q = query;
  request.match = match;
  request.limit = depth;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  request.excerpts = false;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  const search::SearchResponse response = engine.state().search(0, request, deadline);
  Result result{{}, match == search::Match::any ? "any word" : "all words", response.total};
  if (response.corrected) result.way = "corrected";
  if (response.relaxed) result.way = "relaxed";
  for (const search::Hit& hit : response.hits) result.ids.push_back(hit.id);
  return result;
}

void print_row(const char* name, const Measures& m) {
  std::printf("  %-34s %8.4f %11.4f %8.4f\n", name, m.ndcg10, m.recall100, m.reciprocal);
}

nlohmann::ordered_json to_json(const Measures& m) {
  return {{"ndcg@10", m.ndcg10}, {"recall@100", m.recall100}, {"mrr", m.reciprocal}};
}

struct EngineMeasures {
  Measures all;
  std::map<std::string, bench::MeasureMean> by_way;
  double milliseconds = 0;  // a query
};

EngineMeasures measure_engine(const fs::path& index, const Collection& collection, const Arguments& arguments,
                              const RankingWeights& weights, std::size_t step, bool print_failures = false) {
  search::Engine engine(index, {.workers = 1, .ranking = weights});
  EngineMeasures measures;
  bench::MeasureMean mean;
  std::size_t asked = 0;
  const auto start = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < collection.queries.size(); i += step, ++asked) {
    const bench::RetrievalQuery& query = collection.queries[i];
    const Result result = ask(engine, query.text, arguments.match, arguments.depth);
    const Measures measured = bench::measure(result.ids, query.judgements);
    mean.add(measured);
    measures.by_way[result.way].add(measured);
    if (print_failures && measured.ndcg10 < 0.5) {
      std::printf("    %.2f %s, %llu: %s\n", measured.ndcg10, result.way,
                  static_cast<unsigned long long>(result.total), query.text.c_str());
    }
  }
  const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
  measures.milliseconds = asked == 0 ? 0 : took.count() / static_cast<double>(asked);
  measures.all = mean.mean();
  return measures;
}

nlohmann::ordered_json run(const Collection& collection, const fs::path& folder, const Arguments& arguments) {
  const fs::path index = folder / collection.name;
  const fs::path plain_index = folder / (collection.name + "-xapian");
  const bool build_ours = !index::current_generation_name(index);
  bench::PlainXapian plain(plain_index);
  const bool build_plain = plain.empty();
  if (build_ours) {
    build(index, [&](const auto& add) { bench::read_articles(collection.corpus, add); });
  }
  if (build_plain) {
    bench::read_articles(collection.corpus, [&](archive::Article&& article) { plain.add(article); });
    plain.commit();
  }

  std::printf("\n%s, %zu queries\n  %-34s %8s %11s %8s\n", collection.name.c_str(), collection.queries.size(),
              "", "nDCG@10", "recall@100", "MRR");
  bench::MeasureMean plain_mean;
  for (const bench::RetrievalQuery& query : collection.queries) {
    plain_mean.add(bench::measure(plain.search(query.text, kDepth), query.judgements));
  }
  print_row("plain Xapian", plain_mean.mean());
  const EngineMeasures ours =
      measure_engine(index, collection, arguments, arguments.weights, 1, arguments.failures);
  print_row("Fonds", ours.all);
  nlohmann::ordered_json json = {{"collection", collection.name},
                                 {"queries", collection.queries.size()},
                                 {"plain_xapian", to_json(plain_mean.mean())},
                                 {"fonds", to_json(ours.all)}};
  for (const auto& [way, mean] : ours.by_way) {
    print_row(("  of these " + std::to_string(mean.queries()) + " " + way).c_str(), mean.mean());
    json["fonds_by_way"][way] = to_json(mean.mean());
    json["fonds_by_way"][way]["queries"] = mean.queries();
  }
  std::printf("  %.2f ms a query for %u hits\n", ours.milliseconds, kDepth);
  if (!arguments.ablations) return json;

  const std::size_t step = std::max<std::size_t>(1, collection.queries.size() / kAblationQueries);
  const Measures whole = measure_engine(index, collection, arguments, arguments.weights, step).all;
  std::printf("  left out, every %zu. query:          change of nDCG@10 from %.4f\n", step, whole.ndcg10);
  for (const Ablation& ablation : kAblations) {
    RankingWeights weights = arguments.weights;
    ablation.leave_out(weights);
    const Measures without = measure_engine(index, collection, arguments, weights, step).all;
    std::printf("    %-32s %+8.4f\n", ablation.name, without.ndcg10 - whole.ndcg10);
    json["without"][ablation.name] = without.ndcg10 - whole.ndcg10;
  }
  return json;
}

// Each pair in an archive of its own; how many hold.
nlohmann::ordered_json run_pairs(const fs::path& file, const fs::path& folder,
                                 const RankingWeights& weights) {
  std::printf("\nranking pairs\n");
  std::size_t pairs = 0, held = 0;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line); ++pairs) {
    const auto pair = nlohmann::json::parse(line);
    const fs::path index = folder / "pair";
    fs::remove_all(index);
    build(index, [&](const auto& add) {
      for (const char* name : {"better", "worse"}) {
        archive::Article article;
        article.id = name;
        // "Titre: …. " at the front of a text is its title.
        std::string text = pair[name];
        article.title = "Article";
        if (const std::size_t stop = text.find(". ");
            text.starts_with("Titre: ") && stop != std::string::npos) {
          article.title = text.substr(7, stop - 7);
          text = text.substr(stop + 2);
        }
        article.body = text;
        article.blocks = {{0, static_cast<std::uint32_t>(text.size()), archive::BlockKind::paragraph}};
        add(std::move(article));
      }
    });
    search::Engine engine(index, {.workers = 1, .ranking = weights});
    const std::vector<std::string> ids = ask(engine, pair["query"], search::Match::automatic, kDepth).ids;
    const bool holds = !ids.empty() && ids.front() == "better";
    held += holds ? 1U : 0U;
    if (!holds) {
      std::printf("  not held: %s (%s)\n", std::string(pair["id"]).c_str(), std::string(pair["why"]).c_str());
    }
  }
  std::printf("  %zu of %zu hold\n", held, pairs);
  return {{"pairs", pairs}, {"held", held}};
}

}  // namespace

int main(int argc, char** argv) try {
  const Arguments arguments = parse(argc, argv);
  const fs::path retrieval = arguments.shared / "retrieval";
  if (!fs::exists(retrieval)) {
    std::fprintf(stderr, "relevance: no collections in %s\n", retrieval.c_str());
    return 0;
  }
  const char* full = std::getenv("FONDS_RELEVANCE_FULL");
  const std::size_t fquad_step = full != nullptr && std::string(full) == "1" ? 1 : kFquadStep;
  const IndexFolder folder(arguments.indexes);

  nlohmann::ordered_json json;
  for (const auto& [name, weight] : kWeights) json["weights"][name] = arguments.weights.*weight;
  const auto wanted = [&](const char* name) { return arguments.only.empty() || arguments.only == name; };
  if (wanted("pairs")) {
    json["pairs"] = run_pairs(arguments.shared / "french/ranking.jsonl", folder.path(), arguments.weights);
  }
  for (const char* name : {"fquad_train", "cnil_faq", "orange_knownitem"}) {
    if (!wanted(name)) continue;
    fs::path corpus = retrieval / name / "corpus.jsonl";
    if (!fs::exists(corpus)) {
      corpus = folder.path() / "orange_bodies.jsonl";
      if (!fs::exists(corpus)) bench::write_bodies_only(arguments.shared / "articles/orange.jsonl", corpus);
    }
    const std::size_t step = std::string_view(name) == "fquad_train" ? fquad_step : 1;
    json["collections"].push_back(run(
        bench::read_collection(retrieval / name, corpus, step * arguments.every), folder.path(), arguments));
    std::fflush(stdout);
  }
  if (!arguments.json.empty()) std::ofstream(arguments.json) << json.dump(2) << '\n';
  return 0;
} catch (const std::exception& e) {
  std::fprintf(stderr, "relevance: %s\n", e.what());
  return 1;
} catch (const Xapian::Error& e) {
  std::fprintf(stderr, "relevance: %s\n", e.get_description().c_str());
  return 1;
}
