#include "indexer/archive/control_characters.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "indexer/text/utf8.h"

namespace fonds::archive {
namespace {

// What a byte can be. Only the leads of U+0080 to U+009F and of U+FFFE need a look at what follows.
enum ByteKind : unsigned char { kPlain, kDropped, kSpace, kLeadByte };
constexpr std::array<ByteKind, 256> kKinds = [] {
  std::array<ByteKind, 256> kinds{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) kinds[byte] = kDropped;
  kinds['\t'] = kinds['\n'] = kinds['\r'] = kPlain;
  kinds['\f'] = kinds['\v'] = kSpace;
  kinds[0x7F] = kDropped;
  kinds[0xC2] = kinds[0xEF] = kLeadByte;
  return kinds;
}();

ByteKind kind_of_byte(char c) {
  return kKinds[static_cast<unsigned char>(c)];
}

// Bytes of the control character that begins with a lead, 0 where it is another character, or broken.
std::size_t control_length(std::string_view utf8) {
  const auto second = utf8.size() > 1 ? static_cast<unsigned char>(utf8[1]) : 0;
  if (utf8[0] == '\xC2' && second >= 0x80 && second < 0xA0) return 2;
  return utf8.starts_with("\xEF\xBF\xBE") || utf8.starts_with("\xEF\xBF\xBF") ? 3 : 0;
}

// The letter of windows-1252 that U+0080 to U+009F stands for, in UTF-8; none where it has none there.
void append_letter(std::string& text, unsigned char second_byte) {
  const char16_t letter = kWindows1252[second_byte - 0x80];
  if (letter < 0xA0) return;
  text::append_utf8(text, letter);
}

}  // namespace

bool has_control_characters(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size(); ++at) {
    const ByteKind kind = kind_of_byte(utf8[at]);
    if (kind == kPlain) continue;
    if (kind != kLeadByte || control_length(utf8.substr(at)) > 0) return true;
  }
  return false;
}

std::string without_control_characters(std::string_view utf8) {
  std::string text;
  text.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const ByteKind kind = kind_of_byte(utf8[at]);
    const std::size_t length = kind == kLeadByte ? control_length(utf8.substr(at)) : kind == kDropped ? 1 : 0;
    if (length == 0) text += kind == kSpace ? ' ' : utf8[at];
    if (length == 2) append_letter(text, static_cast<unsigned char>(utf8[at + 1]));
    at += std::max<std::size_t>(length, 1);
  }
  return text;
}

}  // namespace fonds::archive
