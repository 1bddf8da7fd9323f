// French spacing as it is set in print: no line begins with ; : ! ? » or a unit, none ends with « or « M. ».
// Done when a page is made, never in the index: a space becomes a space that does not break, a straight
// apostrophe between letters a curved one. No letter is changed, added or left out. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace fonds::api {

// `html`: escaped text with tags. Tags, entities and what stands in <pre> and <code> stay as they are.
std::string typeset(std::string_view html);

}  // namespace fonds::api
