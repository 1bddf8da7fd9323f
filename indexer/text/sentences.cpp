// The sentences of a text, by rules on characters: an excerpt needs a good place to begin and end, and ICU's
// sentence iterator would stop at every "M." and "art." all the same.
#include <algorithm>
#include <array>

#include "indexer/text/characters.h"
#include "indexer/text/folding.h"
#include "indexer/text/utf8.h"

namespace fonds::text {
namespace {

// Words before a full stop that do not end a sentence, folded and sorted. A single letter (an initial) never
// does.
constexpr std::array<std::string_view, 42> kNoSentenceEnds = {
    "al", "art", "av",  "bd",  "bld", "boul", "cf",   "ch",  "chap", "cie", "dept", "dr",   "ed",  "env",
    "ex", "fig", "hab", "imp", "inf", "janv", "me",   "mgr", "mlle", "mm",  "mme",  "mmes", "mr",  "mrs",
    "no", "nos", "p",   "pl",  "pp",  "pr",   "prof", "rte", "sq",   "st",  "ste",  "tel",  "vol", "vs"};

bool is_abbreviation(std::string_view word) {
  const std::string folded = fold(word);
  if (folded.size() <= 1) return folded.empty() || folded[0] < '0' || folded[0] > '9';
  return std::binary_search(kNoSentenceEnds.begin(), kNoSentenceEnds.end(), std::string_view(folded));
}

bool is_word(CharClass kind) {
  return kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::mark ||
         kind == CharClass::superscript;
}

bool is_closing(CharClass kind, char32_t c) {
  return kind == CharClass::close_paren || c == U'»' || c == U'”' || c == U'"' || c == U'’' || c == U']' ||
         c == U'›';
}

bool is_blank(CharClass kind) {
  return kind == CharClass::space || kind == CharClass::newline;
}

// What a new sentence may begin with: a capital, a digit, an opening quote, bracket or dash.
bool begins_sentence(char32_t c) {
  const CharClass kind = classify(c);
  if (kind == CharClass::letter) {
    return c < kTableEnd ? latin_table()[c].upper : true;
  }
  return kind == CharClass::digit || kind == CharClass::quote || kind == CharClass::open_paren || c == U'[' ||
         c == U'—' || c == U'–' || c == U'-' || kind == CharClass::apostrophe || kind == CharClass::middot;
}

// Nearly every character of a text is answered from here, without asking whether the tables are made yet.
class Classes {
 public:
  Classes() {
    for (char32_t c = 0; c < kTableEnd; ++c) kinds_[c] = classify(c);
  }
  CharClass operator()(char32_t c) const { return c < kTableEnd ? kinds_[c] : classify(c); }

 private:
  std::array<CharClass, kTableEnd> kinds_;
};

const Classes& classes() {
  static const Classes kClasses;
  return kClasses;
}

class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text), class_of_(classes()) {}

  std::vector<Span> run() {
    std::size_t word_begin = 0;
    bool in_word = false;
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t begin = at;
      const CharClass kind = class_of_(next_code_point(text_, at));
      if (is_word(kind) || kind == CharClass::ignorable) {
        if (!in_word) word_begin = begin;
        in_word = true;
        word_end_ = at;
        continue;
      }
      const bool after_word = in_word;
      in_word = false;
      if (kind == CharClass::newline) {
        close(begin);
        begin_ = at;
      } else if (kind == CharClass::terminator || kind == CharClass::dot) {
        const bool abbreviation = kind == CharClass::dot && after_word &&
                                  is_abbreviation(text_.substr(word_begin, word_end_ - word_begin));
        at = end_of_terminators(at);
        if (abbreviation) continue;
        const std::size_t next = skip_blanks(at);
        if (next == at || next >= text_.size()) continue;
        std::size_t peek = next;
        if (begins_sentence(next_code_point(text_, peek))) {
          close(at);
          begin_ = next;
          at = next;
        }
      }
    }
    close(text_.size());
    return std::move(out_);
  }

 private:
  // "?!", "…»" and the like belong to the sentence they end; so does a closing quote after a French space.
  std::size_t end_of_terminators(std::size_t at) const {
    while (at < text_.size()) {
      std::size_t next = at;
      char32_t c = next_code_point(text_, next);
      CharClass kind = class_of_(c);
      if (kind == CharClass::space) {
        if (next >= text_.size()) return at;
        std::size_t after = next;
        c = next_code_point(text_, after);
        if (c != U'»' && c != U'!' && c != U'?') return at;
        at = after;
        continue;
      }
      if (kind != CharClass::terminator && kind != CharClass::dot && !is_closing(kind, c)) return at;
      at = next;
    }
    return at;
  }
  std::size_t skip_blanks(std::size_t at) const {
    while (at < text_.size()) {
      std::size_t next = at;
      const CharClass kind = class_of_(next_code_point(text_, next));
      if (kind == CharClass::newline || (!is_blank(kind) && kind != CharClass::ignorable)) break;
      at = next;
    }
    return at;
  }
  void close(std::size_t end) {
    std::size_t from = begin_;
    while (from < end) {
      std::size_t next = from;
      if (!is_blank(class_of_(next_code_point(text_, next)))) break;
      from = next;
    }
    std::size_t last = end;
    while (last > from) {
      const std::size_t begin = std::max(from, character_begin(text_, last - 1));
      std::size_t next = begin;
      if (!is_blank(class_of_(next_code_point(text_, next)))) break;
      last = begin;
    }
    if (last > from) out_.push_back({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(last)});
    begin_ = end;
  }

  std::string_view text_;
  const Classes& class_of_;
  std::vector<Span> out_;
  std::size_t begin_ = 0;
  std::size_t word_end_ = 0;
};

}  // namespace

std::vector<Span> sentences(std::string_view utf8) {
  return Splitter(utf8).run();
}

}  // namespace fonds::text
