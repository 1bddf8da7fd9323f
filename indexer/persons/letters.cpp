#include "indexer/persons/letters.h"

#include <array>

#include "indexer/text/utf8.h"

namespace fonds::persons {
namespace {

// Base letters of U+00C0..U+017F; '*' stands for what has none, and for the ligatures that make two letters.
constexpr std::string_view kBase =
    "aaaaaa*ceeeeiiii"
    "dnooooo*ouuuuy**"
    "aaaaaa*ceeeeiiii"
    "dnooooo*ouuuuy*y"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "ii**jjkkklllllll"
    "lllnnnnnnnnnoooo"
    "oo**rrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";
static_assert(kBase.size() == 0x180 - 0xC0);

bool is_latin_extended(char32_t c) {
  return c >= 0xC0 && c <= 0x24F;
}
bool is_mark(char32_t c) {
  return c >= 0x300 && c <= 0x36F;
}

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  std::size_t next = at;
  const char32_t value = text::next_code_point(text, next);
  return {value, static_cast<std::uint8_t>(next - at)};
}

CodePoint decode_before(std::string_view text, std::size_t at) {
  if (at == 0) return {};
  const CodePoint c = decode(text, text::character_begin(text, at - 1));
  return text::character_begin(text, at - 1) + c.bytes == at ? c : CodePoint{0xFFFD, 1};
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  if (is_latin_extended(c)) return c != 0xD7 && c != 0xF7;
  return is_mark(c) || (c >= 0x370 && c <= 0x1FFF) || (c >= 0x2C00 && c < 0x2E00) ||
         (c >= 0x3040 && c < 0xD800);
}

bool is_upper(char32_t c) {
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (c >= 0xC0 && c <= 0xDE) return c != 0xD7;
  if (c < 0x100 || c > 0x24F) return false;
  if (c <= 0x137) return c % 2 == 0;
  if (c >= 0x139 && c <= 0x148) return c % 2 == 1;
  if (c >= 0x14A && c <= 0x177) return c % 2 == 0;
  if (c == 0x178 || c == 0x179 || c == 0x17B || c == 0x17D) return true;
  return c >= 0x1DE && c % 2 == 0;  // Ș, Ț and their neighbours; the phonetic block before has no names
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}
bool is_apostrophe(char32_t c) {
  return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xB4 || c == '`';
}
bool is_hyphen(char32_t c) {
  return c == '-' || c == 0x2010 || c == 0x2011;
}
bool is_blank(char32_t c) {
  return c == ' ' || c == '\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F || c == 0x205F ||
         c == 0x3000;
}

char32_t to_lower(char32_t c) {
  if (!is_upper(c)) return c;
  if (c < 0x80 || (c >= 0xC0 && c <= 0xDE)) return c + 32;
  return c == 0x178 ? 0xFF : c + 1;
}

char32_t to_upper(char32_t c) {
  if (c >= 'a' && c <= 'z') return c - 32;
  if (c >= 0xE0 && c <= 0xFE) return c == 0xF7 ? c : c - 32;
  if (c == 0xFF) return 0x178;
  return c > 0x100 && c <= 0x24F && is_upper(c - 1) ? c - 1 : c;
}

bool in_capitals(std::string_view word) {
  constexpr int kEnoughForSmallLast = 4;
  int capitals = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    at += c.bytes;
    if (!is_letter(c.value)) continue;
    if (is_upper(c.value)) {
      ++capitals;
    } else if (c.value < 0xC0 && (c.value == 's' || at < word.size() || capitals < kEnoughForSmallLast)) {
      return false;
    }
  }
  return capitals > 1;
}

void append_key(std::string& out, std::string_view name) {
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = decode(name, at);
    at += c.bytes;
    if (c.value < 0x80) {
      const char32_t lower = to_lower(c.value);
      if (is_letter(lower) || is_digit(lower) || lower == '-' || lower == ' ' || lower == '\'') {
        out += static_cast<char>(lower);
      }
    } else if (c.value == 0x152 || c.value == 0x153) {
      out += "oe";
    } else if (c.value == 0xC6 || c.value == 0xE6) {
      out += "ae";
    } else if (c.value == 0xDF) {
      out += "ss";
    } else if (c.value >= 0xC0 && c.value < 0x180) {
      const char base = kBase[c.value - 0xC0];
      if (base != '*') {
        out += base;
      } else if (is_letter(c.value)) {
        text::append_utf8(out, to_lower(c.value));
      }
    } else if (c.value >= 0x218 && c.value <= 0x21B) {
      out += c.value < 0x21A ? 's' : 't';
    } else if (is_apostrophe(c.value)) {
      out += '\'';
    } else if (is_hyphen(c.value)) {
      out += '-';
    } else if (is_blank(c.value)) {
      out += ' ';
    } else if (is_letter(c.value) && !is_mark(c.value)) {
      text::append_utf8(out, to_lower(c.value));
    }
  }
}

std::string name_key(std::string_view name) {
  std::string key;
  append_key(key, name);
  return key;
}

}  // namespace fonds::persons
