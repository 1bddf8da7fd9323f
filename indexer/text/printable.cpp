#include "indexer/text/printable.h"

#include <array>
#include <cstdint>
#include <cstdio>

#include "indexer/text/folding.h"

namespace fonds::text {
namespace {

// Bytes of the well-formed character at the front, or 0.
std::size_t character_bytes(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t bytes = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  return is_valid_utf8(text.substr(0, bytes)) ? bytes : 0;
}

std::uint32_t code_point(std::string_view character) {
  const auto first = static_cast<unsigned char>(character.front());
  if (character.size() == 1) return first;
  std::uint32_t code = first & (0x7FU >> character.size());
  for (const char c : character.substr(1)) code = code << 6 | (static_cast<unsigned char>(c) & 0x3FU);
  return code;
}

bool is_safe(std::uint32_t code) {
  return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && code != 0x2028 && code != 0x2029 &&
         !(code >= 0x202A && code <= 0x202E) && !(code >= 0x2066 && code <= 0x2069) && code != 0x200E &&
         code != 0x200F && code != 0x061C && code != 0xFEFF;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t bytes = character_bytes(text);
    const std::string_view character = text.substr(0, bytes == 0 ? 1 : bytes);
    text.remove_prefix(character.size());
    const std::uint32_t code =
        bytes == 0 ? static_cast<unsigned char>(character.front()) : code_point(character);
    if (bytes != 0 && is_safe(code)) {
      result += character;
    } else if (code == '\n' || code == '\t' || code == '\r') {
      result += code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r";
    } else {
      std::array<char, 12> escaped{};
      std::snprintf(escaped.data(), escaped.size(), code < 0x100 ? "\\x%02X" : "\\u%04X", code);
      result += escaped.data();
    }
  }
  return result;
}

}  // namespace fonds::text
