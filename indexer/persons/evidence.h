// What the surroundings of a candidate say: a street or a school that bears a name, a headline in capitals, a
// function in apposition, a verb of saying.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/persons/candidates.h"
#include "indexer/persons/lexicon.h"
#include "indexer/persons/signs.h"

namespace fonds::persons {

enum class Verdict : std::uint8_t {
  kPerson,
  // a street, a school, a prize… named after someone
  kNamesake,
  // not enough evidence; a mention if the article names such a person elsewhere
  kUnsure,
  kNothing,
};

struct Judgement {
  Verdict verdict = Verdict::kNothing;
  Signs signs = 0;
};

// One judgement for each candidate.
std::vector<Judgement> judge(std::string_view text, const WordList& words,
                             const std::vector<Candidate>& candidates, const Lexicon& lexicon);

}  // namespace fonds::persons
