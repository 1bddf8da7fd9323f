#include "indexer/text/characters.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

const icu::Normalizer2& nfkd() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(status);
}

const icu::Normalizer2& nfkc() {
  UErrorCode status = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCInstance(status);
}

// Letters that a French reader types as one or two plain letters though Unicode does not decompose them.
std::string_view plain_letters(char32_t lower) {
  switch (lower) {
    case U'œ':
      return "oe";
    case U'æ':
      return "ae";
    case U'ß':
      return "ss";
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
    case U'ð':
      return "d";
    case U'þ':
      return "th";
    case U'ı':
      return "i";
    case U'ħ':
      return "h";
    case U'ŧ':
      return "t";
    case U'ŋ':
      return "n";
    case U'ſ':
      return "s";
    default:
      return {};
  }
}

// A ligature is two letters in every form; a stroke or a bar is an accent and stays in the written form.
bool is_ligature(char32_t lower) {
  return lower == U'œ' || lower == U'æ' || lower == U'ß';
}

// A mark that only decorates its letter. Vowel signs and viramas of Indic scripts make the word and stay.
bool is_removable_mark(char32_t c) {
  if (u_charType(static_cast<UChar32>(c)) != U_NON_SPACING_MARK) return false;
  const auto combining = u_getCombiningClass(static_cast<UChar32>(c));
  return combining != 0 && combining != 9;
}

// Classes given by a list, because what matters is how the character is typed, not its Unicode category.
CharClass listed_class(char32_t c) {
  switch (c) {
    case U'\'':
    case U'’':
    case U'‘':
    case U'‛':
    case U'´':
    case U'`':
    case U'′':
    case U'‵':
    case U'＇':
    case U'ʼ':
    case U'ʻ':
    case U'ʹ':
    case U'ˈ':
    case U'ˋ':
    case U'ˊ':
    case U'՚':
    case U'ꞌ':
      return CharClass::apostrophe;
    case U'-':
    case U'\u2010':
    case U'\u2011':
    case U'\u2012':
    case U'\u2013':
    case U'\u2212':
    case U'\uFE63':
    case U'\uFF0D':
      return CharClass::hyphen;
    case U'\u00AD':
    case U'\u200C':
    case U'\u200D':
    case U'\u200E':
    case U'\u200F':
    case U'\u2060':
    case U'\u2061':
    case U'\u2062':
    case U'\u2063':
    case U'\u2064':
    case U'\uFEFF':
    case U'\u061C':
    case U'\u180E':
    case U'\u034F':
      return CharClass::ignorable;
    case U'\n':
    case U'\r':
    case U'\v':
    case U'\f':
    case U'\u0085':
    case U'\u2028':
    case U'\u2029':
      return CharClass::newline;
    case U' ':
    case U'\t':
    case U'\u200B':
      return CharClass::space;
    case U'"':
    case U'«':
    case U'»':
    case U'“':
    case U'”':
    case U'„':
    case U'‟':
    case U'‹':
    case U'›':
    case U'＂':
    case U'‚':
      return CharClass::quote;
    case U'!':
    case U'?':
    case U'…':
    case U'‽':
    case U'！':
    case U'？':
    case U'。':
      return CharClass::terminator;
    case U'.':
    case U'．':
      return CharClass::dot;
    case U',':
    case U'，':
      return CharClass::comma;
    case U'/':
    case U'⁄':
    case U'∕':
      return CharClass::slash;
    case U':':
    case U'：':
      return CharClass::colon;
    case U'·':
    case U'•':
    case U'‧':
    case U'⋅':
    case U'∙':
    case U'・':
      return CharClass::middot;
    case U'(':
    case U'（':
      return CharClass::open_paren;
    case U')':
    case U'）':
      return CharClass::close_paren;
    case U'€':
    case U'$':
    case U'£':
    case U'%':
    case U'‰':
    case U'°':
    case U'º':
    case U'&':
    case U'+':
    case U'#':
    case U'@':
    case U'_':
    case U'№':
      return CharClass::symbol;
    case U'²':
    case U'³':
    case U'¹':
    case U'⁰':
    case U'⁴':
    case U'⁵':
    case U'⁶':
    case U'⁷':
    case U'⁸':
    case U'⁹':
      return CharClass::superscript;
    default:
      return CharClass::other;
  }
}

CharClass compute_class(char32_t c) {
  if (const CharClass listed = listed_class(c); listed != CharClass::other) return listed;
  if (c >= 0x202A && c <= 0x202E) return CharClass::ignorable;  // direction controls
  if (c >= 0x2066 && c <= 0x2069) return CharClass::ignorable;
  if (c >= 0xFE00 && c <= 0xFE0F) return CharClass::ignorable;  // variation selectors
  if (c >= 0x2080 && c <= 0x2089) return CharClass::digit;      // subscripts: CO₂
  switch (u_charType(static_cast<UChar32>(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return CharClass::letter;
    case U_DECIMAL_DIGIT_NUMBER:
      return CharClass::digit;
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_COMBINING_SPACING_MARK:
      return CharClass::mark;
    case U_SPACE_SEPARATOR:
      return CharClass::space;
    default:
      return CharClass::other;
  }
}

// What normalisation has brought in is folded as if it had been typed.
char32_t plain_sign(char32_t c) {
  switch (compute_class(c)) {
    case CharClass::apostrophe:
      return U'\'';
    case CharClass::hyphen:
      return U'-';
    case CharClass::space:
      return U' ';
    default:
      return c;
  }
}

template <std::size_t N>
std::uint8_t store(std::string_view text, std::array<char, N>& to) {
  for (std::size_t i = 0; i < text.size() && i < N; ++i) to[i] = text[i];
  return static_cast<std::uint8_t>(text.size());
}

std::array<LatinEntry, kTableEnd> build_latin_table() {
  std::array<LatinEntry, kTableEnd> table;
  for (char32_t c = 0; c < kTableEnd; ++c) {
    LatinEntry& entry = table[c];
    entry.kind = compute_class(c);
    if (entry.kind != CharClass::letter && entry.kind != CharClass::digit &&
        entry.kind != CharClass::superscript)
      continue;
    const std::u16string one(1, static_cast<char16_t>(c));
    std::string folded;
    std::string written;
    append_folded(one, folded);
    append_written(one, written);
    if (folded.size() > entry.folded.size() || written.size() > entry.written.size()) {
      entry.kind = CharClass::other;  // none today; keeps the table safe with a later ICU
      continue;
    }
    entry.upper = u_isUUppercase(static_cast<UChar32>(c)) != 0;
    entry.accented = folded != written;
    entry.folded_size = store(folded, entry.folded);
    entry.written_size = store(written, entry.written);
  }
  return table;
}

}  // namespace

const std::array<LatinEntry, kTableEnd>& latin_table() {
  static const std::array<LatinEntry, kTableEnd> table = build_latin_table();
  return table;
}

CharClass classify(char32_t c) {
  return c < kTableEnd ? latin_table()[c].kind : compute_class(c);
}

void append_folded(std::u16string_view utf16, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text(false, utf16.data(), static_cast<int32_t>(utf16.size()));
  text = nfkd().normalize(text, status);
  text.foldCase();
  text = nfkd().normalize(text, status);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(text.char32At(i));
    if (is_removable_mark(c) || compute_class(c) == CharClass::ignorable) continue;
    if (const auto plain = plain_letters(c); !plain.empty()) {
      out += plain;
    } else {
      append_utf8(out, plain_sign(c));
    }
  }
}

void append_written(std::u16string_view utf16, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString text(false, utf16.data(), static_cast<int32_t>(utf16.size()));
  text = nfkc().normalize(text, status);
  text.foldCase();
  text = nfkc().normalize(text, status);
  for (int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(text.char32At(i));
    if (compute_class(c) == CharClass::ignorable) continue;
    if (is_ligature(c)) {
      out += plain_letters(c);
    } else {
      append_utf8(out, plain_sign(c));
    }
  }
}

}  // namespace fonds::text
