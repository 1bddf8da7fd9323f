#include "indexer/index/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/index/durable_file.h"

namespace fonds::index {

MappedFile::MappedFile(const std::filesystem::path& path, IndexError::Kind kind) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) throw system_error(kind, "open", path);
  struct stat status {};
  const bool known = ::fstat(fd, &status) == 0;
  if (known && status.st_size == 0) {  // which mmap refuses
    ::close(fd);
    return;
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = known ? ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;
  if (address == MAP_FAILED) {
    const IndexError error = system_error(kind, "map", path);
    ::close(fd);
    throw error;
  }
  ::close(fd);
  bytes_ = {static_cast<const char*>(address), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

}  // namespace fonds::index
