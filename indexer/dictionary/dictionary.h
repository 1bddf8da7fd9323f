// Which words are right, whether an archive has them or not: the forms of Debian's French dictionary
// (hunspell-fr-classical, MPL 2.0), the names of persons and places among them, and the words of the names of France's
// communes (Licence Ouverte).
//
// Thread safety: functions without state.
#pragma once

#include <string_view>

namespace fonds::dictionary {

// A form of a noun, verb or other word that is written in lower case. `folded` is what fold() gives.
bool is_common_word(std::string_view folded);

// What is written with a capital, or a part of it: Macron, Genas, Étienne, Breton. May be a common word too: pierre.
bool is_known_name(std::string_view folded);

// Of those, a given name, a surname or a place, and so no word that tells whence somebody is.
bool is_proper_name(std::string_view folded);

}  // namespace fonds::dictionary
