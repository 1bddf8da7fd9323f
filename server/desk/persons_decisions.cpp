#include "server/desk/persons_decisions.h"

#include "indexer/index/persons_table.h"
#include "indexer/index/writer.h"
#include "indexer/persons/editor_file.h"

namespace fonds::desk {

namespace {

// What an update was told by a file of the installation's: the desk's file has the last word from now on, and must not
// forget it.
void keep_what_was_decided_before(const Visit& visit) {
  if (!visit.folder.read(DecisionFile::persons).empty()) return;
  const index::PersonsTable table = index::read_persons(index::open_current(visit.index));
  Decision before{"fonds", DecisionFile::persons, {}, {}, "décidé avant"};
  std::string_view rest = table.decisions;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string line = as_line(rest.substr(0, end), 4000);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.front() != '#') before.added.push_back(line);
  }
  if (!before.added.empty()) visit.folder.decide(before);
}

}  // namespace

bool is_one_decision(const std::string& line) {
  const persons::EditorFile file = persons::parse_editor_file(line);
  const std::size_t decisions = file.merges.size() + file.renames.size() + file.splits.size() +
                                file.rejects.size() + file.functions.size() +
                                (file.protected_names.empty() ? 0 : 1);
  return file.errors.empty() && decisions == 1;
}

bool apply_persons(const Visit& visit) {
  index::WriterOptions options;
  options.threads = 1;
  options.decisions = visit.folder.read(DecisionFile::persons);
  try {
    index::Updater(visit.index, std::move(options)).publish();
  } catch (const index::IndexError& error) {
    if (error.kind() == index::IndexError::Kind::locked) return false;
    throw;
  }
  wait_until_served(visit);
  return true;
}

bool decide_on_persons(const Visit& visit, const std::string& line) {
  keep_what_was_decided_before(visit);
  visit.folder.decide({visit.session.account, DecisionFile::persons, {}, {line}, ""});
  return apply_persons(visit);
}

}  // namespace fonds::desk
