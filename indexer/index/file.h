// An open file of an index, by the system calls of file_system.h.
//
// Thread safety: one thread. Errors: IndexError of the kind given to the constructor, io otherwise.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <sys/types.h>

#include "indexer/index/generation.h"

namespace fonds::index {

// An IndexError of the given kind: "cannot write /x/CURRENT: No space left on device" from errno.
IndexError system_error(IndexError::Kind kind, const std::string& action, const std::filesystem::path& path);

class File {
 public:
  enum class Mode {
    // a regular file: anything else is refused, and no FIFO waited for
    read,
    // to write, emptied where it is there
    create,
    // to write; it is not there yet
    create_new,
    // to sync it
    folder,
  };
  File(std::filesystem::path path, Mode mode, IndexError::Kind kind = IndexError::Kind::io);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  int fd() const { return fd_; }
  std::uint64_t size() const;
  // 0 at the end
  std::size_t read(char* buffer, std::size_t size);
  // all of them
  void write(std::string_view bytes);
  // what is written next goes to the beginning
  void rewind();
  // until the contents are on disk
  void sync();

 private:
  std::filesystem::path path_;
  int fd_ = -1;
};

}  // namespace fonds::index
