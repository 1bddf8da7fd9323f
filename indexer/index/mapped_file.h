// A whole file mapped into memory for reading. Should the file become shorter, or its disk fail, what is read
// there is zeros and intact() false (mapping_guard.h).
//
// Thread safety: immutable. Errors: IndexError of the kind given, where the file cannot be mapped.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "indexer/index/file.h"
#include "indexer/index/generation.h"
#include "indexer/index/mapping_guard.h"

namespace fonds::index {

class MappedFile {
 public:
  MappedFile(const std::filesystem::path& path, IndexError::Kind kind);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  std::string_view bytes() const { return bytes_; }
  // False once something was read that is no longer there. As cheap as reading a variable: ask after each
  // use.
  bool intact() const { return !guard_ || !guard_->broken(); }
  // The same, but looks too whether the file is as long as it was, but for zeros at its end: behind the new end of one
  // that was cut, what is mapped reads as zeros, or gives the signal that makes it not intact.
  bool has_its_size() const;

 private:
  File file_;
  std::string_view bytes_;
  // the last that is no zero; null: all are
  const volatile char* last_ = nullptr;
  char was_last_ = 0;
  std::optional<MappingGuard> guard_;
};

}  // namespace fonds::index
