#include "indexer/text/json_writer.h"

#include <array>
#include <charconv>
#include <utility>

#include "indexer/text/folding.h"
#include "indexer/text/hex.h"

namespace fonds::text {

namespace {

// Bytes that a JSON string cannot hold as they are.
constexpr std::array<bool, 256> kEscaped = [] {
  std::array<bool, 256> escaped{};
  for (int c = 0; c < 0x20; ++c) escaped[static_cast<std::size_t>(c)] = true;
  escaped['"'] = escaped['\\'] = true;
  return escaped;
}();

void append_escape(unsigned char c, std::string& out) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      append_hex(c, out);
  }
}

}  // namespace

JsonWriter& JsonWriter::value(std::string_view text) {
  separate();
  out_ += '"';
  std::size_t plain = 0;  // start of what is not copied yet
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (!kEscaped[c]) continue;
    out_ += text.substr(plain, i - plain);
    append_escape(c, out_);
    plain = i + 1;
  }
  out_ += text.substr(plain);
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  char digits[32];
  const auto end = std::to_chars(digits, digits + sizeof digits, number).ptr;
  return raw(std::string_view(digits, static_cast<std::size_t>(end - digits)));
}

std::string JsonWriter::take() {
  first_ = true;
  std::string json = std::exchange(out_, {});
  return is_valid_utf8(json) ? json : repair_utf8(json);
}

}  // namespace fonds::text
