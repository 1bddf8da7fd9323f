// The spans of a text that have the form of a name, and how sure that form is.
//
// A small grammar over the capitalised words: civilities, given names, initials, particles, surnames in
// either order and in capitals, lists and shared surnames. What stands around a span is judged afterwards
// (evidence.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/recogniser.h"
#include "indexer/persons/words.h"

namespace fonds::persons {

enum class Form : std::uint8_t {
  kFull,         // a known given name or initials, then a surname
  kUnknownFull,  // two or three capitalised words, the first no known given name: needs evidence
  kBare,         // a surname behind a civility or an office
  kGivenOnly,    // a known given name alone: only ever a mention of somebody named in full
};

struct Candidate {
  std::uint32_t begin = 0, end = 0;   // bytes: the name without its civility
  std::uint32_t first = 0, last = 0;  // words, `last` inclusive
  Form form = Form::kFull;
  bool civility = false;         // behind a civility or an office
  bool reversed = false;         // surname first
  bool capital_surname = false;  // a surname in capitals beside a given name that is not
  bool weak_given = false;       // the given name is as often a common word
  bool all_capitals = false;
  bool initials = false;             // the given name is initials only
  bool middle_initial = false;       // Ylane K. Durand
  bool in_list = false;              // follows another candidate behind a comma or "et"
  Gender gender = Gender::kUnknown;  // of the civility
  std::string given, surname;        // as written, white space made one
  std::string title;                 // "pape", "prince": of who goes by the given name
};

// Candidates do not overlap and are in the order of the text.
std::vector<Candidate> find_candidates(std::string_view text, const WordList& words, const Lexicon& lexicon);

}  // namespace fonds::persons
