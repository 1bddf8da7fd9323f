#include "indexer/index/file_system.h"

#include <atomic>
#include <cstdio>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

namespace fonds::index {
namespace {

FileSystem& system_calls() {
  static FileSystem instance;
  return instance;
}

std::atomic<FileSystem*> replacement{nullptr};

}  // namespace

int FileSystem::open(const char* path, int flags, mode_t mode) {
  return ::open(path, flags | O_CLOEXEC, mode);
}

void FileSystem::close(int fd) {
  ::close(fd);
}

ssize_t FileSystem::read(int fd, void* buffer, std::size_t size) {
  return ::read(fd, buffer, size);
}

ssize_t FileSystem::write(int fd, const void* bytes, std::size_t size) {
  return ::write(fd, bytes, size);
}

off_t FileSystem::lseek(int fd, off_t from_start) {
  return ::lseek(fd, from_start, SEEK_SET);
}

int FileSystem::fsync(int fd) {
  return ::fsync(fd);
}

int FileSystem::fstat(int fd, struct stat* status) {
  return ::fstat(fd, status);
}

int FileSystem::stat(const char* path, struct stat* status) {
  return ::stat(path, status);
}

int FileSystem::fchmod(int fd, mode_t mode) {
  return ::fchmod(fd, mode);
}

int FileSystem::fchown(int fd, uid_t owner, gid_t group) {
  return ::fchown(fd, owner, group);
}

int FileSystem::flock(int fd, int operation) {
  return ::flock(fd, operation);
}

void* FileSystem::mmap(std::size_t size, int fd) {
  void* address = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
  return address == MAP_FAILED ? nullptr : address;
}

int FileSystem::rename(const char* from, const char* to) {
  return ::rename(from, to);
}

int FileSystem::unlink(const char* path) {
  return ::unlink(path);
}

int FileSystem::mkdir(const char* path, mode_t mode) {
  return ::mkdir(path, mode);
}

int FileSystem::rmdir(const char* path) {
  return ::rmdir(path);
}

DIR* FileSystem::opendir(const char* path) {
  return ::opendir(path);
}

FileSystem& file_system() {
  FileSystem* const replaced = replacement.load(std::memory_order_relaxed);
  return replaced != nullptr ? *replaced : system_calls();
}

ReplacedFileSystem::ReplacedFileSystem(FileSystem& other) : before_(replacement.exchange(&other)) {}

ReplacedFileSystem::~ReplacedFileSystem() {
  replacement = before_;
}

}  // namespace fonds::index
