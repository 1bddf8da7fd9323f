// The lines of a stream, one at a time, of bounded length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/archive/byte_stream.h"

namespace fonds::archive {

class LineReader {
 public:
  // Lines longer than `max_line_bytes` are passed over and marked `too_long`. `stream` must outlive the
  // reader.
  LineReader(ByteStream& stream, std::size_t max_line_bytes);

  // Goes to the next line; false at the end. A last line without a line end counts, an empty one after it
  // does not.
  bool next();

  // without its line end (LF or CRLF); valid until next()
  std::string_view text() const { return text_; }
  // from 1
  std::uint64_t number() const { return number_; }
  // then text() is its beginning
  bool too_long() const { return too_long_; }
  // false for a last line that the file just ends with
  bool has_end() const { return has_end_; }

 private:
  bool fill();

  ByteStream& stream_;
  const std::size_t max_line_bytes_;
  std::string buffer_;
  // what of buffer_ is read and not yet given out
  std::size_t begin_ = 0, end_ = 0;
  bool at_end_ = false;
  std::string_view text_;
  std::uint64_t number_ = 0;
  bool too_long_ = false, has_end_ = true;
};

}  // namespace fonds::archive
