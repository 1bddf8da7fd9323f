#include "indexer/text/scanner.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

#include "indexer/text/ascii.h"
#include "indexer/text/characters.h"
#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

// The lower-case letter or the digit that an ASCII byte stands for; 0 for every other byte.
constexpr std::array<char, 256> build_ascii() {
  std::array<char, 256> table{};
  for (int c = 'a'; c <= 'z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c + 'a' - 'A');
  for (int c = '0'; c <= '9'; ++c) table[static_cast<std::size_t>(c)] = static_cast<char>(c);
  return table;
}
constexpr std::array<char, 256> kAscii = build_ascii();

// Room for a form on its way to a term: enough to see where a term of kMaxTermBytes has to end.
constexpr std::size_t kDraftBytes = 2 * kMaxTermBytes;
// UTF-16 units of a word that ICU is asked to fold: with the most marks allowed on each letter still more
// letters than a term holds bytes.
constexpr std::size_t kSlowUnits = (MarkLimit::kMarks + 2) * 2 * kMaxTermBytes;

// Cuts to kMaxTermBytes on a code point boundary.
std::string_view limited(std::string_view text) {
  return text.size() <= kMaxTermBytes ? text : text.substr(0, character_begin(text, kMaxTermBytes));
}

// Compatibility decomposition can bring in white space; no term holds any.
void remove_controls(std::string& text) {
  std::erase_if(text, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; });
}

// Scripts written without spaces between words.
bool needs_dictionary(char32_t c) {
  if (c < 0xE00) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(c), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

// Abbreviations whose full stop does not end a sentence; single letters are known without a list.
bool is_dotted_abbreviation(std::string_view folded) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"av", "bd", "dr", "mgr", "mlle", "mm", "mme", "mmes", "mr", "pr", "rte", "st", "ste"});
  return folded.size() == 1 || std::binary_search(kWords.begin(), kWords.end(), folded);
}

// What has been seen since the last atom.
struct Between {
  std::uint32_t count = 0;
  CharClass first = CharClass::other;
  bool loose = true;       // only spaces, quotes and opening brackets after the first
  bool blank_only = true;  // only white space after the first
  bool newline = false;
  bool underscore = false;

  void add(CharClass kind) {
    if (count++ == 0) {
      first = kind;
    } else {
      loose =
          loose && (kind == CharClass::space || kind == CharClass::quote || kind == CharClass::open_paren);
      blank_only = blank_only && (kind == CharClass::space || kind == CharClass::newline);
    }
    newline = newline || kind == CharClass::newline;
  }

  Gap gap() const {
    if (count == 0) return Gap::none;
    if (count == 1) {
      if (underscore) return Gap::underscore;
      switch (first) {
        case CharClass::space:
          return Gap::space;
        case CharClass::apostrophe:
          return Gap::apostrophe;
        case CharClass::hyphen:
          return Gap::hyphen;
        case CharClass::dot:
          return Gap::dot;
        case CharClass::comma:
          return Gap::comma;
        case CharClass::slash:
          return Gap::slash;
        case CharClass::colon:
          return Gap::colon;
        case CharClass::middot:
          return Gap::middot;
        case CharClass::open_paren:
          return Gap::open_paren;
        case CharClass::close_paren:
          return Gap::close_paren;
        default:
          return Gap::other;
      }
    }
    if (first == CharClass::apostrophe && loose) return Gap::apostrophe_loose;
    if (first == CharClass::hyphen && newline && blank_only) return Gap::hyphen_break;
    return Gap::other;
  }
};

}  // namespace

struct Scanner::Impl {
  std::unique_ptr<icu::BreakIterator> words;  // made on the first word of a script that needs it
  const std::array<LatinEntry, kTableEnd>& latin = latin_table();

  std::string_view source;
  TextArena* arena = nullptr;
  std::vector<Atom>* atoms = nullptr;
  Between between;
  bool sentence_start = true;
  bool stop_seen = false;  // a full stop, which ends the sentence only if a space follows

  void scan() {
    std::size_t at = 0;
    while (at < source.size()) {
      const auto byte = static_cast<unsigned char>(source[at]);
      if (kAscii[byte] != 0) {
        at = scan_atom(at);
        continue;
      }
      const std::size_t begin = at;
      char32_t c = byte;
      if (byte < 0x80)
        ++at;
      else
        c = next_code_point(source, at);
      const CharClass kind = c < kTableEnd ? latin[c].kind : classify(c);
      switch (kind) {
        case CharClass::letter:
        case CharClass::digit:
          at = scan_atom(begin);
          break;
        case CharClass::symbol:
          if (c == U'_') {
            between.underscore = true;
            between.add(CharClass::other);
          } else {
            add_symbol(begin, at);
          }
          break;
        default:
          separator(kind);
          break;
      }
    }
  }

  void separator(CharClass kind) {
    switch (kind) {
      case CharClass::ignorable:
      case CharClass::mark:
        return;
      case CharClass::newline:
        sentence_start = true;
        break;
      case CharClass::terminator:
        sentence_start = true;
        break;
      case CharClass::dot:
        stop_seen = between.count > 0 || atoms->empty() || !is_dotted_abbreviation(atoms->back().folded);
        break;
      case CharClass::space:
      case CharClass::quote:
        sentence_start = sentence_start || stop_seen;
        break;
      default:
        break;
    }
    between.add(kind);
  }

  void push(Atom& atom) {
    atom.gap = atoms->empty() ? Gap::other : between.gap();
    atom.sentence_start = sentence_start;
    atoms->push_back(atom);
    between = {};
    stop_seen = false;
  }

  void add_symbol(std::size_t begin, std::size_t end) {
    Atom atom;
    atom.begin = static_cast<std::uint32_t>(begin);
    atom.end = static_cast<std::uint32_t>(end);
    atom.kind = AtomKind::symbol;
    atom.folded = atom.written = arena->store(source.substr(begin, end - begin));
    push(atom);
  }

  // ² belongs to m² and km², not to a word with a footnote.
  static bool takes_superscript(std::string_view folded) {
    std::size_t letters = 0;
    while (letters < folded.size() && !is_ascii_digit(folded[folded.size() - 1 - letters])) ++letters;
    return letters >= 1 && letters <= 2 && folded.back() == 'm';
  }

  // A soft hyphen at a line end: the word goes on in the next line.
  std::size_t skip_broken_line(std::size_t at) const {
    std::size_t next = at;
    if (next < source.size() && source[next] == '\r') ++next;
    if (next >= source.size() || source[next] != '\n') return at;
    ++next;
    return next < source.size() && kAscii[static_cast<unsigned char>(source[next])] != 0 ? next : at;
  }

  // The run of letters and digits that begins at `begin`; returns its end.
  std::size_t scan_atom(std::size_t begin) {
    TextArena::Draft folded_text = arena->draft(kDraftBytes);
    std::uint32_t letters = 0;
    std::uint32_t uppers = 0;
    std::uint32_t digits = 0;
    bool first_upper = false;
    bool accented = false;
    bool slow = false;
    bool dictionary = false;
    std::size_t at = begin;
    std::size_t end = begin;
    while (at < source.size()) {
      const auto byte = static_cast<unsigned char>(source[at]);
      if (const char folded = kAscii[byte]; folded != 0) {
        folded_text.push(folded);
        if (byte >= 'a') {
          ++letters;
        } else if (byte >= 'A') {
          if (letters++ == 0) first_upper = true;
          ++uppers;
        } else {
          ++digits;
        }
        end = ++at;
        continue;
      }
      if (byte < 0x80) break;
      std::size_t next = at;
      const char32_t c = next_code_point(source, next);
      const CharClass kind = c < kTableEnd ? latin[c].kind : classify(c);
      if (kind == CharClass::ignorable) {
        at = c == U'\u00AD' ? skip_broken_line(next) : next;
        continue;
      }
      if (kind == CharClass::superscript) {
        if (!takes_superscript(folded_text.text())) break;
        if (c >= kTableEnd) slow = true;
      } else if (kind == CharClass::mark) {
        slow = true;
      } else if (kind != CharClass::letter && kind != CharClass::digit) {
        break;
      }
      if (c < kTableEnd) {
        const LatinEntry& entry = latin[c];
        folded_text.append(entry.folded.data(), entry.folded_size);
        accented = accented || entry.accented;
        if (kind == CharClass::letter) {
          if (entry.upper) {
            if (letters == 0) first_upper = true;
            ++uppers;
          }
          ++letters;
        } else {
          ++digits;
        }
      } else if (kind != CharClass::mark) {
        slow = true;
        dictionary = dictionary || needs_dictionary(c);
        if (kind == CharClass::letter) {
          if (u_isUUppercase(static_cast<UChar32>(c)) != 0) {
            if (letters == 0) first_upper = true;
            ++uppers;
          }
          ++letters;
        } else {
          ++digits;
        }
      }
      end = at = next;
    }
    Atom atom;
    atom.begin = static_cast<std::uint32_t>(begin);
    atom.end = static_cast<std::uint32_t>(end);
    atom.ascii_digits = is_ascii_digit(source[begin]);
    if (uppers > 0) {
      const bool all = uppers == letters && (letters > 1 || digits > 0);
      atom.letter_case = all ? Case::upper : Case::capitalised;
      if (!all && !first_upper && letters > 1) atom.letter_case = Case::capitalised;
    }
    if (dictionary) {
      add_dictionary_words(begin, end);
      return end;
    }
    if (slow) {
      fold_slowly(begin, end, atom);
    } else {
      atom.folded = arena->keep(folded_text, limited(folded_text.text()).size());
      atom.written = accented ? write_accents(begin, end) : atom.folded;
    }
    if (atom.folded.empty()) {
      separator(CharClass::other);
      return end;
    }
    // Of a word too long, or folded to less, the letters may be gone.
    if (letters == 0 || std::all_of(atom.folded.begin(), atom.folded.end(), is_ascii_digit))
      atom.kind = AtomKind::number;
    else
      atom.kind = is_ascii_digit(atom.folded.front()) ? AtomKind::mixed : AtomKind::word;
    push(atom);
    sentence_start = false;
    return end;
  }

  // The written form of a Latin word that has accents.
  std::string_view write_accents(std::size_t begin, std::size_t end) {
    TextArena::Draft out = arena->draft(kDraftBytes);
    for (std::size_t at = begin; at < end && !out.is_full();) {
      const auto byte = static_cast<unsigned char>(source[at]);
      if (byte < 0x80) {
        if (kAscii[byte] != 0) out.push(kAscii[byte]);
        ++at;
        continue;
      }
      const char32_t c = next_code_point(source, at);
      if (c >= kTableEnd) continue;
      const LatinEntry& entry = latin[c];
      out.append(entry.written.data(), entry.written_size);
    }
    return arena->keep(out, limited(out.text()).size());
  }

  // The beginning of a word that is folded through ICU: more than its term can hold, whatever it is.
  std::u16string utf16(std::size_t begin, std::size_t end) const {
    std::u16string out;
    MarkLimit marks;
    for (std::size_t at = begin; at < end && out.size() < kSlowUnits;) {
      const char32_t c = next_code_point(source, at);
      const CharClass kind = classify(c);
      if (kind == CharClass::ignorable || kind == CharClass::newline || !marks.allows(kind)) continue;
      if (c < 0x10000) {
        out.push_back(static_cast<char16_t>(c));
      } else {
        out.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
        out.push_back(static_cast<char16_t>(0xDC00 | (c & 0x3FF)));
      }
    }
    return out;
  }

  void fold_slowly(std::size_t begin, std::size_t end, Atom& atom) {
    const std::u16string text = utf16(begin, end);
    std::string folded;
    std::string written;
    append_folded(text, folded);
    append_written(text, written);
    remove_controls(folded);
    remove_controls(written);
    atom.folded = arena->store(limited(folded));
    atom.written = written == folded || written.empty() ? atom.folded : arena->store(limited(written));
  }

  void add_dictionary_words(std::size_t begin, std::size_t end) {
    UErrorCode status = U_ZERO_ERROR;
    if (!words) words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getFrench(), status));
    UText text = UTEXT_INITIALIZER;
    utext_openUTF8(&text, source.data() + begin, static_cast<int64_t>(end - begin), &status);
    if (U_SUCCESS(status) && words) words->setText(&text, status);
    std::size_t from = begin;
    while (from < end) {
      std::size_t to = end;
      if (U_SUCCESS(status) && words) {
        const int32_t boundary = words->following(static_cast<int32_t>(from - begin));
        if (boundary != icu::BreakIterator::DONE) to = begin + static_cast<std::size_t>(boundary);
      }
      Atom atom;
      atom.begin = static_cast<std::uint32_t>(from);
      atom.end = static_cast<std::uint32_t>(to);
      fold_slowly(from, to, atom);
      if (!atom.folded.empty()) {
        push(atom);
        sentence_start = false;
      }
      from = to;
    }
    utext_close(&text);
  }
};

Scanner::Scanner() : impl_(std::make_unique<Impl>()) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

void Scanner::scan(std::string_view utf8, TextArena& arena, std::vector<Atom>& atoms) {
  atoms.clear();
  impl_->source = utf8.substr(0, std::numeric_limits<std::uint32_t>::max());
  impl_->arena = &arena;
  impl_->atoms = &atoms;
  impl_->between = {};
  impl_->sentence_start = true;
  impl_->stop_seen = false;
  impl_->scan();
}

}  // namespace fonds::text
