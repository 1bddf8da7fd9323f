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
  // The same, but asks the system too whether the file is as long as it was. A system call.
  bool has_its_size() const;

 private:
  File file_;
  std::string_view bytes_;
  std::optional<MappingGuard> guard_;
};

}  // namespace fonds::index
