// How a name is written in running text: capitals given back their natural case, white space made one.
// Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace fonds::persons {

// "LE FUR" -> "Le Fur", "D'ORNANO" -> "d'Ornano", "JEAN-PIERRE" -> "Jean-Pierre"; words that are not in
// capitals stay. Of a surname in capitals, "DE LA" is lower case save its article: "DE LA FONTAINE" -> "de La
// Fontaine".
std::string natural_case(std::string_view name);

// How well a form is evidenced by itself: accents and natural case over capitals. Compare forms of one key
// only.
int naturalness(std::string_view name);

// name_key() without hyphens, apostrophes and spaces: equal for all ways to write one name.
std::string compact_key(std::string_view name);

}  // namespace fonds::persons
