// Random queries over the words of given articles, generated from the grammar; the same seed gives the same
// queries.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "server/search/types.h"

namespace fonds::test {

class QueryGenerator {
 public:
  QueryGenerator(const std::vector<archive::Article>& articles, std::uint32_t seed);

  std::string query();
  // A query with random selections, period, order and match mode; `dossiers` and `persons` are facet values.
  search::SearchRequest request(const std::vector<std::string>& dossiers,
                                const std::vector<std::string>& persons);

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
  std::string word();
  std::string phrase();
  std::string operand(int depth);
  std::string expression(int depth);

  std::mt19937 random_;
  // words of some passages
  std::vector<std::vector<std::string>> texts_;
  std::vector<std::string> labels_, authors_;
  std::vector<text::Day> days_;
};

}  // namespace fonds::test
