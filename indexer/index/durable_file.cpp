#include "indexer/index/durable_file.h"

#include <cerrno>
#include <limits>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunk = std::size_t{1} << 20;  // bytes read or copied at once
constexpr std::size_t kMaxSmallFile = std::size_t{1}
                                      << 20;  // bytes; CURRENT and MANIFEST.json have some hundreds

class File {
 public:
  File(const fs::path& path, int flags, const char* action) : path_(path) {
    do {
      fd_ = ::open(path.c_str(), flags | O_CLOEXEC, 0644);
    } while (fd_ < 0 && errno == EINTR);
    if (fd_ < 0) throw system_error(IndexError::Kind::io, action, path);
  }
  ~File() { ::close(fd_); }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int fd() const { return fd_; }

  std::size_t read(char* buffer, std::size_t size) {
    ssize_t count;
    do {
      count = ::read(fd_, buffer, size);
    } while (count < 0 && errno == EINTR);
    if (count < 0) throw system_error(IndexError::Kind::io, "read", path_);
    return static_cast<std::size_t>(count);
  }

  void write(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t count = ::write(fd_, bytes.data(), bytes.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) throw system_error(IndexError::Kind::io, "write", path_);
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
  }

  void sync() {
    if (::fsync(fd_) != 0) throw system_error(IndexError::Kind::io, "write", path_);
  }

 private:
  fs::path path_;
  int fd_ = -1;
};

}  // namespace

IndexError system_error(IndexError::Kind kind, const std::string& action, const fs::path& path) {
  const std::string reason = std::generic_category().message(errno);
  return IndexError(kind, "cannot " + action + " " + path.string() + ": " + reason);
}

void write_durably(const fs::path& path, std::string_view contents) {
  File file(path, O_WRONLY | O_CREAT | O_TRUNC, "write");
  file.write(contents);
  file.sync();
}

void replace_durably(const fs::path& path, std::string_view contents) {
  fs::path temporary = path;
  temporary += ".new";
  write_durably(temporary, contents);
  if (::rename(temporary.c_str(), path.c_str()) != 0) {
    throw system_error(IndexError::Kind::io, "replace", path);
  }
  sync(path.parent_path().empty() ? fs::path(".") : path.parent_path());
}

void sync(const fs::path& path) {
  File(path, O_RDONLY, "open").sync();
}

namespace {

// Until the end, or until there are more bytes than `enough`.
std::optional<std::string> read_file(const fs::path& path, std::size_t enough) {
  if (::access(path.c_str(), F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  File file(path, O_RDONLY, "read");
  std::string contents;
  char buffer[16384];
  while (const std::size_t count = file.read(buffer, sizeof buffer)) {
    contents.append(buffer, count);
    if (contents.size() > enough) break;
  }
  return contents;
}

}  // namespace

std::optional<std::string> read_small_file(const fs::path& path) {
  return read_file(path, kMaxSmallFile);  // a longer one is not ours: whoever parses it will say so
}

std::optional<std::string> read_whole_file(const fs::path& path) {
  return read_file(path, std::numeric_limits<std::size_t>::max());
}

std::uint32_t crc32(std::string_view bytes) {
  return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

FileSum file_sum(const fs::path& path) {
  File file(path, O_RDONLY, "read");
  std::vector<char> buffer(kChunk);
  FileSum sum;
  uLong crc = 0;
  while (const std::size_t count = file.read(buffer.data(), buffer.size())) {
    crc = ::crc32_z(crc, reinterpret_cast<const Bytef*>(buffer.data()), count);
    sum.size += count;
  }
  sum.crc32 = static_cast<std::uint32_t>(crc);
  return sum;
}

void copy_contents(const fs::path& from, const fs::path& to) {
  File source(from, O_RDONLY, "read");
  File target(to, O_WRONLY | O_CREAT | O_EXCL, "write");
  // The kernel copies (or shares) the blocks where both files are on one file system that can; the loop below
  // copies whatever is left.
  while (true) {
    const ssize_t count =
        ::copy_file_range(source.fd(), nullptr, target.fd(), nullptr, std::size_t{1} << 30, 0);
    if (count > 0 || (count < 0 && errno == EINTR)) continue;
    if (count < 0 && errno == ENOSPC) throw system_error(IndexError::Kind::io, "write", to);
    break;
  }
  std::vector<char> buffer(kChunk);
  while (const std::size_t count = source.read(buffer.data(), buffer.size())) {
    target.write({buffer.data(), count});
  }
}

}  // namespace fonds::index
