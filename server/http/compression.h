// gzip for response bodies.
//
// A body that somebody else holds as well (a static file, a cached page) will be sent again: its compressed
// form is kept, found again by the identity of the body. Others are compressed faster and forgotten. Thread
// safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/threads/lru_cache.h"

namespace fonds::http {

// zlib levels: 6 is its own default; 4 costs about half of that for a few per cent more bytes.
inline constexpr int kGzipLevelKept = 6;
inline constexpr int kGzipLevelOnce = 4;

// Throws std::bad_alloc only.
std::string gzip(std::string_view body, int level);

class Compressor {
 public:
  // Bytes of compressed bodies kept. All static files and some hundred pages fit.
  explicit Compressor(std::size_t capacity_bytes = 16U * 1024 * 1024)
      : kept_(capacity_bytes, capacity_bytes / 4) {}
  std::shared_ptr<const std::string> compress(const std::shared_ptr<const std::string>& body);
  std::size_t kept_bytes() const { return kept_.usage().bytes; }

 private:
  using Shared = std::shared_ptr<const std::string>;
  struct Compressed {
    std::weak_ptr<const std::string> original;
    Shared body;
  };
  Shared find(const Shared& body);

  // by the address of the original
  LruCache<const std::string*, Compressed> kept_;
};

}  // namespace fonds::http
