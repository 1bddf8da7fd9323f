#include "tests/bench/retrieval_collection.h"

#include <fstream>
#include <iostream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "indexer/archive/reader.h"

namespace fonds::bench {

namespace {

std::ifstream open(const std::filesystem::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  return in;
}

std::vector<std::string> split_at_tabs(const std::string& line) {
  std::vector<std::string> fields;
  std::size_t begin = 0;
  for (std::size_t tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin)) {
    fields.push_back(line.substr(begin, tab - begin));
    begin = tab + 1;
  }
  fields.push_back(line.substr(begin));
  return fields;
}

}  // namespace

Collection read_collection(const std::filesystem::path& folder, std::filesystem::path corpus,
                           std::size_t step) {
  std::map<std::string, Judgements> judgements;
  std::string line;
  for (std::ifstream in = open(folder / "qrels.tsv"); std::getline(in, line);) {
    const std::vector<std::string> fields = split_at_tabs(line);
    if (fields.size() == 4 && std::stod(fields[3]) > 0)
      judgements[fields[0]][fields[2]] = std::stod(fields[3]);
  }
  Collection collection{folder.filename().string(), std::move(corpus), {}};
  std::size_t seen = 0;
  for (std::ifstream in = open(folder / "queries.tsv"); std::getline(in, line);) {
    const std::vector<std::string> fields = split_at_tabs(line);
    if (fields.size() != 2 || !judgements.contains(fields[0])) continue;
    if (seen++ % step == 0) collection.queries.push_back({fields[0], fields[1], judgements[fields[0]]});
  }
  return collection;
}

void write_bodies_only(const std::filesystem::path& articles, const std::filesystem::path& out) {
  std::ofstream bodies(out);
  std::string line;
  for (std::ifstream in = open(articles); std::getline(in, line);) {
    const auto article = nlohmann::json::parse(line);
    bodies << nlohmann::json{{"id", article["id"]}, {"body", article["body"]}, {"lang", "fr"}}.dump() << '\n';
  }
  if (!bodies.flush()) throw std::runtime_error("cannot write " + out.string());
}

void read_articles(const std::filesystem::path& corpus,
                   const std::function<void(archive::Article&&)>& on_article) {
  archive::Reader reader({});
  std::size_t rejected = 0;
  reader.read({corpus.string()},
              {.article = on_article, .rejection = [&](const archive::Rejection&) { ++rejected; }});
  if (rejected > 0) std::cerr << corpus.string() << ": " << rejected << " records rejected\n";
}

}  // namespace fonds::bench
