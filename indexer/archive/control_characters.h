// Control characters have no business in a text, and cannot be written to a feed: they are dropped, and what
// they stand in stays. From U+0080 to U+009F they are letters of windows-1252 that somebody took for ISO 8859-1
// (U+009C is the œ of cœur): these become what they were.
//
// Thread safety: pure functions.
#pragma once

#include <array>
#include <string>
#include <string_view>

namespace fonds::archive {

// windows-1252 from 0x80 to 0x9F; what it leaves undefined stays the control character of the same number, as
// the WHATWG Encoding Standard has it.
inline constexpr std::array<char16_t, 32> kWindows1252 = {
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

// Whether `utf8` holds one that is no white space: U+0000 to U+001F, U+007F to U+009F, or a noncharacter U+FFFE
// or U+FFFF.
bool has_control_characters(std::string_view utf8);

// `utf8` without them, and with the letters of windows-1252; form feed and vertical tab become spaces. Tabs, line ends and broken
// UTF-8 stay.
std::string without_control_characters(std::string_view utf8);

}  // namespace fonds::archive
