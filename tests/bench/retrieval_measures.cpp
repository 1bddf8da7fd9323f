#include "tests/bench/retrieval_measures.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace fonds::bench {

namespace {
constexpr std::size_t kNdcgDepth = 10;
constexpr std::size_t kRecallDepth = 100;

double discount(std::size_t place) {
  return 1 / std::log2(static_cast<double>(place) + 2);
}  // place from 0
}  // namespace

Measures measure(const std::vector<std::string>& ranking, const Judgements& judgements) {
  Measures measures;
  double gain = 0;
  std::size_t found = 0;
  for (std::size_t place = 0; place < std::min(ranking.size(), kRecallDepth); ++place) {
    const auto judged = judgements.find(ranking[place]);
    if (judged == judgements.end() || judged->second <= 0) continue;
    if (++found == 1) measures.reciprocal = 1 / static_cast<double>(place + 1);
    if (place < kNdcgDepth) gain += judged->second * discount(place);
  }
  std::vector<double> grades;
  for (const auto& [article, grade] : judgements) {
    if (grade > 0) grades.push_back(grade);
  }
  std::sort(grades.begin(), grades.end(), std::greater<>());
  double ideal = 0;
  for (std::size_t place = 0; place < std::min(grades.size(), kNdcgDepth); ++place) {
    ideal += grades[place] * discount(place);
  }
  measures.ndcg10 = gain / ideal;
  measures.recall100 = static_cast<double>(found) / static_cast<double>(grades.size());
  return measures;
}

void MeasureMean::add(const Measures& measures) {
  sum_.ndcg10 += measures.ndcg10;
  sum_.recall100 += measures.recall100;
  sum_.reciprocal += measures.reciprocal;
  ++queries_;
}

Measures MeasureMean::mean() const {
  const double n = queries_ == 0 ? 1 : static_cast<double>(queries_);
  return {sum_.ndcg10 / n, sum_.recall100 / n, sum_.reciprocal / n};
}

}  // namespace fonds::bench
