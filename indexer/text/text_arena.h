// Memory for the many short strings of one text: bump allocation, freed all at once. Views stay valid until
// clear(). Not thread-safe.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace fonds::text {

class TextArena {
 public:
  // At least `size` contiguous bytes, valid until the next reserve(); commit() keeps the first of them.
  char* reserve(std::size_t size) {
    while (current_ < blocks_.size() && blocks_[current_].size - used_ < size) {
      ++current_;
      used_ = 0;
    }
    if (current_ == blocks_.size()) {
      const std::size_t bytes = std::max(size, kBlockBytes);
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(bytes), bytes});
      used_ = 0;
    }
    return blocks_[current_].bytes.get() + used_;
  }
  void commit(std::size_t size) { used_ += size; }

  std::string_view store(std::string_view text) {
    char* to = reserve(text.size());
    std::memcpy(to, text.data(), text.size());
    commit(text.size());
    return {to, text.size()};
  }

  void clear() {
    current_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t kBlockBytes = 16 * 1024;  // the words of a usual article in one block
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t current_ = 0;
  std::size_t used_ = 0;
};

}  // namespace fonds::text
