// What tells answers and files apart, under its name of before: see indexer/text/fnv.h.
#pragma once

#include "indexer/text/fnv.h"

namespace fonds::search {
using text::digest;
}  // namespace fonds::search
