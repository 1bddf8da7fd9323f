#include "indexer/archive/line_reader.h"

#include <algorithm>
#include <cstring>

namespace fonds::archive {
namespace {

// How much of a line that is too long stays to be seen: enough to find its id.
constexpr std::size_t kKeptOfLongLine = 4096;

}  // namespace

LineReader::LineReader(ByteStream& stream, std::size_t max_line_bytes)
    : stream_(stream), max_line_bytes_(max_line_bytes) {}

// Reads more behind what is there; moves the unread part to the front first. False at the end of the stream.
bool LineReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  if (buffer_.size() - end_ < kReadBytes) buffer_.resize(std::max(buffer_.size() * 2, end_ + kReadBytes));
  const std::size_t got = stream_.read(buffer_.data() + end_, kReadBytes);
  end_ += got;
  at_end_ = got == 0;
  return !at_end_;
}

bool LineReader::next() {
  too_long_ = false;
  std::size_t searched = 0;  // bytes from begin_ known to hold no line end
  for (;;) {
    const char* start = buffer_.data() + begin_;
    const void* found =
        end_ - begin_ > searched ? std::memchr(start + searched, '\n', end_ - begin_ - searched) : nullptr;
    if (found != nullptr) {
      const auto length = static_cast<std::size_t>(static_cast<const char*>(found) - start);
      too_long_ = too_long_ || length > max_line_bytes_;
      text_ = std::string_view(start, too_long_ ? std::min(length, kKeptOfLongLine) : length);
      begin_ += length + 1;
      break;
    }
    searched = end_ - begin_;
    if (searched > max_line_bytes_) too_long_ = true;
    if (too_long_ && searched > kKeptOfLongLine) {
      // Only the beginning is kept; what follows is read over it until the line ends.
      end_ = begin_ + kKeptOfLongLine;
      searched = kKeptOfLongLine;
    }
    if (!fill()) {
      if (begin_ == end_) return false;
      text_ = std::string_view(buffer_.data() + begin_, end_ - begin_);
      begin_ = end_;
      has_end_ = false;
      break;
    }
  }
  ++number_;
  if (text_.ends_with('\r')) text_.remove_suffix(1);
  return true;
}

}  // namespace fonds::archive
