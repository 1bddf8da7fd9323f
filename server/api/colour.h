// Colours of the configuration: read, and measured against the paper they stand on (WCAG 2.2). Pure functions,
// thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fonds::api {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
};

// The paper of pages in either scheme, as in web/static/style/base.css.
inline constexpr Colour kPaper{0xFB, 0xF8, 0xF1}, kDarkPaper{0x17, 0x15, 0x11};
// Of text, at least (level AA).
inline constexpr double kLeastContrast = 4.5;

// "#98281a"; nullopt for anything else.
std::optional<Colour> parse_colour(std::string_view text);

// From 1, the same, to 21, black on white.
double contrast(Colour a, Colour b);

}  // namespace fonds::api
