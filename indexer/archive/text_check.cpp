// Idea: of the bytes of compressed or binary data more than a tenth are control characters; a text has none,
// or a few that slipped in.
#include "indexer/archive/text_check.h"

#include <algorithm>
#include <array>

namespace fonds::archive {
namespace {

// A text may have one control character in so many bytes.
constexpr std::size_t kBytesPerStray = 50;
constexpr std::ptrdiff_t kStrays = 1;

// What begins with printable characters and is no text all the same.
constexpr std::array<std::string_view, 7> kMagics = {"%PDF-", "%!PS", "{\\rtf",  "PK\x03\x04",
                                                     "GIF8",  "BZh",  "\x1f\x8b"};
// UTF-16 is half NULs; with its mark it is known.
constexpr std::array<std::string_view, 3> kByteOrderMarks = {"\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF"};

bool is_stray(char c) {
  const auto byte = static_cast<unsigned char>(c);
  // Escape is in the logs of terminals, backspace and form feed in old listings.
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != '\v' &&
         byte != '\b' && byte != 0x1B;
}

bool starts_with_any(std::string_view text, const auto& beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(),
                     [&](std::string_view beginning) { return text.starts_with(beginning); });
}

}  // namespace

bool is_text(std::string_view first_bytes) {
  first_bytes = first_bytes.substr(0, kTextCheckBytes);
  if (starts_with_any(first_bytes, kByteOrderMarks)) return true;
  if (starts_with_any(first_bytes, kMagics)) return false;
  const std::ptrdiff_t strays = std::count_if(first_bytes.begin(), first_bytes.end(), is_stray);
  return strays <= kStrays || static_cast<std::size_t>(strays) * kBytesPerStray <= first_bytes.size();
}

}  // namespace fonds::archive
