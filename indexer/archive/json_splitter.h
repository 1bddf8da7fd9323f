// Cuts a JSON file into its articles before any of it is parsed: the objects of an array, or objects one
// after the other. Memory is one object.
//
// Thread safety: one thread. Errors: what the stream throws.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/archive/byte_stream.h"

namespace fonds::archive {

class JsonSplitter {
 public:
  // `stream` must outlive the splitter.
  JsonSplitter(ByteStream& stream, std::size_t max_object_bytes);

  // Goes to the next object, or to something else that stands in its place; false at the end.
  bool next();

  // valid until next()
  std::string_view text() const { return text_; }
  std::uint64_t line() const { return text_line_; }
  // then text() is its beginning
  bool too_long() const { return too_long_; }
  // Meaningful after next() gave false: whether the array, and every object, was closed.
  bool complete() const { return depth_ == 0 && !in_string_; }
  std::uint64_t last_line() const { return line_; }

 private:
  bool get(char& c);
  void take(char c);

  ByteStream& stream_;
  const std::size_t max_bytes_;
  std::string buffer_, text_;
  std::size_t used_ = 0, size_ = 0;
  std::uint64_t line_ = 1, text_line_ = 1;
  // of brackets open
  std::size_t depth_ = 0;
  // the depth at which articles stand: 1 in an array
  std::size_t base_ = 0;
  bool started_ = false, in_string_ = false, escaped_ = false, too_long_ = false;
};

}  // namespace fonds::archive
