// The running service: an index, its search threads, the application and the HTTP server, put together as the
// configuration says, and kept in step with it.
#pragma once

#include <functional>
#include <vector>

#include "server/configuration.h"
#include "server/signals.h"

namespace fonds {

// Reads the configuration anew, as at the start. Throws ConfigurationError.
using ReadConfiguration = std::function<Configuration()>;

// How much the log says.
void set_log_level(const Configuration& configuration);

// Serves until a signal ends it; on `sockets` too, which it was started with. Throws index::IndexError, WatchedFileError, std::runtime_error,
// std::system_error where it cannot begin.
void serve(const Configuration& configuration, const ReadConfiguration& read_again, Signals& signals,
           const std::vector<int>& sockets);

}  // namespace fonds
