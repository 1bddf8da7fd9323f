#include "indexer/index/file.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>

#include "indexer/index/file_system.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Until the file is given to those who may read it (access.h), it is the writer's alone.
constexpr mode_t kUnpublishedFileMode = 0600;

int flags_of(File::Mode mode) {
  switch (mode) {
    case File::Mode::read:
      return O_RDONLY | O_NONBLOCK;
    case File::Mode::create:
      return O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK;
    case File::Mode::create_new:
      return O_WRONLY | O_CREAT | O_EXCL;
    case File::Mode::folder:
      return O_RDONLY | O_DIRECTORY;
  }
  return O_RDONLY;
}

const char* action_of(File::Mode mode) {
  return mode == File::Mode::create || mode == File::Mode::create_new ? "write" : "read";
}

}  // namespace

IndexError system_error(IndexError::Kind kind, const std::string& action, const fs::path& path) {
  const std::string reason = std::generic_category().message(errno);
  return IndexError(kind, "cannot " + action + " " + path.string() + ": " + reason);
}

File::File(fs::path path, Mode mode, IndexError::Kind kind) : path_(std::move(path)) {
  do {
    fd_ = file_system().open(path_.c_str(), flags_of(mode), kUnpublishedFileMode);
  } while (fd_ < 0 && errno == EINTR);
  if (fd_ < 0) throw system_error(kind, action_of(mode), path_);
  if (mode != Mode::read) return;
  struct stat status {};
  if (file_system().fstat(fd_, &status) != 0) {
    const IndexError error = system_error(kind, "read", path_);
    file_system().close(fd_);
    throw error;
  }
  if (!S_ISREG(status.st_mode)) {
    file_system().close(fd_);
    throw IndexError(IndexError::Kind::damaged, path_.string() + " is not a file");
  }
}

File::~File() {
  file_system().close(fd_);
}

std::uint64_t File::size() const {
  struct stat status {};
  if (file_system().fstat(fd_, &status) != 0) throw system_error(IndexError::Kind::io, "read", path_);
  return static_cast<std::uint64_t>(status.st_size);
}

std::size_t File::read(char* buffer, std::size_t size) {
  ssize_t count;
  do {
    count = file_system().read(fd_, buffer, size);
  } while (count < 0 && errno == EINTR);
  if (count < 0) throw system_error(IndexError::Kind::io, "read", path_);
  return static_cast<std::size_t>(count);
}

void File::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = file_system().write(fd_, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw system_error(IndexError::Kind::io, "write", path_);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

void File::rewind() {
  if (file_system().lseek(fd_, 0) < 0) throw system_error(IndexError::Kind::io, "write", path_);
}

void File::sync() {
  int result;
  do {
    result = file_system().fsync(fd_);
  } while (result != 0 && errno == EINTR);
  if (result != 0) throw system_error(IndexError::Kind::io, "write", path_);
}

}  // namespace fonds::index
