// Lines of the desk's files that say nothing: what somebody has written by hand, and the programs pass over.
//
// Thread safety: as DecisionFolder. Errors: index::IndexError io.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "server/desk/decision_folder.h"

namespace fonds::desk {

struct FileFault {
  // in the folder: "dossiers"
  std::string file;
  // from 1
  std::size_t line = 0;
  // in French, for the editor
  std::string reason;
  bool operator==(const FileFault&) const = default;
};

// Of all files, as the parser of each reads it; in the order of the files and of their lines.
std::vector<FileFault> file_faults(const DecisionFolder& folder);

}  // namespace fonds::desk
