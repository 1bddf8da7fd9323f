// Memory for the many short strings of one text: bump allocation, freed all at once. Views stay valid until
// clear().
//
// Nobody gets a bare pointer to write to: a string is copied whole (store), or written through a Draft, which
// knows its room. So no wrong reckoning of how long a form will be (ǆ takes two bytes, dž three) can write
// beyond the arena, in any build.
//
// Not thread-safe.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace fonds::text {

class TextArena {
 public:
  // A string written piece by piece, at most as long as the room asked for. A piece that does not fit is left
  // out, and so is all that follows: what is kept is always a beginning of what was written, cut between two
  // pieces.
  class Draft {
   public:
    void push(char c) {
      if (at_ != end_) *at_++ = c;
    }
    void append(const char* piece, std::size_t size) {
      if (size > static_cast<std::size_t>(end_ - at_)) {
        end_ = at_;
        return;
      }
      for (std::size_t i = 0; i < size; ++i) *at_++ = piece[i];
    }
    std::string_view text() const { return {begin_, static_cast<std::size_t>(at_ - begin_)}; }
    bool is_full() const { return at_ == end_; }

   private:
    friend class TextArena;
    Draft(char* begin, std::size_t room) : begin_(begin), at_(begin), end_(begin + room) {}
    char* begin_;
    char* at_;
    char* end_;
  };

  // REQUIRES: it is kept or given up before the next draft() or store().
  Draft draft(std::size_t room) { return {reserve(room), room}; }

  // The first `size` bytes of what was written, or all of it where that is less.
  std::string_view keep(const Draft& draft, std::size_t size) {
    const std::string_view kept = draft.text().substr(0, size);
    if (blocks_.empty() || kept.data() != blocks_[current_].bytes.get() + used_ ||
        kept.size() > blocks_[current_].size - used_) {
      throw std::logic_error("TextArena: a draft was kept that is not the last");
    }
    used_ += kept.size();
    return kept;
  }

  std::string_view store(std::string_view text) {
    if (text.empty()) return {};
    char* to = reserve(text.size());
    std::memcpy(to, text.data(), text.size());
    used_ += text.size();
    return {to, text.size()};
  }

  void clear() {
    current_ = 0;
    used_ = 0;
  }

 private:
  // At least `size` contiguous bytes behind what is used.
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

  // the words of a usual article in one block
  static constexpr std::size_t kBlockBytes = 16 * 1024;
  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t current_ = 0;
  std::size_t used_ = 0;
};

}  // namespace fonds::text
