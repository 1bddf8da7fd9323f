// What a plan costs that posting lists do not answer: articles that are looked into, for phrases and for prefixes of
// many words. Known before anything is done, from how many articles have each word.
//
// Thread safety: pure functions of an immutable snapshot.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/plan.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// Articles that are looked into for one leaf, at most.
std::uint64_t looked_into(const PlanNode& leaf, const Snapshot& snapshot);

// Takes the dearest leaves out of the plan, one by one, until the rest together look into `most` articles at most, or
// one is left. An operand that is taken out counts as not typed. Returns those taken out, as typed.
std::vector<std::string> leave_out_dearest(PlanNode& root, std::uint64_t most, const Snapshot& snapshot);

}  // namespace fonds::search
