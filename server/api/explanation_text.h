// Why an article is a hit, in French words: « école » : tel quel dans le titre, au pluriel ou sous une autre
// forme (« écoles ») dans le texte.
//
// Thread safety: pure functions. The texts are plain, to be escaped like any other.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/search/types.h"

namespace fonds::api {

// The name of a rule in the API: as_written, elision, accents, …
std::string_view name_of(search::Rule rule);

std::string french_text(const search::WordReason& reason);

// All of it, one sentence a line; with what each is worth where hits are ranked.
std::vector<std::string> french_lines(const search::Explanation& explanation);

}  // namespace fonds::api
