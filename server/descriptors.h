// File descriptors: as many as the connections need, or connections as the descriptors allow.
#pragma once

#include <cstddef>

namespace fonds {

// Raises this process's limit of open files as far as it may and `wanted` connections need; how many of them
// fit beside the index's own files. Says in the log where that is fewer. Call before serving, once.
std::size_t connections_within_descriptors(std::size_t wanted, unsigned search_threads);

}  // namespace fonds
