// The journal of decisions as rows of a page. As Visit.
#pragma once

#include <cstddef>

#include "server/desk/visit.h"

namespace fonds::desk {

// Newest first, from `offset`.
DataList journal_rows(const Visit& visit, std::size_t offset, std::size_t limit);

}  // namespace fonds::desk
