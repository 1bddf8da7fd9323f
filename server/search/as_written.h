// A word of the archive as its articles write it, to be shown to a reader: école for ecole, sous-traitant
// for soustraitant.
#pragma once

#include <string>

#include "server/search/lexicon.h"
#include "server/search/matching.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// A slot for that very word and nothing else.
Slot exact_slot(WordId word, const Lexicon& lexicon);

// In lower case, with its accents; the joined form of a compound (schema.h) as the first article that has it
// writes the compound.
std::string as_written(WordId word, const Snapshot& snapshot, Matcher& matcher);

}  // namespace fonds::search
