// The capitalised words of a text, which are all that names are made of, and what stands between them.
//
// Lower-case words are skipped as bytes; the few that matter (before and after a name) are read on demand by
// word_before() and word_after(). Thread safety: WordList is a plain value; the functions are pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/lexicon.h"

namespace fonds::persons {

enum class Shape : std::uint8_t {
  // Dupont, Jean-Pierre, D'Ornano, McDonald
  kTitle,
  // StopCovid, iPhone's kin: no name
  kMixed,
  // DUPONT, two letters at least
  kUpper,
  // J. or J.-P., its dots included
  kInitial,
  // a single capital without a dot
  kLetter,
};

// What stands between a word and the one before.
enum class Gap : std::uint8_t {
  // blanks only
  kSpace,
  // one line end
  kLineEnd,
  // "de", "d'", "de la", "van der", … between blanks
  kParticle,
  // "et", "&"
  kAnd,
  // ","
  kComma,
  // "née", "épouse"
  kBirth,
  // anything else
  kOther,
};

struct Word {
  // bytes of the text
  std::uint32_t begin = 0, end = 0;
  std::uint32_t key_begin = 0, key_size = 0;
  Traits traits = 0;
  Shape shape = Shape::kTitle;
  Gap gap = Gap::kOther;
  bool starts_line = false;
  // of which starts_line is a case
  bool starts_sentence = false;
};

struct WordList {
  std::vector<Word> words;
  // all keys, one after the other
  std::string keys;

  std::string_view key(const Word& w) const { return std::string_view(keys).substr(w.key_begin, w.key_size); }
  void clear() { words.clear(), keys.clear(); }
};

void scan_words(std::string_view text, const Lexicon& lexicon, WordList& out);

// A word of any case beside a position, on the same line.
struct Neighbour {
  std::uint32_t begin = 0, end = 0;
  bool found = false;
  bool capital = false;
  // the last mark that stands between the word and the position: , . ( « …; 0 = blanks only
  char32_t mark = 0;
  std::string key;
  Traits traits = 0;
};
Neighbour word_before(std::string_view text, std::size_t at, const Lexicon& lexicon);
Neighbour word_after(std::string_view text, std::size_t at, const Lexicon& lexicon);
// What "du", "des", "de la" or "de l'" before a position links it to, a nationality left out: "porte-parole"
// before "gouvernement" in "le porte-parole allemand du gouvernement". Not found where there is no such link.
Neighbour function_behind_link(std::string_view text, std::size_t at, const Lexicon& lexicon);
// The word that begins at `at` belongs to the name of a ministry: "le ministre de l'Intérieur".
bool behind_ministry(std::string_view text, std::size_t at, const Lexicon& lexicon);

}  // namespace fonds::persons
