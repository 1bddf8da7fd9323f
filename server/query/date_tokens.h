// The tokens of a date expression: numbers with their separators, words, dashes and dots.
//
// Thread safety: pure function.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace fonds::query {

// A year is written with four digits, 0017 too; it is not for a query language to doubt the archive's age.
inline constexpr int kFirstYear = 1;
inline constexpr int kLastYear = 9999;

struct DateToken {
  enum class Kind { number, word, dash, dots } kind = Kind::word;
  std::string_view word;
  // Of a number: the parts of 2017-04-05 or 3/4/2017, and how many digits each has.
  std::array<int, 3> parts{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  char separator = 0;

  bool is(std::string_view text) const { return kind == Kind::word && word == text; }
  bool is_year() const {
    return kind == Kind::number && count == 1 && digits[0] == 4 && parts[0] >= kFirstYear &&
           parts[0] <= kLastYear;
  }
  bool is_day_number() const { return kind == Kind::number && count == 1 && digits[0] <= 2; }
};
using DateTokens = std::span<const DateToken>;

// `folded` is what text::fold() makes of the expression; the words point into it. nullopt where a character
// belongs to no date or where there are too many tokens for one.
std::optional<std::vector<DateToken>> scan_date(std::string_view folded);

// Without the words in front that say nothing of the period: dans les années, au mois de.
DateTokens after_small_words(DateTokens tokens);

}  // namespace fonds::query
