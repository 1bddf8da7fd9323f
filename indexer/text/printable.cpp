#include "indexer/text/printable.h"

#include <array>
#include <cstddef>
#include <cstdio>

#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

bool is_safe(char32_t code) {
  return code >= 0x20 && !(code >= 0x7F && code < 0xA0) && code != 0x2028 && code != 0x2029 &&
         !(code >= 0x202A && code <= 0x202E) && !(code >= 0x2066 && code <= 0x2069) && code != 0x200E &&
         code != 0x200F && code != 0x061C && code != 0xFEFF;
}

void append_escaped(char32_t code, std::string& out) {
  std::array<char, 12> escaped{};
  std::snprintf(escaped.data(), escaped.size(), code < 0x100 ? "\\x%02X" : "\\u%04X",
                static_cast<unsigned>(code));
  out += escaped.data();
}

}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t code = next_code_point(text, at);
    const std::string_view character = text.substr(begin, at - begin);
    if (code == 0xFFFD && character != "\uFFFD") {
      for (const char c : character) append_escaped(static_cast<unsigned char>(c), result);
    } else if (is_safe(code)) {
      result += character;
    } else if (code == '\n' || code == '\t' || code == '\r') {
      result += code == '\n' ? "\\n" : code == '\t' ? "\\t" : "\\r";
    } else {
      append_escaped(code, result);
    }
  }
  return result;
}

}  // namespace fonds::text
