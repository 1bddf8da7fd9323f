#include "server/api/colour.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace fonds::api {
namespace {

// Relative luminance, as WCAG defines it.
double luminance(Colour colour) {
  const auto linear = [](std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

}  // namespace

std::optional<Colour> parse_colour(std::string_view text) {
  constexpr std::size_t kLength = 7;
  constexpr int kHexadecimal = 16;
  if (text.size() != kLength || text.front() != '#') return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data() + 1, text.data() + kLength, number, kHexadecimal);
  if (error != std::errc() || end != text.data() + kLength) return std::nullopt;
  return Colour{static_cast<std::uint8_t>(number >> 16U), static_cast<std::uint8_t>(number >> 8U),
                static_cast<std::uint8_t>(number)};
}

double contrast(Colour a, Colour b) {
  const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
  return (lighter + 0.05) / (darker + 0.05);
}

}  // namespace fonds::api
