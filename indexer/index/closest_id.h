// For a line of the register that names no article: the id that it may have been meant for.
//
// Thread safety: functions without state. Errors: Xapian::Error.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

namespace fonds::index {

// For each of `lines`, which are lists of ids as an editor may have written them, the id of the archive with the
// fewest letters wrong, accents and case aside; nullopt where none is near. One walk over all ids.
std::vector<std::optional<std::string>> closest_ids(const Xapian::Database& database,
                                                    const std::vector<std::vector<std::string>>& lines);

}  // namespace fonds::index
