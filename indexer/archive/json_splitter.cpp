#include "indexer/archive/json_splitter.h"

#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

// How much of an object that is too long stays to be seen: enough to find its id.
constexpr std::size_t kKeptOfLongObject = 4096;

}  // namespace

JsonSplitter::JsonSplitter(ByteStream& stream, std::size_t max_object_bytes)
    : stream_(stream), max_bytes_(max_object_bytes) {}

bool JsonSplitter::get(char& c) {
  if (used_ == size_) {
    buffer_.resize(kReadBytes);
    size_ = stream_.read(buffer_.data(), buffer_.size());
    used_ = 0;
    if (size_ == 0) return false;
  }
  c = buffer_[used_++];
  if (c == '\n') ++line_;
  return true;
}

void JsonSplitter::take(char c) {
  if (text_.size() < max_bytes_) {
    text_ += c;
  } else if (!too_long_) {
    too_long_ = true;
    text_.resize(kKeptOfLongObject);
    text_.shrink_to_fit();
  }
}

bool JsonSplitter::next() {
  text_.clear();
  too_long_ = false;
  char c = 0;
  while (get(c)) {
    if (in_string_) {
      if (!too_long_) take(c);
      in_string_ = escaped_ || c != '"';
      escaped_ = !escaped_ && c == '\\';
      continue;
    }
    const bool between = text_.empty();
    if (between && (text::is_ascii_space(c) || c == ',' || c == '\xEF' || c == '\xBB' || c == '\xBF'))
      continue;
    if (!started_) {
      started_ = true;
      if (c == '[') {
        depth_ = base_ = 1;
        continue;
      }
    }
    if (between && c == ']' && depth_ == base_) {
      depth_ = base_ = 0;
      continue;
    }
    // What is no object ends where the next one, or the array, does.
    const bool ends_before = !between && depth_ == base_ && (c == ',' || c == ']' || c == '{');
    if (ends_before) {
      --used_;
      if (c == '\n') --line_;
      return true;
    }
    if (between) text_line_ = line_;
    if (!too_long_) take(c);
    if (c == '"') {
      in_string_ = true;
      escaped_ = false;
    } else if (c == '{' || c == '[') {
      ++depth_;
    } else if ((c == '}' || c == ']') && depth_ > base_) {
      if (--depth_ == base_) return true;
    }
  }
  return !text_.empty() && depth_ == base_ && !in_string_;
}

}  // namespace fonds::archive
