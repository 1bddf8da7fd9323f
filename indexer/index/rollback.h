// Goes back to the state before: after a bad update, or where the current generation is damaged or CURRENT
// is lost.
//
// Thread safety: takes the writer's lock. Errors: IndexError missing where there is nothing to go back to,
// damaged where what there is is not whole, and as WriterLock and make_current() throw.
#pragma once

#include <filesystem>

#include "indexer/index/generation.h"

namespace fonds::index {

// Makes the newest whole generation before the current one current again: each of its files is compared with
// its checksum first. The generation it leaves stays on disk until the next writing. A state in which
// articles were delisted has none before it (Earlier::dropped), so none of them comes back.
Generation roll_back(const std::filesystem::path& index);

}  // namespace fonds::index
