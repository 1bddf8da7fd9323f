// The commands of fonds-indexer. Each returns its exit code (exit_codes.h); what goes wrong beyond that is
// thrown: UsageError, MissingInput, archive::SourceError, index::IndexError, Interrupted. Results go to
// standard output, everything else to standard error.
#pragma once

#include <string>
#include <vector>

#include "indexer/commands/settings.h"

namespace fonds::commands {

// What update does with articles that no source holds any more. Nothing is pruned where a source may hold
// more than could be read of it.
enum class Pruning {
  none,
  // removes them, unless they are more than twenty and more than one in five
  cautious,
  // removes them however many they are
  all,
};

int build(const Settings& settings, const std::vector<std::string>& sources);
int update(const Settings& settings, const std::vector<std::string>& sources, Pruning pruning);
// Reads the sites of the configuration. `accept_loss`: articles that are on a site no more go however many they
// are.
int sync(const Settings& settings, bool accept_loss);
int remove(const Settings& settings, const std::vector<std::string>& ids);
// Verifies the index; where `searches` names a file, asks its witness searches (search/witnesses.h) too.
int check(const Settings& settings, const std::string& searches);
// Puts the state before back.
int rollback(const Settings& settings);
int stats(const Settings& settings, bool as_json);
int analyze(const std::string& text, bool as_json);
// Reads standard input. `as_json_lines`: a record per line, in and out.
int persons_of_text(bool as_json, bool as_json_lines);
// The persons of an index, most frequent first, with the names filed under each and why; only those of which
// a name has the words of `name`, where it is not empty.
int persons_of_index(const Settings& settings, const std::string& name, bool as_json);
// The doubtful merges of an index as lines of an editor's file.
int review_persons(const Settings& settings);

}  // namespace fonds::commands
