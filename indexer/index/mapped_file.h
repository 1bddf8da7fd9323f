// A whole file mapped into memory for reading.
//
// Thread safety: immutable. Errors: IndexError of the kind given, where the file cannot be mapped.
#pragma once

#include <filesystem>
#include <string_view>

#include "indexer/index/generation.h"

namespace fonds::index {

class MappedFile {
 public:
  MappedFile(const std::filesystem::path& path, IndexError::Kind kind);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return bytes_; }

 private:
  std::string_view bytes_;
};

}  // namespace fonds::index
