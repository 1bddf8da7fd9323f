// Idea: UTF-8 and UTF-16 show by their bytes. Among charsets of one byte a character the declared one is
// believed unless another makes far more French of it: accented letters beside plain ones tell.
#include "indexer/archive/charset.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "indexer/archive/control_characters.h"
#include "indexer/text/ascii.h"
#include "indexer/text/encodings.h"
#include "indexer/text/folding.h"
#include "indexer/text/utf8.h"

namespace fonds::archive {
namespace {

using text::ByteTable;

// A declaration is looked for in this many bytes from the start: the head of a page may be long.
constexpr std::size_t kDeclarationWithin = 1u << 20;
// What is looked at to tell charsets apart, in bytes behind the first one above 0x7F.
constexpr std::size_t kSampleBytes = 64u << 10;
// A charset is given up for another that makes so many letters French, and more than twice as many.
constexpr int kConvincing = 3;

const ByteTable& windows1252() {
  static const ByteTable table = [] {
    ByteTable made{};
    for (std::size_t i = 0; i < made.size(); ++i)
      made[i] = i < kWindows1252.size() ? kWindows1252[i] : static_cast<char32_t>(0x80 + i);
    return made;
  }();
  return table;
}

// What old systems wrote French in, beside windows-1252.
const std::array<std::optional<ByteTable>, 2>& old_tables() {
  static const std::array<std::optional<ByteTable>, 2> tables = {text::byte_table("macintosh"),
                                                                 text::byte_table("ibm-850")};
  return tables;
}

// Names that ICU does not know, and the one that everybody uses for another.
std::string known_name(std::string_view declared) {
  std::string name = text::ascii_lower(declared);
  constexpr std::array<std::string_view, 9> kLatin1 = {
      "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi"};
  if (std::find(kLatin1.begin(), kLatin1.end(), name) != kLatin1.end()) return "windows-1252";
  if (name == "latin9" || name == "latin-9" || name == "iso8859-15") return "iso-8859-15";
  if (name == "x-mac-roman" || name == "mac" || name == "macroman" || name == "mac-roman") return "macintosh";
  return name;
}

// Charsets that French was written in, and that pages take for each other.
bool is_of_french(std::string_view name) {
  constexpr std::array<std::string_view, 7> kNames = {"windows-1252", "cp1252",  "iso-8859-15", "macintosh",
                                                      "ibm850",       "ibm-850", "cp850"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::optional<ByteTable> declared_table(const std::string& name) {
  if (name == "windows-1252" || name == "cp1252") return windows1252();
  std::optional<ByteTable> table = text::byte_table(name);
  // From 0x80 to 0x9F the ISO charsets have control characters, which no text has: these are Windows' letters.
  for (std::size_t i = 0; table && i < kWindows1252.size(); ++i) {
    if ((*table)[i] == 0x80 + i) (*table)[i] = kWindows1252[i];
  }
  return table;
}

std::string by_table(std::string_view bytes, const ByteTable& table) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      text += c;
    } else {
      text::append_utf8(text, table[byte - 0x80]);
    }
  }
  return text;
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
    text::append_utf8(text, code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
  }
  return text;
}

// Latin text in UTF-16 has a zero in every second byte: 0 = it is none, 1 = little endian, 2 = big endian.
int utf16_without_mark(std::string_view bytes) {
  constexpr std::size_t kLookedAt = 256;
  const std::string_view head = bytes.substr(0, kLookedAt);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0' ? 1 : 0;
  const std::size_t most = head.size() / 2 - head.size() / 10;
  if (head.size() < 8) return 0;
  if (zeros[1] >= most && zeros[0] == 0) return 1;
  return zeros[0] >= most && zeros[1] == 0 ? 2 : 0;
}

// The length of a well-formed sequence at the front, 0 where there is none.
std::size_t sequence_length(std::string_view bytes) {
  const auto lead = static_cast<unsigned char>(bytes.front());
  const std::size_t length = lead < 0x80                   ? 1
                             : lead >= 0xC2 && lead < 0xE0 ? 2
                             : lead >= 0xE0 && lead < 0xF0 ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
  return length > 0 && text::is_valid_utf8(bytes.substr(0, length)) ? length : 0;
}

// Whether bytes that are not all UTF-8 are so for the most part: more well-formed sequences than stray bytes.
bool is_mostly_utf8(std::string_view bytes) {
  std::size_t well_formed = 0, stray = 0;
  while (!bytes.empty()) {
    const std::size_t length = sequence_length(bytes);
    if (length > 1) ++well_formed;
    if (length == 0) ++stray;
    bytes.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return well_formed > stray;
}

// UTF-8 with pieces of windows-1252 in it, as where two files were put together. A sequence that was cut off
// (a lead byte of Latin letters, or one with a part of its tail) becomes U+FFFD.
std::string repaired(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 16);
  while (!bytes.empty()) {
    std::size_t length = sequence_length(bytes);
    if (length > 0) {
      text.append(bytes.substr(0, length));
    } else {
      const auto byte = static_cast<unsigned char>(bytes.front());
      length = 1;
      const bool has_tail =
          byte >= 0xC2 && byte < 0xF5 && bytes.size() > 1 && text::continues_character(bytes[1]);
      if (byte == 0xC2 || byte == 0xC3 || byte == 0xFF || has_tail) {
        while (has_tail && length < bytes.size() && length < 4 && text::continues_character(bytes[length]))
          ++length;
        text::append_utf8(text, 0xFFFD);
      } else {
        text::append_utf8(text, windows1252()[byte - 0x80]);
      }
    }
    bytes.remove_prefix(length);
  }
  return text;
}

bool is_french_small(char32_t code) {
  constexpr std::u32string_view kSmall = U"àâäçéèêëîïôöùûüÿœæ";
  return kSmall.find(code) != std::u32string_view::npos;
}
bool is_french_capital(char32_t code) {
  constexpr std::u32string_view kCapitals = U"ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆ";
  return kCapitals.find(code) != std::u32string_view::npos;
}

// How French the letters above 0x7F are that stand right behind or before a plain small letter.
int frenchness(std::string_view bytes, const ByteTable& table) {
  const auto is_small = [](char c) { return c >= 'a' && c <= 'z'; };
  int score = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80) continue;
    const bool behind = i > 0 && is_small(bytes[i - 1]);
    const bool before = i + 1 < bytes.size() && is_small(bytes[i + 1]);
    if (!behind && !before) continue;
    const char32_t code = table[byte - 0x80];
    if (is_french_small(code) || (is_french_capital(code) && !behind)) {
      ++score;
    } else if (behind && before) {
      // Inside a word nothing else stands but an apostrophe or a hyphen.
      score += code == U'’' || code == U'‘' || code == U'´' ? 1 : code == 0xAD || code == U'–' ? 0 : -1;
    }
  }
  return score;
}

std::string from_single_bytes(std::string_view bytes, const ByteTable& believed) {
  const auto first = std::find_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; });
  const auto begin = static_cast<std::size_t>(std::max<std::ptrdiff_t>(first - bytes.begin() - 1, 0));
  const std::string_view sample = bytes.substr(begin, kSampleBytes);
  const ByteTable* best = &believed;
  int best_score = std::max(frenchness(sample, believed), 0);
  const auto consider = [&](const ByteTable& table) {
    const int score = frenchness(sample, table);
    if (score >= kConvincing && score > 2 * best_score) best = &table, best_score = score;
  };
  consider(windows1252());
  for (const std::optional<ByteTable>& table : old_tables()) {
    if (table) consider(*table);
  }
  return by_table(bytes, *best);
}

// The value of charset = … in a tag, quotes of any kind or none around it; "" where there is none.
std::string charset_in(std::string_view tag) {
  constexpr std::string_view kName = "charset";
  for (std::size_t at = tag.find(kName); at != std::string_view::npos; at = tag.find(kName, at + 1)) {
    std::string_view value = tag.substr(at + kName.size());
    const auto skip = [&value](std::string_view characters) {
      value.remove_prefix(std::min(value.find_first_not_of(characters), value.size()));
    };
    skip(" \t\r\n");
    if (!value.starts_with('=')) continue;
    value.remove_prefix(1);
    skip(" \t\r\n\"'");
    return std::string(value.substr(0, value.find_first_of("\"' \t\r\n/>;")));
  }
  return {};
}

std::string xml_encoding(std::string_view head) {
  head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
  if (!head.starts_with("<?xml")) return {};
  const std::string_view declaration = head.substr(0, head.find("?>"));
  const std::size_t name = declaration.find("encoding");
  if (name == std::string_view::npos) return {};
  const std::size_t quote = declaration.find_first_of("\"'", name);
  if (quote == std::string_view::npos) return {};
  const std::string_view value = declaration.substr(quote + 1);
  return std::string(value.substr(0, value.find(declaration[quote])));
}

}  // namespace

std::string decode_text(std::string bytes, std::string_view declared) {
  const std::string_view all = bytes;
  if (all.starts_with("\xEF\xBB\xBF")) return repaired(all.substr(3));
  if (all.starts_with("\xFE\xFF")) return from_utf16(all.substr(2), true);
  if (all.starts_with("\xFF\xFE")) return from_utf16(all.substr(2), false);
  if (const int endian = utf16_without_mark(all); endian != 0) return from_utf16(all, endian == 2);
  // A page that says ISO-8859-1 and holds UTF-8 is common; the reverse reading of real Latin-1 as UTF-8
  // hardly exists.
  if (text::is_valid_utf8(bytes)) return bytes;
  const std::string name = known_name(declared);
  const std::optional<ByteTable> table = declared_table(name);
  const bool is_other_kind =
      !table && !name.empty() && name != "utf-8" && name != "utf8" && !name.starts_with("utf-16");
  if (is_other_kind) {
    // Japanese, Chinese and the like: several bytes a character.
    if (std::optional<std::string> converted = text::to_utf8(bytes, name)) return *std::move(converted);
  }
  if (is_mostly_utf8(bytes)) return repaired(bytes);
  // What says that it is Polish or Russian is no French that lost its way.
  if (table && !is_of_french(name)) return by_table(bytes, *table);
  return from_single_bytes(bytes, table.value_or(windows1252()));
}

std::string declared_charset(std::string_view html) {
  const std::string head = text::ascii_lower(html.substr(0, kDeclarationWithin));
  const std::string_view text = head;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at)) {
    const std::string_view rest = text.substr(at);
    std::string_view end = ">";
    if (rest.starts_with("<!--")) end = "-->";
    if (rest.starts_with("<script")) end = "</script";
    if (rest.starts_with("<style")) end = "</style";
    const std::size_t close = text.find(end, at + 1);
    if (close == std::string_view::npos) break;
    if (rest.starts_with("<meta") && rest.size() > 5 && (text::is_ascii_space(rest[5]) || rest[5] == '/')) {
      const std::string_view tag = text.substr(at + 5, close - at - 5);
      // Only there: a description may speak of charsets, too.
      const bool speaks =
          tag.find("name=") != std::string_view::npos && tag.find("http-equiv") == std::string_view::npos;
      if (std::string charset = charset_in(tag); !charset.empty() && !speaks) return charset;
    }
    at = close + end.size() - (end == ">" ? 0 : 1);
  }
  return xml_encoding(text);
}

}  // namespace fonds::archive
