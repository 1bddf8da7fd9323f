// The system calls that an index is read and written with, all in one place, so that a test can make any of
// them fail (tests/index/fault_injection_test.cpp). A call through it costs a virtual call beside the
// system's own.
//
// What Xapian does with its own files does not pass here.
//
// Thread safety: any thread may call; replacing it is for tests, while no other thread uses an index.
// Errors: as the system gives them, -1 (or nullptr) and errno. Callers retry after EINTR.
#pragma once

#include <cstddef>

#include <dirent.h>
#include <sys/stat.h>
#include <sys/types.h>

namespace fonds::index {

class FileSystem {
 public:
  FileSystem() = default;
  virtual ~FileSystem() = default;
  FileSystem(const FileSystem&) = delete;
  FileSystem& operator=(const FileSystem&) = delete;

  virtual int open(const char* path, int flags, mode_t mode);
  // what can fail was synced before
  virtual void close(int fd);
  virtual ssize_t read(int fd, void* buffer, std::size_t size);
  virtual ssize_t write(int fd, const void* bytes, std::size_t size);
  virtual off_t lseek(int fd, off_t from_start);
  virtual int fsync(int fd);
  virtual int fstat(int fd, struct stat* status);
  virtual int stat(const char* path, struct stat* status);
  virtual int fchmod(int fd, mode_t mode);
  virtual int fchown(int fd, uid_t owner, gid_t group);
  virtual int flock(int fd, int operation);
  // of the whole file, shared, to read; nullptr = failed
  virtual void* mmap(std::size_t size, int fd);
  virtual int rename(const char* from, const char* to);
  virtual int unlink(const char* path);
  virtual int mkdir(const char* path, mode_t mode);
  virtual int rmdir(const char* path);
  virtual DIR* opendir(const char* path);
};

// The one in use: the system's own but in tests.
FileSystem& file_system();

// Puts another in its place for as long as this lives.
class ReplacedFileSystem {
 public:
  explicit ReplacedFileSystem(FileSystem& replacement);
  ~ReplacedFileSystem();
  ReplacedFileSystem(const ReplacedFileSystem&) = delete;
  ReplacedFileSystem& operator=(const ReplacedFileSystem&) = delete;

 private:
  FileSystem* before_;
};

}  // namespace fonds::index
