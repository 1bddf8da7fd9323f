// Words that are right whether the archive has them or not, so that no slip is made of them.
//
// Thread safety: pure function.
#pragma once

#include <string_view>

namespace fonds::search {

// A word of the French dictionary, the name of a person or place that it has, a word of the name of a commune, or a
// given name. `folded` is a word as analysed.
bool is_right_word(std::string_view folded);

}  // namespace fonds::search
