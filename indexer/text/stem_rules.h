// The stemming rules: noun and adjective endings, verb endings, irregular verb themes. Internal to text/;
// pure.
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

// Singular and masculine, without the final e: the form that plural and feminine share.
std::string nominal_base(std::string_view word);
// Whether a base is that of a noun or adjective in -er, -ère, and no infinitive.
bool is_noun_in_er(std::string_view base);
// Cuts a verb ending; empty if the word has none.
std::string verbal_root(std::string_view word);
// The stem of the simple past of an irregular verb (rendit, valurent); empty for any other word.
std::string stem_of_simple_past(std::string_view word);
// Makes the themes of an irregular verb one (tien-, tin-, tenu- are ten-) and tidies what endings leave
// behind.
std::string unified_theme(std::string root);

}  // namespace fonds::text
