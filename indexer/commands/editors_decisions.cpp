#include "indexer/commands/editors_decisions.h"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <utility>

#include "indexer/commands/exit_codes.h"
#include "indexer/commands/settings.h"

namespace fonds::commands {

EditorsDecisions::EditorsDecisions(std::string file) : file_(std::move(file)) {
  if (file_.empty()) return;
  std::ifstream stream(file_, std::ios::binary);
  // A folder opens like a file and fails when it is read.
  if (!stream.is_open() || std::filesystem::is_directory(file_)) {
    throw MissingInput("cannot read the persons file " + file_);
  }
  text_.emplace(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

int EditorsDecisions::report(const std::vector<persons::EditorFile::Error>& unmet) const {
  if (!text_) return kOk;
  const std::vector<persons::EditorFile::Error> faults = persons::parse_editor_file(*text_).errors;
  for (const auto& fault : faults) {
    std::cerr << file_ << ":" << fault.line << ": " << fault.reason << std::endl;
  }
  for (const auto& note : unmet) {
    std::cerr << file_ << ":" << note.line << ": note: " << note.reason << std::endl;
  }
  return faults.empty() ? kOk : kData;
}

}  // namespace fonds::commands
