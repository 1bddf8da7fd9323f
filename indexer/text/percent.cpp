#include "indexer/text/percent.h"

#include <cstddef>

#include "indexer/text/hex.h"

namespace fonds::text {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

}  // namespace

std::string percent_encode(std::string_view text) {
  std::string encoded;
  encoded.reserve(text.size() + text.size() / 2);
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
    } else {
      encoded += '%';
      append_hex(static_cast<unsigned char>(c), encoded, kHexUpper);
    }
  }
  return encoded;
}

Decoded percent_decode(std::string_view encoded) {
  Decoded result;
  result.text.reserve(encoded.size());
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const bool escape = encoded[i] == '%';
    const int high = escape && i + 2 < encoded.size() ? hex_value(encoded[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(encoded[i + 2]) : -1;
    if (low >= 0) {
      result.text += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      result.text += encoded[i];
      result.well_formed = result.well_formed && !escape;
    }
  }
  return result;
}

}  // namespace fonds::text
