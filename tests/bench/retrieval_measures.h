// The measures of a ranking against relevance judgements, as trec_eval computes them.
//
// Thread safety: pure functions and plain values.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace fonds::bench {

// from article to grade; above 0 = relevant
using Judgements = std::map<std::string, double>;

struct Measures {
  // linear gain, logarithmic discount, over the ideal order
  double ndcg10 = 0;
  // relevant articles among the first 100
  double recall100 = 0;
  // 1 / place of the first relevant article
  double reciprocal = 0;
};

// `ranking` best first. REQUIRES: some judgement above 0.
Measures measure(const std::vector<std::string>& ranking, const Judgements& judgements);

// The mean over queries: add each, then read mean().
class MeasureMean {
 public:
  void add(const Measures& measures);
  Measures mean() const;
  std::size_t queries() const { return queries_; }

 private:
  Measures sum_;
  std::size_t queries_ = 0;
};

}  // namespace fonds::bench
