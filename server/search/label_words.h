// The words of a label (of a person, a dossier, a title) or of what is typed to find it: runs of letters and digits.
// The one rule for all that looks labels up.
//
// Thread safety: a pure function.
#pragma once

#include <string_view>
#include <vector>

namespace fonds::search {

// `folded`: text::fold() of the label, which must outlive the result. "j.-c. d'arc" has the words j, c, d and arc.
std::vector<std::string_view> label_words(std::string_view folded);

}  // namespace fonds::search
