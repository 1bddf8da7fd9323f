#include "server/http/compression.h"

#include <array>
#include <optional>

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
  kept_.keep(body.get(), {body, compressed}, compressed->size());
  return compressed;
}

Compressor::Shared Compressor::find(const Shared& body) {
  const std::optional<Compressed> kept = kept_.find(body.get());
  if (!kept) return nullptr;
  // An address may be used again by another body: only the living original counts.
  if (kept->original.lock() == body) return kept->body;
  kept_.erase(body.get());
  return nullptr;
}

}  // namespace fonds::http
