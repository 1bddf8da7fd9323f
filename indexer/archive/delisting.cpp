#include "indexer/archive/delisting.h"

#include <algorithm>
#include <utility>

#include "indexer/archive/article_names.h"
#include "indexer/archive/charset.h"
#include "indexer/text/folding.h"

namespace fonds::archive {

namespace {

// A longer line is no address.
constexpr std::size_t kMaxLineBytes = 8192;

constexpr std::string_view kUtf16Marks[] = {"\xFF\xFE", "\xFE\xFF"};

bool ends_blank(std::string_view text) {
  return trim_line(text).empty() || trim_line(text).end() != text.end();
}

bool begins_blank(std::string_view text) {
  return trim_line(text).empty() || trim_line(text).begin() != text.begin();
}

// "c#3" and "https://journal.exemple/c#haut" hold no remark.
std::string_view without_remark(std::string_view line) {
  for (std::size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    if (ends_blank(line.substr(0, at)) || (at + 1 < line.size() && begins_blank(line.substr(at + 1))))
      return line.substr(0, at);
  }
  return line;
}

class Parser {
 public:
  void read(std::string_view text) {
    for (std::uint64_t number = 1; !text.empty(); ++number) {
      const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
      read_line(number, text.substr(0, end));
      text.remove_prefix(end);
      text.remove_prefix(text.starts_with("\r\n") ? 2 : std::min<std::size_t>(text.size(), 1));
    }
  }
  Delisting take() { return std::move(delisting_); }

 private:
  void read_line(std::uint64_t number, std::string_view bytes) {
    if (bytes.size() > kMaxLineBytes) return fail(number, "the line is too long for an id or an address");
    const std::string decoded =
        text::is_valid_utf8(bytes) ? std::string(bytes) : decode_text(std::string(bytes));
    const std::string_view line = trim_line(without_remark(trim_line(decoded)));
    if (line.empty()) return;
    std::vector<std::string> names = names_meant(line);
    if (names.empty()) return fail(number, "this can be neither the id nor the address of an article");
    delisting_.lines.push_back({number, std::move(names)});
  }
  void fail(std::uint64_t number, std::string reason) {
    delisting_.errors.push_back({number, std::move(reason)});
  }

  Delisting delisting_;
};

}  // namespace

bool is_utf16(std::string_view bytes) {
  return std::any_of(std::begin(kUtf16Marks), std::end(kUtf16Marks),
                     [&](std::string_view mark) { return bytes.starts_with(mark); });
}

Delisting parse_delisting(std::string_view bytes) {
  Parser parser;
  if (is_utf16(bytes)) {
    parser.read(decode_text(std::string(bytes)));
  } else {
    parser.read(bytes);
  }
  return parser.take();
}

}  // namespace fonds::archive
