// Letters of names: the few Unicode facts that recognising names needs, for the Latin script, without
// allocation. Other scripts count as lower-case letters: they never start a name here.
//
// All functions are pure and thread-safe; ill-formed UTF-8 reads as a non-letter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::persons {

struct CodePoint {
  char32_t value = 0;
  // 0 at the end of the text
  std::uint8_t bytes = 0;
};

// the code point that begins at `at`
CodePoint decode(std::string_view text, std::size_t at);
// the one that ends at `at`
CodePoint decode_before(std::string_view text, std::size_t at);

// combining marks included
bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_digit(char32_t c);
bool is_apostrophe(char32_t c);
bool is_hyphen(char32_t c);
// white space of every kind except line ends
bool is_blank(char32_t c);
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);
// Two capitals at least and nothing else; accented letters may be small where a keyboard has no capitals for
// them (DUPé), and so may the last letter of a longer word, typed too late (BRIANd); but not the s of SMICs.
bool in_capitals(std::string_view word);

// The key under which names are compared: lower case without accents, hyphens as '-', apostrophes as '\'';
// dots and everything else that is neither letter, digit nor space dropped. "D’Ornano" -> "d'ornano", "J.-P."
// -> "j-p".
void append_key(std::string& out, std::string_view name);
std::string name_key(std::string_view name);

}  // namespace fonds::persons
