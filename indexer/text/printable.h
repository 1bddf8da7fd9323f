// Text of foreign origin as it may be shown in a line on a terminal or in a log.
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

// Control characters (C0, DEL, C1), line separators and the marks that turn the direction of writing become
// \n, \t, \x1B, \u202E; bytes that are no UTF-8 \xFF. So no name of a file and no field can make a line of
// its own, move the cursor or change what stands beside it. Thread-safe.
std::string printable(std::string_view text);

}  // namespace fonds::text
