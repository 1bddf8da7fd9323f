// How an article is cited: as a line of text, as BibTeX and as RIS, which Zotero, JabRef and EndNote read.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/search/types.h"

namespace fonds::api {

// `paper`: whose article it is where it does not say so itself; `address`: of its page.

// Whose article it is.
std::string paper_of(const search::Hit& hit, std::string_view paper);
// "Anne Martin, Luc Petit et Ève Dubois" are three; "La rédaction, avec AFP" is one: who is named has a given name.
std::vector<std::string> authors_of(std::string_view signature);

// Anne Martin, « Le budget », La Voix, 5 avril 2017, https://….
std::string citation(const search::Hit& hit, std::string_view paper, std::string_view address);
// One @article, its key made of its id, so that it is the same in every export.
std::string bibtex(const search::Hit& hit, std::string_view paper, std::string_view address);
// One record, TY to ER, with the line ends that the format asks for.
std::string ris(const search::Hit& hit, std::string_view paper, std::string_view address);

}  // namespace fonds::api
