#include "server/http/compression.h"

#include <array>
#include <iterator>

#include "server/http/gzip_stream.h"

namespace fonds::http {

std::string gzip(std::string_view body, int level) {
  constexpr int kLevels = 10;
  // Each thread keeps a state for each level: they are large.
  thread_local std::array<std::unique_ptr<GzipStream>, kLevels> streams;
  auto& stream = streams.at(static_cast<std::size_t>(level));
  if (!stream) {
    stream = std::make_unique<GzipStream>(level);
  } else {
    stream->restart();
  }
  std::string out;
  stream->add(body, true, out);
  out.shrink_to_fit();
  return out;
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
