#include "server/api/compared.h"

#include <algorithm>
#include <map>

#include "server/api/parameters.h"

namespace fonds::api {
namespace {

// Of fewer years a curve says nothing: their months do.
constexpr std::size_t kFewYears = 3;

class Counter {
 public:
  Counter(text::Day today, const search::State& state, unsigned worker, search::Deadline deadline)
      : state_(state), worker_(worker), deadline_(deadline) {
    plain_.today = today;
    plain_.kind = search::ArticleKind::article;
    plain_.match = search::Match::all;
    plain_.fuzzy = search::Fuzzy::off;
    plain_.limit = 0;
    plain_.facet_dossier = plain_.facet_person = false;
  }

  search::SearchResponse ask(const std::string& q, const std::string& year = {}) {
    search::SearchRequest request = plain_;
    request.q = q;
    if (!year.empty()) request.dates = {*parse_period(year)};
    return state_.search(worker_, request, deadline_);
  }

  // Articles by period, of the years that have some.
  std::map<std::string, std::uint64_t> counts(const std::string& q, const std::vector<std::string>& years,
                                              bool by_month) {
    std::map<std::string, std::uint64_t> found;
    const auto add = [&found](const search::DateHistogram& histogram) {
      for (const search::DateBucket& bucket : histogram.buckets) found[bucket.value] += bucket.count;
    };
    if (!by_month) {
      if (const auto response = ask(q); response.date) add(response.date->histogram);
      return found;
    }
    for (const std::string& year : years) {
      const auto response = ask(q, year);
      if (response.date && response.date->drilldown) add(*response.date->drilldown);
    }
    return found;
  }

 private:
  const search::State& state_;
  unsigned worker_;
  search::Deadline deadline_;
  search::SearchRequest plain_;
};

// From the first to the last, without a gap.
std::vector<std::string> all_months(const std::map<std::string, std::uint64_t>& found) {
  std::vector<std::string> months;
  if (found.empty()) return months;
  text::Date date = text::to_date(parse_period(found.begin()->first)->first);
  while (true) {
    const std::string value = text::iso(text::to_day({date.year, date.month, 1})).substr(0, 7);
    months.push_back(value);
    if (value >= found.rbegin()->first) return months;
    date = date.month == 12 ? text::Date{date.year + 1, 1, 1} : text::Date{date.year, date.month + 1, 1};
  }
}

}  // namespace

std::vector<std::string> compared_expressions(const std::vector<std::string>& typed) {
  std::vector<std::string> expressions;
  for (const std::string& text : typed) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string::npos) continue;
    std::string q = text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
    if (std::find(expressions.begin(), expressions.end(), q) != expressions.end()) continue;
    if (expressions.size() < Comparison::kMostExpressions) expressions.push_back(std::move(q));
  }
  return expressions;
}

Comparison compared(const std::vector<std::string>& expressions, text::Day today, const search::State& state,
                    unsigned worker, search::Deadline deadline) {
  Counter counter(today, state, worker, deadline);
  Comparison comparison;
  const search::SearchResponse all = counter.ask("");
  comparison.index = all.index;
  std::vector<std::string> years;
  if (all.date) {
    for (const auto& bucket : all.date->histogram.buckets) years.push_back(bucket.value);
  }
  const bool by_month = years.size() <= kFewYears;
  const auto articles = counter.counts("", years, by_month);
  comparison.periods = by_month ? all_months(articles) : years;
  const auto in_order = [&](const std::map<std::string, std::uint64_t>& found) {
    std::vector<std::uint64_t> counts;
    for (const std::string& period : comparison.periods) {
      const auto here = found.find(period);
      counts.push_back(here == found.end() ? 0 : here->second);
    }
    return counts;
  };
  comparison.articles = in_order(articles);
  for (const std::string& q : expressions) {
    Comparison::Expression expression;
    expression.q = q;
    expression.counts = in_order(counter.counts(q, years, by_month));
    for (const std::uint64_t count : expression.counts) expression.total += count;
    comparison.expressions.push_back(std::move(expression));
  }
  return comparison;
}

}  // namespace fonds::api
