#include "server/search/near_prefix.h"

#include <algorithm>
#include <utility>

namespace fonds::search {

std::size_t NearPrefix::slips_of(std::string_view typed) {
  constexpr std::size_t kOneFrom = 4, kTwoFrom = 8;
  return typed.size() < kOneFrom ? 0 : typed.size() < kTwoFrom ? 1 : 2;
}

NearPrefix::NearPrefix(std::string typed, std::size_t slips) : typed_(std::move(typed)), slips_(slips) {
  std::vector<std::size_t> first(typed_.size() + 1);
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = i;
  rows_.push_back(std::move(first));
}

void NearPrefix::fill_row(std::string_view word, std::size_t d) {
  if (rows_.size() <= d) rows_.emplace_back(typed_.size() + 1);
  auto& row = rows_[d];
  const auto& above = rows_[d - 1];
  row[0] = d;
  for (std::size_t i = 1; i <= typed_.size(); ++i) {
    const bool same = typed_[i - 1] == word[d - 1];
    row[i] = std::min({above[i] + 1, row[i - 1] + 1, above[i - 1] + (same ? 0U : 1U)});
    if (d > 1 && i > 1 && typed_[i - 1] == word[d - 2] && typed_[i - 2] == word[d - 1]) {
      row[i] = std::min(row[i], rows_[d - 2][i - 2] + 1);
    }
  }
}

std::size_t NearPrefix::distance(std::string_view word) {
  const auto differ = std::mismatch(word.begin(), word.end(), previous_.begin(), previous_.end()).first;
  filled_ = std::min(filled_, static_cast<std::size_t>(differ - word.begin()));
  previous_ = word;
  dead_end_ = 0;
  std::size_t best = slips_ + 1;
  // Longer beginnings than this are too far by their length alone.
  const std::size_t longest = std::min(word.size(), typed_.size() + slips_);
  for (std::size_t d = 1; d <= longest; ++d) {
    if (d > filled_) {
      fill_row(word, d);
      filled_ = d;
    }
    best = std::min(best, rows_[d].back());
    const auto least = *std::min_element(rows_[d].begin(), rows_[d].end());
    if (least >= best || least > slips_) {
      if (best > slips_) dead_end_ = d;
      break;
    }
  }
  return best;
}

}  // namespace fonds::search
