// gzip for response bodies.
//
// A body that somebody else holds as well (a static file, a cached page) will be sent again: its compressed
// form is kept, found again by the identity of the body. Others are compressed faster and forgotten. Thread
// safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "indexer/threads/mutex.h"

namespace fonds::http {

// zlib levels: 6 is its own default; 4 costs about half of that for a few per cent more bytes.
inline constexpr int kGzipLevelKept = 6;
inline constexpr int kGzipLevelOnce = 4;

// Throws std::bad_alloc only.
std::string gzip(std::string_view body, int level);

class Compressor {
 public:
  // Bytes of compressed bodies kept; the least recently used go first. All static files and some hundred
  // pages fit.
  explicit Compressor(std::size_t capacity_bytes = 16U * 1024 * 1024) : capacity_(capacity_bytes) {}
  std::shared_ptr<const std::string> compress(const std::shared_ptr<const std::string>& body);
  std::size_t kept_bytes() const;

 private:
  using Shared = std::shared_ptr<const std::string>;
  struct Entry {
    std::weak_ptr<const std::string> original;
    const std::string* key;
    Shared compressed;
  };
  Shared find(const Shared& body);
  void keep(const Shared& body, const Shared& compressed);
  void erase(std::list<Entry>::iterator entry) FONDS_REQUIRES(mutex_);

  const std::size_t capacity_;
  mutable Mutex mutex_;
  // the most recently used first
  std::list<Entry> recent_ FONDS_GUARDED_BY(mutex_);
  std::unordered_map<const std::string*, std::list<Entry>::iterator> entries_ FONDS_GUARDED_BY(mutex_);
  std::size_t bytes_ FONDS_GUARDED_BY(mutex_) = 0;
};

}  // namespace fonds::http
