#include "server/search/cursor.h"

#include <bit>

#include "indexer/index/stored_article.h"

namespace fonds::search {

namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";  // RFC 4648, 5

std::string base64url(std::string_view bytes) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : bytes) {
    bits = bits << 8 | static_cast<unsigned char>(c);
    count += 8;
    while (count >= 6) {
      count -= 6;
      out += kAlphabet[bits >> count & 63];
    }
  }
  if (count > 0) out += kAlphabet[bits << (6 - count) & 63];
  return out;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count & 255);
    }
  }
  return out;
}

void append_text(std::string_view text, std::string& out) {
  index::append_varint(text.size(), out);
  out += text;
}

std::optional<std::string> take_text(std::string_view& bytes) {
  const auto length = index::take_varint(bytes);
  if (!length || *length > bytes.size()) return std::nullopt;
  std::string text(bytes.substr(0, *length));
  bytes.remove_prefix(*length);
  return text;
}

constexpr char kVersion = 1;

}  // namespace

std::string encode(const Cursor& cursor) {
  std::string bytes;
  bytes += kVersion;
  bytes += static_cast<char>(cursor.sort);
  index::append_varint(cursor.given, bytes);
  index::append_varint(std::bit_cast<std::uint64_t>(cursor.score), bytes);
  append_text(cursor.order_key, bytes);
  append_text(cursor.generation, bytes);
  return base64url(bytes);
}

std::optional<Cursor> decode_cursor(std::string_view text) {
  const auto decoded = from_base64url(text);
  if (!decoded || decoded->size() < 2 || decoded->front() != kVersion) return std::nullopt;
  std::string_view bytes = *decoded;
  Cursor cursor;
  if (bytes[1] < 0 || bytes[1] > static_cast<char>(Sort::modified)) return std::nullopt;
  cursor.sort = static_cast<Sort>(bytes[1]);
  bytes.remove_prefix(2);
  const auto given = index::take_varint(bytes);
  const auto score = index::take_varint(bytes);
  if (!given || !score) return std::nullopt;
  cursor.given = *given;
  cursor.score = std::bit_cast<double>(*score);
  auto key = take_text(bytes);
  auto generation = take_text(bytes);
  if (!key || !generation || !bytes.empty()) return std::nullopt;
  cursor.order_key = std::move(*key);
  cursor.generation = std::move(*generation);
  return cursor;
}

}  // namespace fonds::search
