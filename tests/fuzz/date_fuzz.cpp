// Any text is a date expression or is not; where it is one, its ends are in order and within the calendar.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/query/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr text::Day kToday = 17332;  // 2017-06-15
  const auto range = query::parse_date_range(text, kToday);
  if (!range) return 0;
  if (!range->first && !range->last) std::abort();
  if (range->first && range->last && *range->first > *range->last) std::abort();
  for (const auto& end : {range->first, range->last}) {
    if (end && !text::is_valid(text::to_date(*end))) std::abort();
  }
  // As it is kept in a query, it reads the same.
  const auto again = query::parse_date_range(range->text, kToday);
  if (!again || again->first != range->first || again->last != range->last) std::abort();
  return 0;
}
