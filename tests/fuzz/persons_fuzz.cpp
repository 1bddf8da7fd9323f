// Recognition on arbitrary bytes: no crash, spans inside the text, in order, labels distinct; and the
// registry and the editor's file on whatever comes out.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "indexer/persons/editor_file.h"
#include "indexer/persons/recogniser.h"
#include "indexer/persons/registry.h"

using namespace fonds::persons;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Recogniser recogniser;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto persons = recogniser.recognise(text);
  std::set<std::string> seen;
  std::vector<std::string> labels;
  std::vector<Sighting> sightings;
  for (const Person& p : persons) {
    if (p.label.empty() || !seen.insert(p.label).second) std::abort();
    std::uint32_t at = 0;
    for (const Mention& m : p.mentions) {
      if (m.begin >= m.end || m.end > size || m.begin < at) std::abort();
      at = m.end;
    }
    sightings.push_back(
        {0, static_cast<std::uint32_t>(labels.size()), p.gender, false, certainty_of(p.signs)});
    labels.push_back(p.label);
  }
  const EditorFile editor = parse_editor_file(text);
  const std::vector<std::string> ids = {"a"};
  const Registry registry = build_registry({labels, ids, sightings, &editor, {}});
  std::set<std::string> values;
  for (const RegisteredPerson& p : registry.persons) {
    if (p.value.empty() || !values.insert(p.value).second) std::abort();
  }
  return 0;
}
