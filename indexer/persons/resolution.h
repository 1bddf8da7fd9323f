// One name each: the accepted candidates of one text gathered into persons, each under its best form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/candidates.h"
#include "indexer/persons/evidence.h"
#include "indexer/persons/recogniser.h"

namespace fonds::persons {

// REQUIRES: one judgement per candidate. `known` are labels that stay as they are (see
// Recogniser::recognise).
std::vector<Person> resolve(std::string_view text, const WordList& words,
                            const std::vector<Candidate>& candidates,
                            const std::vector<Judgement>& judgements, const std::vector<std::string>& known,
                            const Lexicon& lexicon);

}  // namespace fonds::persons
