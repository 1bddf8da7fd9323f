// Articles whose texts are nearly the same: a dispatch printed twice, an article put online again. They are
// shown together, and one of them only where others are to be found.
//
// Resemblance of two texts is that of their sets of shingles, sequences of three words, estimated on the
// eighth of them that a hash function picks (Broder, "On the resemblance and containment of documents",
// 1997). Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <vector>

#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// For each article its own place in the list, or that of the first before it whose text is nearly the same.
std::vector<std::size_t> near_identical(const std::vector<Rank>& articles, const Snapshot& snapshot,
                                        Deadline deadline);

}  // namespace fonds::search
