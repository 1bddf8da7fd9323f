// Cuts a WordPress export into its <item> elements before any XML is parsed, so that one broken item costs
// that item alone. Memory is one item.
//
// It follows CDATA sections and comments, in which "</item>" is text. Where one of these is never closed it
// would swallow the items behind it; that is recognised by "</item>" with "<item>" or "</channel>" right
// behind it and another CDATA section opening before the first one closes. WordPress never nests them: it
// splits "]]>" in an article's text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "indexer/archive/byte_stream.h"

namespace fonds::archive {

class ItemSplitter {
 public:
  struct Item {
    // "<item>" to "</item>"; valid until next()
    std::string_view xml;
    // of its first byte
    std::uint64_t line = 1;
    // "" or why it cannot be whole; then xml is what there is of it
    std::string fault;
    // its end tag is missing: whatever stood between it and what follows is lost
    bool unclosed = false;
  };

  // `stream` must outlive the splitter; items longer than `max_item_bytes` are given out with a fault.
  ItemSplitter(ByteStream& stream, std::size_t max_item_bytes);

  // Goes to the next item; false at the end.
  bool next(Item& item);

  // What stands before the first item (at most max_item_bytes of it). Complete after the first call of
  // next().
  const std::string& header() const { return header_; }
  // Whether the end of the channel was seen. Meaningful after next() gave false.
  bool complete() const { return complete_; }
  std::uint64_t line() const { return line_; }

 private:
  enum class Inside : std::uint8_t { markup, cdata, comment };

  std::string_view rest() const { return std::string_view(buffer_).substr(front_); }
  bool fill();
  bool available(std::size_t at, std::size_t count);
  bool starts_at(std::size_t at, std::string_view text);
  bool item_starts_at(std::size_t at);
  bool end_of_item_then_next_at(std::size_t at);
  bool find_start(Item& item);
  void find_end(Item& item);
  std::size_t find_any(std::size_t at, char first, char second);
  void consume(std::size_t count);
  bool is_empty_start(std::size_t at) const;
  std::size_t shorten(std::size_t at);
  void end_item(Item& item, std::size_t end, const char* fault);

  ByteStream& stream_;
  const std::size_t max_item_bytes_;
  std::string buffer_;
  // what of buffer_ is done with; all positions below count from here
  std::size_t front_ = 0;
  // bytes at the front that the last item was
  std::size_t given_out_ = 0;
  bool at_end_ = false;
  // of the byte at the front
  std::uint64_t line_ = 1;
  std::string header_;
  bool seen_item_ = false, complete_ = false;
};

}  // namespace fonds::archive
