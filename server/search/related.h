// Related coverage: the articles that share an article's telling words, its persons and its dossiers.
#pragma once

#include <cstdint>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// The `limit` articles closest to `rank`, best first, without itself and without copies (near_identical.h).
// Errors: DeadlineExceeded.
std::vector<Rank> related(Rank rank, std::uint32_t limit, const Snapshot& snapshot, unsigned worker,
                          Deadline deadline);

}  // namespace fonds::search
