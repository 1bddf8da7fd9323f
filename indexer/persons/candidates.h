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
  // a known given name or initials, then a surname
  kFull,
  // two or three capitalised words, the first no known given name: needs evidence
  kUnknownFull,
  // a surname behind a civility or an office
  kBare,
  // a known given name alone: only ever a mention of somebody named in full
  kGivenOnly,
};

struct Candidate {
  // bytes: the name without its civility
  std::uint32_t begin = 0, end = 0;
  // words, `last` inclusive
  std::uint32_t first = 0, last = 0;
  Form form = Form::kFull;
  // behind a civility or an office
  bool civility = false;
  // surname first
  bool reversed = false;
  // a surname in capitals beside a given name that is not
  bool capital_surname = false;
  // the given name is as often a common word
  bool weak_given = false;
  bool all_capitals = false;
  // the given name is initials only
  bool initials = false;
  // Ylane K. Durand
  bool middle_initial = false;
  // follows another candidate behind a comma or "et"
  bool in_list = false;
  // of the civility
  Gender gender = Gender::kUnknown;
  // as written, white space made one
  std::string given, surname;
  // "pape", "prince": of who goes by the given name
  std::string title;
};

// Candidates do not overlap and are in the order of the text.
std::vector<Candidate> find_candidates(std::string_view text, const WordList& words, const Lexicon& lexicon);

}  // namespace fonds::persons
