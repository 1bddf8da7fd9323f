#include "tests/search/shared_archive.h"

#include <fstream>
#include <memory>
#include <stdexcept>

#include "tests/search/test_archive.h"

namespace fonds::test {

search::Engine& orange_engine() {
  static const TemporaryFolder folder;
  static const std::unique_ptr<search::Engine> engine = [] {
    build_index(folder.path(), read_articles(FONDS_SHARED "/articles/orange.jsonl"));
    return std::make_unique<search::Engine>(folder.path(), search::EngineOptions{1});
  }();
  return *engine;
}

search::SearchRequest bare_request(std::string q, std::uint32_t limit) {
  search::SearchRequest request;
  request.q = std::move(q);
  request.limit = limit;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  return request;
}

search::Deadline in_a_minute() {
  return std::chrono::steady_clock::now() + std::chrono::minutes(1);
}

std::vector<std::vector<std::string>> read_tsv(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file);
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(in, line);) {
    std::vector<std::string> row(1);
    for (const char c : line) {
      if (c == '\t') {
        row.emplace_back();
      } else {
        row.back() += c;
      }
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace fonds::test
