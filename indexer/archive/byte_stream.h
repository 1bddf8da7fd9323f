// The bytes of a source, decompressed while they are read: plain, gzip (several members too), Zstandard
// (several frames too), standard input. Memory is a few buffers, whatever the size of the source.
//
// Thread safety: one thread at a time per stream.
// Errors: what cannot be opened, read or decompressed, and compressed data that ends too early, throws
// SourceError naming the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace fonds::archive {

enum class Compression : std::uint8_t {
  // for names that say nothing: standard input, files of unknown extension
  by_content,
  none,
  gzip,
  zstd,
};

// What is asked of a stream at once.
inline constexpr std::size_t kReadBytes = 256u << 10;

class ByteStream {
 public:
  // Called with the number of bytes taken from the file itself since the last call.
  using OnRead = std::function<void(std::size_t)>;

  // `path` is also the name in errors; "-" is standard input.
  static std::unique_ptr<ByteStream> open(const std::string& path, Compression compression,
                                          OnRead on_read = nullptr);

  virtual ~ByteStream() = default;
  // Fills up to `size` bytes at `buffer`; 0 = the end. REQUIRES: size > 0
  virtual std::size_t read(char* buffer, std::size_t size) = 0;
};

// Bytes that have been taken from a stream already, then its rest.
std::unique_ptr<ByteStream> resumed_stream(std::string head, std::unique_ptr<ByteStream> rest);

// A stream of bytes in memory. `bytes` must outlive the stream; `name` stands in errors.
std::unique_ptr<ByteStream> memory_stream(std::string_view bytes, Compression compression, std::string name);

// The whole rest of a stream, or nullopt where it is longer than `limit` bytes.
std::optional<std::string> read_all(ByteStream& stream, std::size_t limit);

}  // namespace fonds::archive
