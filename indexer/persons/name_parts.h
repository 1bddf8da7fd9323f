// The parts of a label: given names and surname; and when two names may be the same person's.
// Pure functions, thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/persons/lexicon.h"

namespace fonds::persons {

struct NameParts {
  // as written; given is empty for a bare surname
  std::string given, surname;
};

// A part of a double surname stands for the whole from this many letters.
inline constexpr std::size_t kMinPartLetters = 4;

// "Antoine de Saint-Exupéry" -> {"Antoine", "de Saint-Exupéry"}; "Macron" -> {"", "Macron"}.
NameParts split_label(std::string_view label, const Lexicon& lexicon);

// "j-p" abbreviates "jean-pierre"; "e" abbreviates "emmanuel". Keys as of name_key().
bool abbreviates(std::string_view initials, std::string_view given);
bool is_initials_key(std::string_view given);

// Edit distance (insertion, deletion, substitution, transposition), at most `limit` + 1 where it is more.
int edit_distance(std::string_view a, std::string_view b, int limit);

// "jr", "fils" or "pere" behind a surname, as of name_key(): who bears it is not the namesake. Empty for
// none.
std::string generation_of(std::string_view surname, const Lexicon& lexicon);

// Two spellings that one typing slip or one unsure accent makes of one name: close, long enough, same
// beginning or end.
bool is_slip(std::string_view a, std::string_view b);

}  // namespace fonds::persons
