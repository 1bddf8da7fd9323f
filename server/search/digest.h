// Names what stays the same as long as a text does: for ETags and cache keys. It defends nothing.
#pragma once

#include <string>
#include <string_view>

namespace fonds::search {

// FNV-1a, 64 bits (draft-eastlake-fnv), as 16 hexadecimal digits.
std::string digest(std::string_view text);

}  // namespace fonds::search
