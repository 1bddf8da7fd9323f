// Answers kept in memory, within a number of bytes.
//
// It cannot lie: the key holds the generation of the index and the canonical request, and a generation never
// changes. Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "indexer/threads/lru_cache.h"
#include "server/http/message.h"

namespace fonds::api {

class ResponseCache {
 public:
  explicit ResponseCache(std::size_t bytes) : kept_(bytes, bytes / kLargest) {}

  std::optional<http::Response> find(const std::string& key) { return kept_.find(key); }
  void store(const std::string& key, const http::Response& response);
  CacheUsage usage() const { return kept_.usage(); }

 private:
  // One answer may take at most this part of the cache.
  static constexpr std::size_t kLargest = 8;
  LruCache<std::string, http::Response> kept_;
};

}  // namespace fonds::api
