#include "server/http/url.h"

#include <array>
#include <cstddef>

namespace fonds::http {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool unreserved(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

Decoded decode(std::string_view encoded, bool plus_is_space) {
  Decoded result;
  result.text.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const char c = encoded[i];
    if (c == '%') {
      const int high = i + 2 < encoded.size() ? hex_value(encoded[i + 1]) : -1;
      const int low = high >= 0 ? hex_value(encoded[i + 2]) : -1;
      if (low >= 0) {
        result.text += static_cast<char>(high * 16 + low);
        i += 2;
        continue;
      }
      result.well_formed = false;
    }
    result.text += plus_is_space && c == '+' ? ' ' : c;
  }
  return result;
}

std::string encode(std::string_view text, bool space_is_plus) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string result;
  result.reserve(text.size());
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (unreserved(byte)) {
      result += c;
    } else if (space_is_plus && c == ' ') {
      result += '+';
    } else {
      const std::array<char, 3> escape{'%', digits[byte >> 4U], digits[byte & 15U]};
      result.append(escape.data(), escape.size());
    }
  }
  return result;
}

}  // namespace

Decoded decode_path(std::string_view encoded) {
  return decode(encoded, false);
}
Decoded decode_form(std::string_view encoded) {
  return decode(encoded, true);
}
std::string encode_component(std::string_view text) {
  return encode(text, false);
}
std::string encode_form(std::string_view text) {
  return encode(text, true);
}

std::string path_of_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  const auto slash = url.find('/', scheme + 3);
  return slash == std::string_view::npos ? std::string() : std::string(url.substr(slash));
}

}  // namespace fonds::http
