// A light French stemmer for folded text (no accents, lower case). A pure function: two words with the same
// stem are inflexions of one word, as far as rules can tell. Stems are never indexed: a query word is
// expanded to the words of the archive that share its stem, so the rules may change without reindexing.
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

// The stem of a folded word. Idempotent is not promised; equality of stems is all that counts. A stop word is
// the inflexion of no other word: et of été, il of île, entre of entrée.
std::string stem(std::string_view folded);
// The same for a word that its accents tell from a stop word: sûr, which meets sûrs and sûre.
std::string stem_of_content_word(std::string_view folded);

// True for the words that carry no meaning of their own (le, de, et, que, …), which a query never requires.
// Knows both folded and written forms: mais is one, maïs is none. A query word is a stop word if its folded
// and its written form are; where only the folded one is (maïs, sûr), the written form must be required.
bool is_stop_word(std::string_view folded);

}  // namespace fonds::text
