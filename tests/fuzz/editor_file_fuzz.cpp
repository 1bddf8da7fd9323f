// Any bytes as the editor's file on persons, applied to an archive of a few names that decisions like to
// name: every line counts or is an error with its number, and the registry stays whole.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/persons/editor_file.h"
#include "indexer/persons/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::persons;
  const EditorFile editor = parse_editor_file({reinterpret_cast<const char*>(data), size});
  for (const EditorFile::Error& error : editor.errors) {
    if (error.line == 0 || error.reason.empty()) std::abort();
  }
  const std::vector<std::string> labels = {"Jeanne Morel", "J. Morel", "Morel", "Jean Morel",
                                           "Léa Brun-Petit"};
  const std::vector<std::string> ids = {"a", "b", "c"};
  std::vector<Sighting> sightings;
  for (std::uint32_t i = 0; i < 2 * labels.size(); ++i) {
    sightings.push_back(
        {i % 3, i % static_cast<std::uint32_t>(labels.size()), Gender::kUnknown, i == 0, Certainty::kNamed});
  }
  const Registry registry = build_registry({labels, ids, sightings, &editor, {}});
  std::set<std::string> values;
  for (const RegisteredPerson& person : registry.persons) {
    if (person.value.empty() || person.label.empty() || !values.insert(person.value).second) std::abort();
  }
  if (registry.person_of.size() != sightings.size()) std::abort();
  for (const std::uint32_t person : registry.person_of) {
    if (person != kNobody && person >= registry.persons.size()) std::abort();
  }
  return 0;
}
