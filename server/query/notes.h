// What a reader is told about a query that could not be read as typed: the French sentences, in one place.
//
// Thread safety: pure functions. The texts quote what the reader typed, shortened; they are plain text, to be
// escaped by whoever shows them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fonds::query::notes {

std::string invalid_date(std::string_view typed);
std::string unclosed_quote();
std::string unclosed_parenthesis();
std::string unopened_parenthesis();
std::string empty_parentheses();
std::string prefix_too_short(std::string_view word);
std::string operator_left_out(std::string_view name);
std::string operator_as_word(std::string_view name);
std::string too_many_bytes();
std::string too_many_words(std::size_t limit);
std::string too_deep(std::size_t limit);
std::string phrase_too_long(std::size_t limit);
// Nothing in all of the query, or in one operand of it, is a word.
std::string nothing_to_search(std::string_view typed);
std::string unsearchable(std::string_view typed);
// Left out, for the search would take too long with it.
std::string too_costly(std::string_view typed);
std::string too_many_spellings();
// A year or month of the query is found in the text of an article, or by its date.
std::string said_date(std::string_view typed, bool every_year, bool in_text);
// A small word that could be a name or a noun, and that no article has beside the others.
std::string not_required(std::string_view typed);
// Among partial matches: a word that no article has.
std::string nowhere(std::string_view typed);
std::string unknown_field(std::string_view typed, std::string_view meant);

}  // namespace fonds::query::notes
