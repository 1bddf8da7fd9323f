#include "indexer/archive/item_splitter.h"

#include <algorithm>

#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

// White space looked through between "</item>" and the next item.
constexpr std::size_t kMaxGap = 1024;
// Of an item that is too large this much is kept to look for its id.
constexpr std::size_t kKeptOfLargeItem = 64u << 10;

constexpr std::string_view kStart = "<item";
constexpr std::string_view kEnd = "</item>";
constexpr std::string_view kChannelEnd = "</channel>";
constexpr std::string_view kCdata = "<![CDATA[";

}  // namespace

ItemSplitter::ItemSplitter(ByteStream& stream, std::size_t max_item_bytes)
    : stream_(stream), max_item_bytes_(max_item_bytes) {}

// Reads more behind what is there; what is done with makes room first.
bool ItemSplitter::fill() {
  if (at_end_) return false;
  buffer_.erase(0, front_);
  front_ = 0;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kReadBytes);
  const std::size_t got = stream_.read(buffer_.data() + size, kReadBytes);
  buffer_.resize(size + got);
  at_end_ = got == 0;
  return !at_end_;
}

bool ItemSplitter::available(std::size_t at, std::size_t count) {
  while (rest().size() < at + count) {
    if (!fill()) return false;
  }
  return true;
}

bool ItemSplitter::starts_at(std::size_t at, std::string_view text) {
  return available(at, text.size()) && rest().substr(at, text.size()) == text;
}

bool ItemSplitter::item_starts_at(std::size_t at) {
  if (!starts_at(at, kStart) || !available(at, kStart.size() + 1)) return false;
  const char next = rest()[at + kStart.size()];
  return next == '>' || text::is_ascii_space(next);
}

bool ItemSplitter::end_of_item_then_next_at(std::size_t at) {
  if (!starts_at(at, kEnd)) return false;
  for (std::size_t next = at + kEnd.size(); next < at + kMaxGap && available(next, 1); ++next) {
    if (!text::is_ascii_space(rest()[next])) return item_starts_at(next) || starts_at(next, kChannelEnd);
  }
  return false;
}

// The next of two characters, reading on as far as needed, though not beyond the largest item; the end of
// what is read where there is none.
std::size_t ItemSplitter::find_any(std::size_t at, char first, char second) {
  for (;;) {
    const std::string_view bytes = rest();
    for (; at < bytes.size(); ++at) {
      if (bytes[at] == first || bytes[at] == second) return at;
    }
    if (at > max_item_bytes_ || !fill()) return at;
  }
}

void ItemSplitter::consume(std::size_t count) {
  const std::string_view bytes = rest().substr(0, count);
  line_ += static_cast<std::uint64_t>(std::count(bytes.begin(), bytes.end(), '\n'));
  front_ += bytes.size();
}

bool ItemSplitter::next(Item& item) {
  consume(given_out_);
  given_out_ = 0;
  item = {};
  if (!find_start(item)) return false;
  if (item.fault.empty()) find_end(item);
  return true;
}

// Moves the front to the next item. A "</item>" on the way is an item whose beginning is lost.
bool ItemSplitter::find_start(Item& item) {
  std::uint64_t lost_line = 0;  // where what is between two items begins; 0 = nothing is
  for (;;) {
    const std::size_t at = find_any(0, '<', '<');
    const bool found = at < rest().size();
    if (!seen_item_ && header_.size() < max_item_bytes_) header_.append(rest().substr(0, at));
    const std::size_t text = std::min(rest().substr(0, at).find_first_not_of(" \t\r\n"), at);
    if (seen_item_ && lost_line == 0 && (found || text < at)) {
      consume(text);
      lost_line = line_;
      continue;
    }
    consume(at);
    if (!found && at_end_) return false;
    if (!found) continue;
    if (item_starts_at(0)) {
      seen_item_ = true;
      return true;
    }
    if (starts_at(0, kEnd)) {
      seen_item_ = true;
      item.line = lost_line != 0 ? lost_line : line_;
      end_item(item, kEnd.size(), "</item> without <item>: the beginning of this record is lost");
      return true;
    }
    complete_ = complete_ || starts_at(0, kChannelEnd) || starts_at(0, "</rss>");
    if (!seen_item_ && header_.size() < max_item_bytes_) header_ += '<';
    consume(1);
  }
}

void ItemSplitter::end_item(Item& item, std::size_t end, const char* fault) {
  item.xml = rest().substr(0, end);
  if (item.fault.empty() && fault != nullptr) item.fault = fault;
  given_out_ = end;
}

// Whether nothing stands between the start tag at the front and `at`.
bool ItemSplitter::is_empty_start(std::size_t at) const {
  const std::string_view start = rest().substr(0, at);
  const std::size_t behind = start.find('>') + 1;
  return behind != 0 && start.find_first_not_of(" \t\r\n", behind) == std::string_view::npos;
}

// Keeps an item that is too large from filling memory: its beginning stays, what was searched goes.
std::size_t ItemSplitter::shorten(std::size_t at) {
  const std::string_view dropped = rest().substr(kKeptOfLargeItem, at - kKeptOfLargeItem);
  line_ += static_cast<std::uint64_t>(std::count(dropped.begin(), dropped.end(), '\n'));
  buffer_.erase(front_ + kKeptOfLargeItem, dropped.size());
  return kKeptOfLargeItem;
}

// The item begins at the front; finds where it ends.
void ItemSplitter::find_end(Item& item) {
  constexpr std::size_t kNone = std::string_view::npos;
  item.line = line_;
  Inside inside = Inside::markup;
  std::size_t suspected_end = kNone;  // in a CDATA section: behind a "</item>" that may really be one
  for (std::size_t at = 1;;) {
    if (at > max_item_bytes_) {
      item.fault = "the item is larger than " + std::to_string(max_item_bytes_ >> 20) + " MiB";
      if (suspected_end != kNone) return end_item(item, suspected_end, nullptr);
      at = shorten(at);
    }
    at = find_any(at, '<', inside == Inside::cdata ? ']' : inside == Inside::comment ? '-' : '<');
    if (at == rest().size() && !at_end_) continue;  // the item has grown too large
    if (at == rest().size()) {
      if (suspected_end != kNone)
        return end_item(item, suspected_end, "a CDATA section of this item is not closed");
      return end_item(item, at, "the file ends inside this item: it is cut off");
    }
    switch (inside) {
      case Inside::markup:
        if (starts_at(at, "</item")) {
          std::size_t end = at + kEnd.size() - 1;
          while (end < at + kMaxGap && available(end, 1) && text::is_ascii_space(rest()[end])) ++end;
          if (available(end, 1) && rest()[end] == '>') return end_item(item, end + 1, nullptr);
        }
        if (item_starts_at(at) && is_empty_start(at)) {
          // "<item> <item>": one start tag too many, no record.
          consume(at);
          item.line = line_;
          at = 1;
          break;
        }
        if (item_starts_at(at) || starts_at(at, kChannelEnd)) {
          item.unclosed = true;
          return end_item(item, at, "this item is not closed: </item> is missing");
        }
        if (starts_at(at, kCdata)) {
          inside = Inside::cdata;
          at += kCdata.size();
        } else if (starts_at(at, "<!--")) {
          inside = Inside::comment;
          at += 4;
        } else {
          ++at;
        }
        break;
      case Inside::cdata:
        if (starts_at(at, "]]>")) {
          inside = Inside::markup;
          suspected_end = kNone;
          at += 3;
        } else if (suspected_end != kNone && starts_at(at, kCdata)) {
          return end_item(item, suspected_end, "a CDATA section of this item is not closed");
        } else {
          if (suspected_end == kNone && end_of_item_then_next_at(at)) suspected_end = at + kEnd.size();
          ++at;
        }
        break;
      case Inside::comment:
        if (starts_at(at, "-->")) {
          inside = Inside::markup;
          at += 3;
        } else if (end_of_item_then_next_at(at)) {
          return end_item(item, at + kEnd.size(), "a comment of this item is not closed");
        } else {
          ++at;
        }
        break;
    }
  }
}

}  // namespace fonds::archive
