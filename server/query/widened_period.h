// What the words in front of a year or a month make of it in a plain query: fin 2018, mi-avril 2019, été 2015, Pâques
// 2019, avant 2018, jeudi 10 décembre 2015.
//
// Thread safety: pure function.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "server/query/ast.h"

namespace fonds::query {

struct WidenedPeriod {
  // Index of its first word; what it widens ends where it ended.
  std::uint32_t begin = 0;
  DateRange range;
  // A winter may be the one that ends in its year, too.
  std::optional<DateRange> other;
  // An article that says it has these words side by side: avant 2018. Else it has each: été, 2015.
  bool as_one = false;
  // The first word says nothing that the others do not: jeudi.
  bool weekday = false;
};

// `words`: folded; [begin, end) are those of a year, a month or a day. nullopt where the words in front add nothing.
std::optional<WidenedPeriod> widened(std::span<const std::string_view> words, std::uint32_t begin,
                                     std::uint32_t end, bool with_year, text::Day today);

}  // namespace fonds::query
