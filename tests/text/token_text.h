// Tokens as one line of text, for tables of expectations:
//   ecole            a word
//   -up              a word glued to the one before
//   (premier)        an alternate of the word before
//   {startup/2}      a compound over two positions, behind the first of them
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

std::string token_text(std::string_view utf8);
// The source of every word in order, in angle brackets: what would be marked.
std::string marked_text(std::string_view utf8);

}  // namespace fonds::text
