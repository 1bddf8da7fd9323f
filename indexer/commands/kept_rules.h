// The rules by which an index was made (which dossiers are renamed, which types of posts are read), kept beside
// its generations: an update that is given no configuration goes on by them, and does not undo them.
//
// Thread safety: functions without state. REQUIRES: the writer's lock. Errors: index::IndexError io where they
// cannot be written; what cannot be read is as if it were not there.
#pragma once

#include "indexer/commands/settings.h"

namespace fonds::commands {

// The settings with the rules that an update follows: those of its configuration, else those of the index.
Settings with_rules_in_force(const Settings& settings);
// After publishing: a later update without a configuration follows these.
void keep_rules(const Settings& settings);

}  // namespace fonds::commands
