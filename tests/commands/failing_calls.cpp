// A library to be loaded before all others (LD_PRELOAD): one of the program's system calls that change files
// fails, whoever makes it, Xapian included.
//
// FONDS_FAIL_CALL: which one, from 0 on. FONDS_FAIL_ERROR: errno. FONDS_FAIL_MARK: a file made when it is
// reached.
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdlib>

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

long number(const char* name, long absent) {
  const char* const text = std::getenv(name);
  return text != nullptr ? std::atol(text) : absent;
}

std::atomic<long> calls{0};

// True where this call is the one that fails; errno is set.
bool fails() {
  static const long due = number("FONDS_FAIL_CALL", -1);
  if (calls++ != due) return false;
  if (const char* const mark = std::getenv("FONDS_FAIL_MARK")) {
    const long fd = ::syscall(SYS_openat, AT_FDCWD, mark, O_CREAT | O_WRONLY, 0600);
    if (fd >= 0) ::syscall(SYS_close, fd);
  }
  errno = static_cast<int>(number("FONDS_FAIL_ERROR", EIO));
  return true;
}

// Standard output and error are no part of an index.
bool is_standard(int fd) {
  return fd <= STDERR_FILENO;
}

int open_file(const char* path, int flags, mode_t mode) {
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) != 0 && fails()) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = static_cast<mode_t>((flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0);
  va_end(arguments);
  return open_file(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const auto mode = static_cast<mode_t>((flags & O_CREAT) != 0 ? va_arg(arguments, int) : 0);
  va_end(arguments);
  return open_file(path, flags, mode);
}

ssize_t write(int fd, const void* bytes, size_t size) {
  if (!is_standard(fd) && fails()) return -1;
  return ::syscall(SYS_write, fd, bytes, size);
}

ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
  if (fails()) return -1;
  return ::syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
  return pwrite64(fd, bytes, size, at);
}

int fsync(int fd) {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_fsync, fd));
}

int fdatasync(int fd) {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_fdatasync, fd));
}

int ftruncate(int fd, off_t size) noexcept {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_ftruncate, fd, size));
}

int ftruncate64(int fd, off64_t size) noexcept {
  return ftruncate(fd, size);
}

int rename(const char* from, const char* to) noexcept {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

int mkdir(const char* path, mode_t mode) noexcept {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_mkdirat, AT_FDCWD, path, mode));
}

int unlink(const char* path) noexcept {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

int rmdir(const char* path) noexcept {
  return fails() ? -1 : static_cast<int>(::syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR));
}

}  // extern "C"
