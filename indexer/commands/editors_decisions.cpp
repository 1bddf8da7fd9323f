#include "indexer/commands/editors_decisions.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include "indexer/archive/delisting.h"
#include "indexer/commands/diagnostics.h"
#include "indexer/commands/exit_codes.h"

namespace fonds::commands {

namespace {

std::optional<std::string> read_file(const std::string& file, const char* what) {
  if (file.empty()) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  // A folder opens like a file and fails when it is read.
  if (!stream.is_open() || std::filesystem::is_directory(file)) {
    throw MissingInput(std::string("cannot read the ") + what + " file " + file);
  }
  return std::string(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

}  // namespace

EditorsDecisions::EditorsDecisions(const Settings& settings)
    : persons_file_(settings.persons),
      delisted_file_(settings.delisted),
      persons_(read_file(persons_file_, "persons")),
      delisted_(read_file(delisted_file_, "delisted")) {}

int EditorsDecisions::report(const std::vector<persons::EditorFile::Error>& unmet) const {
  bool faults = false;
  if (delisted_) {
    for (const auto& fault : archive::parse_delisting(*delisted_).errors) {
      tell(delisted_file_, fault.line, fault.reason);
      faults = true;
    }
  }
  if (persons_) {
    for (const auto& fault : persons::parse_editor_file(*persons_).errors) {
      tell(persons_file_, fault.line, fault.reason);
      faults = true;
    }
    for (const auto& note : unmet) tell_note(persons_file_, note.line, note.reason);
  }
  return faults ? kData : kOk;
}

}  // namespace fonds::commands
