// The editor's `persons` file as a command's option names it: read whole, its faults told as FILE:LINE:
// reason.
//
// Thread safety: one thread. Errors: MissingInput where the file cannot be read.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "indexer/persons/editor_file.h"

namespace fonds::commands {

class EditorsDecisions {
 public:
  explicit EditorsDecisions(std::string file);  // an empty name: there is none
  // What the file says, line by line; absent where there is no file.
  const std::optional<std::string>& text() const { return text_; }

  // Tells, on standard error, which lines make no sense and which (`unmet`) name nobody in the archive.
  // Returns the exit code they ask for: a line that names nobody may be about an article to come, and is no
  // fault.
  int report(const std::vector<persons::EditorFile::Error>& unmet) const;

 private:
  std::string file_;
  std::optional<std::string> text_;
};

}  // namespace fonds::commands
