// ASCII services for formats and protocols, whose words are no French: that goes through folding.h.
//
// Thread safety: pure functions.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace fonds::text {

constexpr char ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = ascii_lower(c);
  return lower;
}

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
// White space as HTML has it (https://infra.spec.whatwg.org/#ascii-whitespace).
constexpr bool is_ascii_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

// The text without these characters at its ends.
constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// The same with blanks of any length: spaces that do not break, and other characters beyond ASCII.
template <typename Blanks>
constexpr std::string_view trimmed_of(std::string_view text, const Blanks& blanks) {
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view blank : blanks) {
      while (text.starts_with(blank)) text.remove_prefix(blank.size()), cut = true;
      while (text.ends_with(blank)) text.remove_suffix(blank.size()), cut = true;
    }
  }
  return text;
}

}  // namespace fonds::text
