#include "server/api/response_cache.h"

namespace fonds::api {

namespace {
// What an entry costs besides its key and body: list and map nodes, headers.
constexpr std::size_t kOverhead = 512;
// One answer may take at most this part of the cache.
constexpr std::size_t kLargest = 8;
}  // namespace

std::optional<http::Response> ResponseCache::find(const std::string& key) {
  const MutexLock lock(mutex_);
  const auto it = by_key_.find(key);
  if (it == by_key_.end()) {
    ++misses_;
    return std::nullopt;
  }
  ++hits_;
  entries_.splice(entries_.begin(), entries_, it->second);
  return it->second->response;
}

void ResponseCache::store(const std::string& key, const http::Response& response) {
  const std::size_t bytes = kOverhead + key.size() + (response.body ? response.body->size() : 0);
  if (bytes > capacity_ / kLargest) return;
  const MutexLock lock(mutex_);
  if (by_key_.contains(key)) return;
  entries_.push_front({key, response, bytes});
  by_key_.emplace(entries_.front().key, entries_.begin());
  used_ += bytes;
  while (used_ > capacity_) {
    used_ -= entries_.back().bytes;
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
}

std::size_t ResponseCache::bytes() const {
  const MutexLock lock(mutex_);
  return used_;
}

}  // namespace fonds::api
