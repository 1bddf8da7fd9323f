#include "server/desk/persons_decisions.h"

#include <algorithm>

#include "indexer/index/persons_table.h"
#include "indexer/index/writer.h"
#include "indexer/persons/natural_case.h"

namespace fonds::desk {

using persons::EditorFile;

namespace {

// What is decided already: by the desk's file, else by what the index has been told.
std::string decided_before(const Visit& visit) {
  std::string file = visit.folder.read(DecisionFile::persons);
  return file.empty() ? index::read_persons(index::open_current(visit.index)).decisions : file;
}

// What an update was told by a file of the installation's: the desk's file has the last word from now on, and must not
// forget it.
void keep_what_was_decided_before(const Visit& visit) {
  if (!visit.folder.read(DecisionFile::persons).empty()) return;
  const std::string decisions = decided_before(visit);
  Decision before{"fonds", DecisionFile::persons, {}, {}, "décidé avant"};
  std::string_view rest = decisions;
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::string line = as_line(rest.substr(0, end), 4000);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    if (!line.empty() && line.front() != '#') before.added.push_back(line);
  }
  if (!before.added.empty()) visit.folder.decide(before);
}

std::string written(const EditorFile& asked) {
  if (!asked.merges.empty()) return "fusionner : " + asked.merges[0].names[0] + " -> " + asked.merges[0].into;
  if (!asked.renames.empty()) return "renommer : " + asked.renames[0].name + " -> " + asked.renames[0].to;
  if (!asked.protected_names.empty()) return "protéger : " + asked.protected_names[0];
  if (!asked.functions.empty())
    return "fonction : " + asked.functions[0].name + " : " + asked.functions[0].title;
  const EditorFile::Reject& reject = asked.rejects.front();
  return "rejeter : " + reject.name + (reject.articles.empty() ? "" : " dans " + reject.articles[0]);
}

bool has_sign_of_file(std::string_view name) {
  constexpr std::string_view kSigns[] = {"->", "→", "=>", ":", ","};
  return std::any_of(std::begin(kSigns), std::end(kSigns),
                     [&](std::string_view sign) { return name.find(sign) != std::string_view::npos; });
}

bool is_same(const EditorFile& read, const EditorFile& asked) {
  const auto same = [](const auto& a, const auto& b, auto equal) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), equal);
  };
  return read.errors.empty() && read.splits.empty() && read.protected_names == asked.protected_names &&
         same(read.merges, asked.merges,
              [](const auto& a, const auto& b) { return a.names == b.names && a.into == b.into; }) &&
         same(read.renames, asked.renames,
              [](const auto& a, const auto& b) { return a.name == b.name && a.to == b.to; }) &&
         same(read.rejects, asked.rejects,
              [](const auto& a, const auto& b) { return a.name == b.name && a.articles == b.articles; }) &&
         // The years are cut off the title.
         same(read.functions, asked.functions,
              [](const auto& a, const auto& b) { return a.name == b.name && b.title.starts_with(a.title); });
}

// The name of a person, or of what is taken for none and may be protected.
bool knows(const persons::Registry& registry, const std::string& name) {
  const std::string key = persons::compact_key(name);
  const auto is = [&](const auto& named) { return persons::compact_key(named.label) == key; };
  return std::any_of(registry.refusals.begin(), registry.refusals.end(), is) ||
         std::any_of(registry.persons.begin(), registry.persons.end(), [&](const auto& person) {
           return is(person) || std::any_of(person.forms.begin(), person.forms.end(), is);
         });
}

}  // namespace

std::optional<std::string> line_of(const EditorFile& asked) {
  // No later line could call a person so.
  const bool can_be_called = std::none_of(asked.renames.begin(), asked.renames.end(),
                                          [](const auto& rename) { return has_sign_of_file(rename.to); });
  std::string line = written(asked);
  if (!can_be_called || !is_same(persons::parse_editor_file(line), asked)) return std::nullopt;
  return line;
}

bool names_somebody(const Visit& visit, const EditorFile& asked, const std::string& line) {
  std::string file = decided_before(visit);
  const persons::Registry before = index::registered_persons(visit.index, file);
  for (const std::string& name : asked.protected_names) {
    if (!knows(before, name)) return false;
  }
  for (const auto& merge : asked.merges) {
    if (!knows(before, merge.into)) return false;
  }
  // What it would say of the line is what an update says.
  if (!file.empty() && !file.ends_with('\n')) file += '\n';
  const auto number = static_cast<std::size_t>(std::count(file.begin(), file.end(), '\n')) + 1;
  const persons::Registry after = index::registered_persons(visit.index, file + line);
  return std::none_of(after.warnings.begin(), after.warnings.end(),
                      [&](const EditorFile::Error& warning) { return warning.line == number; });
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
