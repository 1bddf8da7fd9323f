// The editor's files as a command's options name them, persons and delisted articles: read whole, their
// faults told as FILE:LINE: reason.
//
// Thread safety: one thread. Errors: MissingInput where a file cannot be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/archive/delisting.h"
#include "indexer/commands/settings.h"
#include "indexer/persons/editor_file.h"

namespace fonds::commands {

class EditorsDecisions {
 public:
  explicit EditorsDecisions(const Settings& settings);
  // What each file says; absent where none is named.
  const std::optional<std::string>& persons() const { return persons_; }
  const std::optional<std::string>& delisted() const { return delisted_; }

  // Tells, on standard error, which lines make no sense and which (`unmet`, `delisting_notes`) name
  // nobody and nothing in the archive.
  // Returns the exit code they ask for: a line that names nobody may be about an article to come, and is no
  // fault.
  int report(const std::vector<persons::EditorFile::Error>& unmet,
             const std::vector<archive::Delisting::Error>& delisting_notes = {}) const;

 private:
  std::string persons_file_, delisted_file_;
  std::optional<std::string> persons_, delisted_;
};

}  // namespace fonds::commands
