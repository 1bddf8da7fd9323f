// Answers kept in memory: the least recently used are dropped first, within a number of bytes.
//
// It cannot lie: the key holds the generation of the index and the canonical request, and a generation never
// changes. Thread safety: all members may be called from any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/threads/mutex.h"
#include "server/http/message.h"

namespace fonds::api {

class ResponseCache {
 public:
  explicit ResponseCache(std::size_t bytes) : capacity_(bytes) {}

  std::optional<http::Response> find(const std::string& key);
  void store(const std::string& key, const http::Response& response);

  std::uint64_t hits() const { return hits_; }
  std::uint64_t misses() const { return misses_; }
  std::size_t bytes() const;

 private:
  struct Entry {
    std::string key;
    http::Response response;
    std::size_t bytes;
  };
  mutable Mutex mutex_;
  // most recently used first
  std::list<Entry> entries_ FONDS_GUARDED_BY(mutex_);
  // views into entries_
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key_ FONDS_GUARDED_BY(mutex_);
  std::size_t capacity_;
  std::size_t used_ FONDS_GUARDED_BY(mutex_) = 0;
  std::atomic<std::uint64_t> hits_{0}, misses_{0};
};

}  // namespace fonds::api
