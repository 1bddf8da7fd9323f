// Idea: a stream over a file descriptor, and two decorators that inflate what another stream gives. Each
// decorator owns one input buffer; output goes straight into the caller's.
#include "indexer/archive/byte_stream.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "indexer/archive/reader.h"

namespace fonds::archive {
namespace {

// Compressed bytes per read: large enough that the system call costs nothing beside decompressing.
constexpr std::size_t kInputBufferBytes = 256u << 10;
constexpr std::string_view kGzipMagic = "\x1f\x8b";
constexpr std::string_view kZstdMagic = "\x28\xb5\x2f\xfd";

std::string source_name(const std::string& path) {
  return path == "-" ? "standard input" : path;
}

class FileStream final : public ByteStream {
 public:
  FileStream(const std::string& path, OnRead on_read)
      : name_(source_name(path)), on_read_(std::move(on_read)) {
    if (path == "-") {
      descriptor_ = STDIN_FILENO;
      return;
    }
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor_ < 0) throw SourceError(name_ + ": cannot be opened: " + std::strerror(errno));
  }
  ~FileStream() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }
  FileStream(const FileStream&) = delete;
  FileStream& operator=(const FileStream&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    for (;;) {
      const ssize_t got = ::read(descriptor_, buffer, size);
      if (got >= 0) {
        if (on_read_ && got > 0) on_read_(static_cast<std::size_t>(got));
        return static_cast<std::size_t>(got);
      }
      if (errno != EINTR) throw SourceError(name_ + ": cannot be read: " + std::strerror(errno));
    }
  }

 private:
  std::string name_;
  OnRead on_read_;
  int descriptor_ = -1;
};

class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string_view bytes) : bytes_(bytes) {}
  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t count = std::min(size, bytes_.size());
    std::copy_n(bytes_.data(), count, buffer);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
};

class ResumedStream final : public ByteStream {
 public:
  ResumedStream(std::string head, std::unique_ptr<ByteStream> rest)
      : head_(std::move(head)), rest_(std::move(rest)) {}
  std::size_t read(char* buffer, std::size_t size) override {
    if (used_ == head_.size()) return rest_->read(buffer, size);
    const std::size_t count = std::min(size, head_.size() - used_);
    std::copy_n(head_.data() + used_, count, buffer);
    used_ += count;
    return count;
  }

 private:
  std::string head_;
  std::size_t used_ = 0;
  std::unique_ptr<ByteStream> rest_;
};

class GzipStream final : public ByteStream {
 public:
  GzipStream(std::unique_ptr<ByteStream> source, std::string name)
      : source_(std::move(source)), name_(std::move(name)), input_(kInputBufferBytes) {
    // 15 = the largest window, + 16 = a gzip header is required.
    if (inflateInit2(&state_, 15 + 16) != Z_OK) throw SourceError(name_ + ": zlib cannot start");
  }
  ~GzipStream() override { inflateEnd(&state_); }
  GzipStream(const GzipStream&) = delete;
  GzipStream& operator=(const GzipStream&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    size = std::min<std::size_t>(size, 1u << 30);  // zlib counts in unsigned int
    state_.next_out = reinterpret_cast<Bytef*>(buffer);
    state_.avail_out = static_cast<uInt>(size);
    while (state_.avail_out == size && !finished_) {
      if (state_.avail_in == 0 && !refill()) {
        if (inside_member_)
          throw SourceError(name_ + ": the gzip data ends too early: the file is truncated");
        finished_ = true;
        break;
      }
      if (!inside_member_ && !begin_member()) continue;
      const int result = inflate(&state_, Z_NO_FLUSH);
      if (result == Z_STREAM_END) {
        inside_member_ = false;
        seen_member_ = true;
        inflateReset(&state_);
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        throw SourceError(name_ + ": the gzip data is damaged" +
                          (state_.msg ? std::string(": ") + state_.msg : ""));
      }
    }
    return size - state_.avail_out;
  }

 private:
  bool refill() {
    const std::size_t got = source_->read(input_.data(), input_.size());
    state_.next_in = reinterpret_cast<Bytef*>(input_.data());
    state_.avail_in = static_cast<uInt>(got);
    if (got == 0 && !seen_member_) inside_member_ = true;  // an empty file holds no member at all: truncated
    return got > 0;
  }
  // Between members: zero bytes are padding (tapes, block devices); anything else must be a member.
  bool begin_member() {
    while (seen_member_ && state_.avail_in > 0 && *state_.next_in == 0) {
      ++state_.next_in;
      --state_.avail_in;
    }
    inside_member_ = state_.avail_in > 0;
    return inside_member_;
  }

  std::unique_ptr<ByteStream> source_;
  std::string name_;
  std::vector<char> input_;
  z_stream state_{};
  bool inside_member_ = false, seen_member_ = false, finished_ = false;
};

class ZstdStream final : public ByteStream {
 public:
  ZstdStream(std::unique_ptr<ByteStream> source, std::string name)
      : source_(std::move(source)),
        name_(std::move(name)),
        input_(kInputBufferBytes),
        state_(ZSTD_createDStream()) {
    if (state_ == nullptr) throw SourceError(name_ + ": zstd cannot start");
  }
  ~ZstdStream() override { ZSTD_freeDStream(state_); }
  ZstdStream(const ZstdStream&) = delete;
  ZstdStream& operator=(const ZstdStream&) = delete;

  std::size_t read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer out{buffer, size, 0};
    while (out.pos == 0) {
      // Decompressed bytes may still wait inside zstd after the last input, so it is asked before the end is
      // believed.
      if (in_.pos == in_.size && !ended_) {
        in_ = {input_.data(), source_->read(input_.data(), input_.size()), 0};
        ended_ = in_.size == 0;
        if (ended_ && !seen_input_) throw_truncated();
        seen_input_ = true;
      }
      const std::size_t consumed_before = in_.pos;
      const std::size_t result = ZSTD_decompressStream(state_, &out, &in_);
      if (ZSTD_isError(result) != 0) {
        throw SourceError(name_ + ": the zstd data is damaged: " + ZSTD_getErrorName(result));
      }
      if (in_.pos != consumed_before || out.pos != 0) frame_open_ = result != 0;
      if (ended_ && out.pos == 0) {
        if (frame_open_) throw_truncated();
        break;
      }
    }
    return out.pos;
  }

 private:
  [[noreturn]] void throw_truncated() const {
    throw SourceError(name_ + ": the zstd data ends too early: the file is truncated");
  }

  std::unique_ptr<ByteStream> source_;
  std::string name_;
  std::vector<char> input_;
  ZSTD_DStream* state_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool ended_ = false, seen_input_ = false, frame_open_ = false;
};

std::unique_ptr<ByteStream> decompressed(std::unique_ptr<ByteStream> raw, Compression compression,
                                         std::string name) {
  if (compression == Compression::by_content) {
    std::string head;
    for (char bytes[4]; head.size() < kZstdMagic.size();) {
      const std::size_t got = raw->read(bytes, kZstdMagic.size() - head.size());
      if (got == 0) break;
      head.append(bytes, got);
    }
    compression = head.starts_with(kGzipMagic)   ? Compression::gzip
                  : head.starts_with(kZstdMagic) ? Compression::zstd
                                                 : Compression::none;
    raw = resumed_stream(std::move(head), std::move(raw));
  }
  switch (compression) {
    case Compression::gzip:
      return std::make_unique<GzipStream>(std::move(raw), std::move(name));
    case Compression::zstd:
      return std::make_unique<ZstdStream>(std::move(raw), std::move(name));
    default:
      return raw;
  }
}

}  // namespace

std::unique_ptr<ByteStream> ByteStream::open(const std::string& path, Compression compression,
                                             OnRead on_read) {
  return decompressed(std::make_unique<FileStream>(path, std::move(on_read)), compression, source_name(path));
}

std::unique_ptr<ByteStream> resumed_stream(std::string head, std::unique_ptr<ByteStream> rest) {
  return std::make_unique<ResumedStream>(std::move(head), std::move(rest));
}

std::unique_ptr<ByteStream> memory_stream(std::string_view bytes, Compression compression, std::string name) {
  return decompressed(std::make_unique<MemoryStream>(bytes), compression, std::move(name));
}

std::optional<std::string> read_all(ByteStream& stream, std::size_t limit) {
  constexpr std::size_t kStep = 256u << 10;
  std::string all;
  for (;;) {
    const std::size_t size = all.size();
    all.resize(size + kStep);
    const std::size_t got = stream.read(all.data() + size, kStep);
    all.resize(size + got);
    if (got == 0) return all;
    if (all.size() > limit) return std::nullopt;
  }
}

}  // namespace fonds::archive
