#include "indexer/index/mapped_file.h"

#include <sys/mman.h>

#include "indexer/index/file_system.h"

namespace fonds::index {

MappedFile::MappedFile(const std::filesystem::path& path, IndexError::Kind kind)
    : file_(path, File::Mode::read, kind) {
  const auto size = static_cast<std::size_t>(file_.size());
  if (size == 0) return;  // which mmap refuses
  void* const address = file_system().mmap(size, file_.fd());
  if (address == nullptr) throw system_error(kind, "map", path);
  bytes_ = {static_cast<const char*>(address), size};
  guard_.emplace(address, size);
  if (const auto last = bytes_.find_last_not_of('\0'); last != std::string_view::npos) {
    last_ = bytes_.data() + last;
    was_last_ = *last_;
  }
}

MappedFile::~MappedFile() {
  guard_.reset();
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

bool MappedFile::has_its_size() const {
  const bool there = last_ == nullptr || *last_ == was_last_;
  return there && intact();
}

}  // namespace fonds::index
