#include "server/http/compression.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>
#include <new>

#include <zlib.h>

namespace fonds::http {
namespace {

// A deflate state is a quarter of a megabyte: each thread keeps one for each level and resets it.
class Deflater {
 public:
  explicit Deflater(int level) {
    constexpr int kWindowBits = 15 + 16;  // 32 kB window; +16 selects the gzip format
    constexpr int kMemoryLevel = 8;       // zlib's default
    if (deflateInit2(&stream_, level, Z_DEFLATED, kWindowBits, kMemoryLevel, Z_DEFAULT_STRATEGY) != Z_OK) {
      throw std::bad_alloc();
    }
  }
  ~Deflater() { deflateEnd(&stream_); }
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;

  std::string run(std::string_view body) {
    deflateReset(&stream_);
    std::string out;
    out.resize(deflateBound(&stream_, static_cast<uLong>(body.size())));
    std::size_t written = 0;
    // zlib counts in unsigned int: larger bodies go in pieces.
    constexpr std::size_t kPiece = std::numeric_limits<uInt>::max() / 2;
    int state = Z_OK;
    do {
      const std::size_t piece = std::min(body.size(), kPiece);
      const std::size_t space = std::min(out.size() - written, kPiece);
      stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
      stream_.avail_in = static_cast<uInt>(piece);
      stream_.next_out = reinterpret_cast<Bytef*>(out.data() + written);
      stream_.avail_out = static_cast<uInt>(space);
      state = deflate(&stream_, piece == body.size() ? Z_FINISH : Z_NO_FLUSH);
      body.remove_prefix(piece - stream_.avail_in);
      written += space - stream_.avail_out;
    } while (state == Z_OK);
    out.resize(written);
    out.shrink_to_fit();
    return out;
  }

 private:
  z_stream stream_{};
};

}  // namespace

std::string gzip(std::string_view body, int level) {
  constexpr int kLevels = 10;
  thread_local std::array<std::unique_ptr<Deflater>, kLevels> deflaters;
  auto& deflater = deflaters.at(static_cast<std::size_t>(level));
  if (!deflater) deflater = std::make_unique<Deflater>(level);
  return deflater->run(body);
}

std::shared_ptr<const std::string> Compressor::compress(const Shared& body) {
  const bool shared = body.use_count() > 1;
  if (!shared) return std::make_shared<const std::string>(gzip(*body, kGzipLevelOnce));
  if (auto found = find(body)) return found;
  auto compressed = std::make_shared<const std::string>(gzip(*body, kGzipLevelKept));
  keep(body, compressed);
  return compressed;
}

Compressor::Shared Compressor::find(const Shared& body) {
  const MutexLock lock(mutex_);
  const auto found = entries_.find(body.get());
  if (found == entries_.end()) return nullptr;
  // An address may be used again by another body: only the living original counts.
  if (found->second->original.lock() != body) {
    erase(found->second);
    return nullptr;
  }
  recent_.splice(recent_.begin(), recent_, found->second);
  return found->second->compressed;
}

void Compressor::keep(const Shared& body, const Shared& compressed) {
  if (compressed->size() > capacity_ / 4) return;  // one large body must not push all others out
  const MutexLock lock(mutex_);
  if (const auto found = entries_.find(body.get()); found != entries_.end()) erase(found->second);
  recent_.push_front({body, body.get(), compressed});
  entries_[body.get()] = recent_.begin();
  bytes_ += compressed->size();
  while (bytes_ > capacity_) erase(std::prev(recent_.end()));
}

void Compressor::erase(std::list<Entry>::iterator entry) {
  bytes_ -= entry->compressed->size();
  entries_.erase(entry->key);
  recent_.erase(entry);
}

std::size_t Compressor::kept_bytes() const {
  const MutexLock lock(mutex_);
  return bytes_;
}

}  // namespace fonds::http
