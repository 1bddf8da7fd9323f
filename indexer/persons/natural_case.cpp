#include "indexer/persons/natural_case.h"

#include <algorithm>

#include "indexer/persons/letters.h"
#include "indexer/text/utf8.h"

namespace fonds::persons {
namespace {

bool is_roman(std::string_view word) {
  return word.find_first_not_of("IVX") == std::string_view::npos;
}

// A second capital by a slip: CLaude, DUpont. McDonald and D'Ornano have theirs elsewhere.
bool has_two_capitals(std::string_view part) {
  const CodePoint first = decode(part, 0);
  if (first.bytes >= part.size() || !is_upper(first.value)) return false;
  const CodePoint second = decode(part, first.bytes);
  std::size_t at = first.bytes + second.bytes;
  if (!is_letter(second.value) || !is_upper(second.value) || at + 1 >= part.size()) return false;
  for (; at < part.size(); at += decode(part, at).bytes) {
    const char32_t value = decode(part, at).value;
    if (!is_letter(value) || is_upper(value)) return false;
  }
  return true;
}

// With each part of a hyphened word.
void append_without_slips(std::string& out, std::string_view word) {
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t hyphen = std::min(word.find('-', at), word.size());
    const std::string_view part = word.substr(at, hyphen - at);
    if (has_two_capitals(part)) {
      const CodePoint first = decode(part, 0);
      text::append_utf8(out, first.value);
      const CodePoint second = decode(part, first.bytes);
      text::append_utf8(out, to_lower(second.value));
      out += part.substr(first.bytes + second.bytes);
    } else {
      out += part;
    }
    if (hyphen < word.size()) out += '-';
    at = hyphen + 1;
  }
}

void append_natural(std::string& out, std::string_view word, bool first) {
  if (!in_capitals(word) || is_roman(word) || word.find('.') != std::string_view::npos) {
    append_without_slips(out, word);
    return;
  }
  if (word == "DE" || word == "DU" || word == "DES") {
    append_key(out, word);
    return;
  }
  if (!first && (word == "DER" || word == "DEN" || word == "TER")) {
    append_key(out, word);
    return;
  }
  bool capital = true;
  std::size_t letters = 0;  // since the beginning or the last hyphen
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = decode(word, at);
    at += c.bytes;
    if (is_hyphen(c.value)) {
      capital = true, letters = 0;
      text::append_utf8(out, c.value);
    } else if (is_apostrophe(c.value)) {
      capital = letters == 1;
      if (capital && out.back() == 'D') out.back() = 'd';  // d'Ornano
      text::append_utf8(out, c.value);
    } else {
      text::append_utf8(out, capital ? c.value : to_lower(c.value));
      capital = false, ++letters;
    }
  }
}

}  // namespace

std::string natural_case(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    std::size_t end = at;
    while (end < name.size()) {
      const CodePoint c = decode(name, end);
      if (is_blank(c.value) || c.value == '\n' || c.value == '\r') break;
      end += c.bytes;
    }
    if (end > at) {
      if (!out.empty()) out += ' ';
      append_natural(out, name.substr(at, end - at), out.empty());
    }
    at = end < name.size() ? end + decode(name, end).bytes : end;
  }
  return out;
}

int naturalness(std::string_view name) {
  int score = 0;
  bool lower = false;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = decode(name, at);
    at += c.bytes;
    score += c.value >= 0xC0 && is_letter(c.value);
    lower |= is_letter(c.value) && !is_upper(c.value);
  }
  return score + (lower ? 100 : 0);
}

std::string compact_key(std::string_view name) {
  std::string key = name_key(name);
  std::erase_if(key, [](char c) { return c == ' ' || c == '-' || c == '\''; });
  return key;
}

}  // namespace fonds::persons
