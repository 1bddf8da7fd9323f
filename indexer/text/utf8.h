// UTF-8, one code point at a time. Ill-formed bytes are read as U+FFFD, one for each maximal subpart (Unicode
// 15, section 3.9). Pure functions; thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <unicode/utf8.h>

namespace fonds::text {

// Reads the code point at `offset` and moves `offset` behind it. REQUIRES: offset < utf8.size().
inline char32_t next_code_point(std::string_view utf8, std::size_t& offset) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  std::size_t at = offset;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(bytes, at, utf8.size(), c);
  offset = at;
  return static_cast<char32_t>(c);
}

// Whether a byte goes on with the character that another one began.
constexpr bool continues_character(char byte) {
  return (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
}

// Where the character begins that holds the byte at `offset`; offset itself at the end of the text.
constexpr std::size_t character_begin(std::string_view utf8, std::size_t offset) {
  while (offset > 0 && offset < utf8.size() && continues_character(utf8[offset])) --offset;
  return offset;
}

// Where the character that begins at `offset` ends. REQUIRES: offset < utf8.size().
constexpr std::size_t character_end(std::string_view utf8, std::size_t offset) {
  ++offset;
  while (offset < utf8.size() && continues_character(utf8[offset])) ++offset;
  return offset;
}

// REQUIRES: no surrogate, at most U+10FFFF
inline void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xC0 | (c >> 6)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | (c >> 12)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    out.push_back(static_cast<char>(0xF0 | (c >> 18)));
    out.push_back(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

}  // namespace fonds::text
