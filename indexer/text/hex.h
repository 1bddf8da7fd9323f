// Bytes and numbers in hexadecimal digits.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::text {

inline constexpr std::string_view kHexLower = "0123456789abcdef", kHexUpper = "0123456789ABCDEF";

// Two digits.
inline void append_hex(unsigned char byte, std::string& out, std::string_view digits = kHexLower) {
  out += digits[byte >> 4U];
  out += digits[byte & 0xFU];
}

// Sixteen digits.
inline std::string hex(std::uint64_t number) {
  std::string text;
  for (int shift = 56; shift >= 0; shift -= 8)
    append_hex(static_cast<unsigned char>(number >> shift & 0xFFU), text);
  return text;
}

}  // namespace fonds::text
