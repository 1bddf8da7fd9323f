// The witness searches of `check --searches` (server/search/witnesses.h), asked of an index by the engine that serves it, with the
// synonyms that the configuration names and those of its desk.
//
// Thread safety: one thread. Errors: MissingInput, index::IndexError.
#pragma once

#include <optional>
#include <string>

#include "indexer/commands/settings.h"

namespace fonds::commands {

// What the file says; nullopt where none is named. Throws MissingInput where it cannot be read.
std::optional<std::string> witness_file(const std::string& file);
// Each line that is none, and each search that fails, is told on standard error as FILE:LINE: reason. Returns the exit
// code: 65 where there is one.
int check_searches(const Settings& settings, const std::string& file, const std::string& text);

}  // namespace fonds::commands
