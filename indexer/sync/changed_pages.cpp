#include "indexer/sync/changed_pages.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

namespace fonds::sync {

ChangedPages::Decided ChangedPages::add(ChangedPage page) {
  Decided decided;
  const std::string digest = page.known.text;
  waiting_.push_back(std::move(page));
  const auto alike = [&](const ChangedPage& other) { return other.known.text == digest; };
  const auto count = static_cast<std::size_t>(std::count_if(waiting_.begin(), waiting_.end(), alike));
  if (refused_.contains(digest) || count >= kAlike) {
    refused_.insert(digest);
    const auto refused = std::stable_partition(waiting_.begin(), waiting_.end(), std::not_fn(alike));
    std::move(refused, waiting_.end(), std::back_inserter(decided.refused));
    waiting_.erase(refused, waiting_.end());
  }
  while (waiting_.size() > kWaiting) {
    decided.accepted.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return decided;
}

std::vector<ChangedPage> ChangedPages::rest() {
  std::vector<ChangedPage> rest(std::make_move_iterator(waiting_.begin()),
                                std::make_move_iterator(waiting_.end()));
  waiting_.clear();
  return rest;
}

}  // namespace fonds::sync
