// What a code point is to French analysis, and how it folds. The one place where apostrophes, hyphens, spaces
// and invisible characters are listed; scanner, folding and sentences all ask here.
//
// Thread safety: the tables are built once, on first use, and read-only afterwards.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::text {

enum class CharClass : std::uint8_t {
  // a separator without a meaning of its own
  other,
  letter,
  digit,
  // combining; belongs to the letter before it
  mark,
  // ² in m²: a digit after a unit, a footnote elsewhere
  superscript,
  // soft hyphen, joiners, direction marks: as if not there
  ignorable,
  // horizontal, no-break and thin spaces included, and the zero-width space
  space,
  newline,
  // every character that is typed for one
  apostrophe,
  // hyphens and the dashes that word processors make of them
  hyphen,
  // double quotes and guillemets
  quote,
  // ! ? …
  terminator,
  dot,
  comma,
  slash,
  colon,
  middot,
  open_paren,
  close_paren,
  // a sign that stands for a word: € % & + # @ _ °
  symbol,
};

// Code points below this are answered from a table: all of Latin.
inline constexpr char32_t kTableEnd = 0x250;

struct LatinEntry {
  CharClass kind = CharClass::other;
  bool upper = false;
  // folded and written differ
  bool accented = false;
  // bytes; 0 for what is no letter or digit
  std::uint8_t folded_size = 0;
  std::uint8_t written_size = 0;
  // lower case, no accent
  std::array<char, 3> folded{};
  // lower case, accent kept, ligature taken apart
  std::array<char, 3> written{};
};
const std::array<LatinEntry, kTableEnd>& latin_table();

CharClass classify(char32_t c);

// How many marks a letter may carry, as in the Stream-Safe Text Format (UAX 15): no language stacks more, and
// normalisation orders the marks of one letter in time that grows with the square of their number.
class MarkLimit {
 public:
  static constexpr int kMarks = 30;
  // Whether a character of this class, the next of the text, is to be kept.
  bool allows(CharClass kind) {
    marks_ = kind == CharClass::mark ? marks_ + (marks_ <= kMarks) : 0;
    return marks_ <= kMarks;
  }

 private:
  int marks_ = 0;
};

// Appends the folded form of any text: NFKD, case-folded, marks removed, ligatures taken apart. For whole
// words, the way for all that latin_table() does not hold.
void append_folded(std::u16string_view utf16, std::string& out);
// The same with accents kept, composed (NFKC).
void append_written(std::u16string_view utf16, std::string& out);

}  // namespace fonds::text
