// Folding, slugs and small text services that need Unicode but no analysis. All functions are pure and
// thread-safe; invalid UTF-8 in the input is read as U+FFFD.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fonds::text {

// Lower case without accents or ligatures (NFKD, marks removed, œ -> oe, æ -> ae, ß -> ss), apostrophes of
// every kind as ', hyphens and dashes as -, every white space as one ' ', invisible characters removed. UAX
// #15, UAX #44.
std::string fold(std::string_view utf8);

// Lower case, NFC, accents kept; otherwise as fold().
std::string lower(std::string_view utf8);

// A stable URL slug: [a-z0-9-]+, at most 80 bytes; "Pôle Numérique" -> "pole-numerique". Never empty ("-"
// otherwise).
std::string slugify(std::string_view label);

// A key that sorts as French readers expect (accents and case only break ties), by memcmp.
std::string sort_key(std::string_view utf8);

// True where the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
bool is_valid_utf8(std::string_view bytes);
// The same text with every ill-formed sequence replaced by U+FFFD.
std::string repair_utf8(std::string_view bytes);
// Number of code points in well-formed UTF-8.
std::size_t count_code_points(std::string_view utf8);

struct Span {
  // bytes
  std::uint32_t begin = 0, end = 0;
};
// The sentences of a text, in order, without surrounding white space; line ends always end a sentence. Fast
// rules (terminator, white space, then a capital, digit or quote; known abbreviations such as "M." and "art."
// excepted).
std::vector<Span> sentences(std::string_view utf8);

}  // namespace fonds::text
