#include "indexer/archive/charset.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// Where HTML requires the declaration to be, in bytes from the start.
constexpr std::size_t kDeclarationWithin = 1024;

// windows-1252 from 0x80 to 0x9F; what it leaves undefined stays the control character of the same number, as
// the WHATWG Encoding Standard has it.
constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

void append_utf8(char32_t code, std::string& out) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | (code >> 6));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | (code >> 12));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (code >> 18));
    out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

// ISO-8859-15 differs from ISO-8859-1 in eight places, three of them French.
char32_t latin9(unsigned char byte) {
  switch (byte) {
    case 0xA4:
      return 0x20AC;
    case 0xA6:
      return 0x0160;
    case 0xA8:
      return 0x0161;
    case 0xB4:
      return 0x017D;
    case 0xB8:
      return 0x017E;
    case 0xBC:
      return 0x0152;
    case 0xBD:
      return 0x0153;
    case 0xBE:
      return 0x0178;
    default:
      return byte;
  }
}

template <typename Map>
std::string from_single_bytes(std::string_view bytes, Map&& map) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) append_utf8(map(static_cast<unsigned char>(c)), text);
  return text;
}

std::string from_windows1252(std::string_view bytes) {
  return from_single_bytes(bytes, [](unsigned char byte) -> char32_t {
    return byte >= 0x80 && byte < 0xA0 ? kWindows1252[byte - 0x80] : byte;
  });
}

std::string from_utf16(std::string_view bytes, bool big_endian) {
  std::string text;
  const auto unit = [&](std::size_t i) {
    const auto first = static_cast<unsigned char>(bytes[i]),
               second = static_cast<unsigned char>(bytes[i + 1]);
    return static_cast<char32_t>(big_endian ? first << 8 | second : second << 8 | first);
  };
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    char32_t code = unit(i);
    if (code >= 0xD800 && code < 0xDC00 && i + 3 < bytes.size()) {
      const char32_t low = unit(i + 2);
      if (low >= 0xDC00 && low < 0xE000) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        i += 2;
      }
    }
    append_utf8(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code, text);
  }
  return text;
}

// Whether bytes that are not all UTF-8 are so for the most part: more well-formed sequences than stray bytes.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t well_formed = 0, stray = 0;
  for (std::size_t i = 0; i < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    const std::size_t length = lead < 0x80                   ? 1
                               : lead >= 0xC2 && lead < 0xE0 ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    const bool whole = length > 0 && text::is_valid_utf8(bytes.substr(i, length));
    if (whole && length > 1) ++well_formed;
    if (!whole) ++stray;
    i += whole ? length : 1;
  }
  return well_formed > stray;
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return lower;
}

}  // namespace

std::string decode_text(std::string bytes, std::string_view declared) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return text::repair_utf8(std::string_view(bytes).substr(3));
  if (bytes.starts_with("\xFE\xFF")) return from_utf16(std::string_view(bytes).substr(2), true);
  if (bytes.starts_with("\xFF\xFE")) return from_utf16(std::string_view(bytes).substr(2), false);
  const std::string charset = ascii_lower(declared);
  // A page that says ISO-8859-1 and holds UTF-8 is common; the reverse reading of real Latin-1 as UTF-8
  // hardly exists.
  if (text::is_valid_utf8(bytes)) return bytes;
  if (charset == "iso-8859-15" || charset == "latin-9" || charset == "latin9")
    return from_single_bytes(bytes, latin9);
  if (charset.empty() || charset == "utf-8" || charset == "utf8") {
    if (is_mostly_utf8(bytes)) return text::repair_utf8(bytes);
  }
  return from_windows1252(bytes);
}

std::string declared_charset(std::string_view html) {
  const std::string head = ascii_lower(html.substr(0, kDeclarationWithin));
  for (std::size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const std::string_view tag = std::string_view(head).substr(at, head.find('>', at) - at);
    const std::size_t charset = tag.find("charset=");
    if (charset == std::string_view::npos) continue;
    std::string_view value = tag.substr(charset + 8);
    while (!value.empty() && (value.front() == '"' || value.front() == '\'')) value.remove_prefix(1);
    return std::string(value.substr(0, value.find_first_of("\"' />;")));
  }
  return {};
}

}  // namespace fonds::archive
