// Names have no verb endings: Martin is not Martinez, Loire no loir, mari not Marie.
//
// Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <string_view>

namespace fonds::search {

// Whether a word is a name and nothing else, by the dictionary and by how an archive writes it: in `capitalised` of its
// `articles` with a capital that says something.
bool is_only_a_name(std::string_view folded, std::uint32_t articles, std::uint32_t capitalised);

// Whether two words of one stem, one of which is only a name, may be inflexions of each other: plural and feminine of
// what no dictionary has (Charbonnois, Charbonnoises); known names have none.
bool are_forms_of_a_name(std::string_view a, std::string_view b);

}  // namespace fonds::search
