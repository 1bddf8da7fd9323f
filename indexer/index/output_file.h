// A new file written front to back, whose place is known; what is written is gathered into large pieces.
//
// Thread safety: one thread. Errors: IndexError io. What is not flushed when it is destroyed is lost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index/file.h"

namespace fonds::index {

class OutputFile {
 public:
  // emptied where it is there
  explicit OutputFile(const std::filesystem::path& path);

  std::uint64_t at() const { return at_; }
  void write(const void* bytes, std::size_t size);
  void write(std::string_view bytes) { write(bytes.data(), bytes.size()); }
  template <typename T>
  void write_all(const std::vector<T>& values) {
    write(values.data(), values.size() * sizeof(T));
  }
  // with zeros; at most 8
  void pad(std::size_t alignment);
  void flush();
  // Flushes, and writes over the beginning of the file. Nothing is written after it.
  void rewrite_front(std::string_view bytes);

 private:
  File file_;
  std::string pending_;
  std::uint64_t at_ = 0;
};

}  // namespace fonds::index
