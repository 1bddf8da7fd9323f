#include "indexer/commands/editors_decisions.h"

#include "indexer/archive/delisting.h"
#include "indexer/commands/diagnostics.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/index/durable_file.h"

namespace fonds::commands {

namespace {

std::optional<std::string> read_file(const std::string& file, const char* what) {
  if (file.empty()) return std::nullopt;
  const auto fail = [&](const std::string& why) {
    throw MissingInput(std::string("the ") + what + " file cannot be used: " + why);
  };
  std::optional<std::string> contents;
  try {
    contents = index::read_whole_file(file);
  } catch (const index::IndexError& error) {
    fail(error.what());
  }
  if (!contents) fail(file + " is not there");
  // Half of it read as text would be worse than nothing.
  if (contents->find('\0') != std::string::npos && !archive::is_utf16(*contents)) fail(file + " is no text");
  if (contents->size() > archive::kMaxDelistingBytes)
    fail(file + " is too large for a list that an editor keeps");
  return contents;
}

}  // namespace

EditorsDecisions::EditorsDecisions(const Settings& settings)
    : persons_file_(settings.persons),
      delisted_file_(settings.delisted),
      persons_(read_file(persons_file_, "persons")),
      delisted_(read_file(delisted_file_, "delisted")) {}

int EditorsDecisions::report(const std::vector<persons::EditorFile::Error>& unmet,
                             const std::vector<archive::Delisting::Error>& delisting_notes) const {
  bool faults = false;
  if (delisted_) {
    for (const auto& fault : archive::parse_delisting(*delisted_).errors) {
      tell(delisted_file_, fault.line, fault.reason);
      faults = true;
    }
    for (const auto& note : delisting_notes) tell_note(delisted_file_, note.line, note.reason);
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
