// Small readings of digit strings, shared by the rules on numbers, hours, ordinals and dates. Internal to
// text/.
#pragma once

#include <string_view>

#include "indexer/text/ascii.h"

namespace fonds::text {

// The value of one to four digits; -1 for anything else.
inline int small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return -1;
  int value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace fonds::text
