// Control characters have no business in a text, and cannot be written to a feed: they are dropped, and what
// they stand in stays.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::archive {

// Whether `utf8` holds one that is no white space: U+0000 to U+001F, U+007F to U+009F, or a noncharacter U+FFFE
// or U+FFFF.
bool has_control_characters(std::string_view utf8);

// `utf8` without them; form feed and vertical tab become spaces. Tabs and line ends stay.
std::string without_control_characters(std::string_view utf8);

}  // namespace fonds::archive
