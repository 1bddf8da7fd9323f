// How a name is written: the forms that capitalised words make, read from a given word on.
//
// A small grammar: given names or initials and a surname, a surname in capitals and given names, two words of
// which nothing is known, a surname alone. Where names begin is found by candidates.cpp. Thread safety:
// const.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/persons/candidates.h"
#include "indexer/persons/words.h"

namespace fonds::persons {

class NameGrammar {
 public:
  NameGrammar(std::string_view text, const WordList& list, const Lexicon& lexicon)
      : text_(text), list_(list), words_(list.words), lexicon_(lexicon) {}

  bool has(std::size_t i, Traits t) const { return i < words_.size() && (words_[i].traits & t) != 0; }
  bool title(std::size_t i) const { return shape(i) == Shape::kTitle; }
  bool upper(std::size_t i) const { return shape(i) == Shape::kUpper; }
  bool is_civility(std::size_t i) const;
  bool is_given(std::size_t i) const;
  bool is_initials(std::size_t i) const;
  // "Richard M. Durand": between a given name and a surname even an M. is no civility.
  bool is_middle_initial(std::size_t i) const;
  // The word i continues the name that the word before belongs to.
  bool joined(std::size_t i) const;
  bool capital_particle(std::size_t i) const;
  // A word that may be (the core of) a surname behind a given name.
  bool is_surname(std::size_t i) const;
  // A word that may be a surname where nothing but its form says so.
  bool is_plain_surname(std::size_t i) const;
  // Where the small words before word i begin that belong to its surname: "de La" in "Jean de La Fontaine".
  std::uint32_t surname_begin(std::size_t i) const;
  // A surname behind a civility or an office: what precedes says that it is one.
  std::optional<Candidate> read_bare(std::size_t i, bool after_civility) const;
  std::optional<Candidate> read_name(std::size_t i, bool after_civility) const;

 private:
  Shape shape(std::size_t i) const { return words_[i].shape; }
  bool broken_line_before(std::size_t i) const;
  // "(Emmanuel) Macron": how agencies complete a quotation.
  bool bracketed_before(std::size_t i) const;
  std::string_view gap_text(std::size_t i) const {
    return text_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
  }
  // Reads a surname whose first word is i (particles included); returns one past its last word, or i.
  std::size_t read_surname(std::size_t i, bool plain_only) const;
  // "Jean Dupont de Tassin" lives there, "Xavier Dupont de Ligonnès" is called so: the word i behind "de" is
  // a place by itself, or by where else the text has it, or because the text has the surname without it.
  bool is_origin(std::size_t i) const;
  // Behind "ben Ali Jaber" in "Omar Abdallah ben Ali Jaber", where a name of given names alone ends at `end`.
  std::size_t patronymic_end(std::size_t end) const;
  // Behind "Alexandre Dumas fils", where a name ends at `end`; but not of "Jean Dupont père de deux enfants".
  std::uint32_t generation_end(std::uint32_t end) const;
  std::string slice(std::uint32_t begin, std::uint32_t end) const;
  Candidate make(std::size_t first, std::size_t last, Form form) const;
  // Given names or initials, then a surname.
  std::optional<Candidate> read_forward(std::size_t i) const;
  // A surname behind initials is no common word, and dotted abbreviations ("V.C. de Bel-Air") have none at
  // all.
  bool fits_initials(std::size_t first, std::size_t surname) const;
  // A surname in capitals, then given names that are not: WAUQUIEZ Laurent, VELASCO Cabrera Mauricio.
  std::optional<Candidate> read_reversed(std::size_t i) const;
  // The cells of a table, a line each: a civility, the surname, the given name.
  bool in_cells(std::size_t surname, std::size_t given) const;
  // What stands before word i is a particle that French does not have outside names: al-, van, von der, ben.
  bool foreign_particle(std::size_t i) const;
  // Capitalised words of which the first is no known given name.
  std::optional<Candidate> read_unknown(std::size_t i) const;

  std::string_view text_;
  const WordList& list_;
  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
};

}  // namespace fonds::persons
