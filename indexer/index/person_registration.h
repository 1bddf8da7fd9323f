// Decides whose each name of an archive is: gathers the names that its articles have from the column
// kPersons, asks the registry (persons/registry.h) and makes the table that readers look persons up in.
//
// Memory grows with the number of names in articles (12 bytes each), not with their texts. Thread safety:
// pure functions of a database that nobody writes to. Errors: Xapian::Error.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/persons_table.h"
#include "indexer/persons/editor_file.h"
#include "indexer/persons/registry.h"

namespace fonds::index {

// Fills person_of, persons, exceptions, former_values and rules of `table`, and adds to its known_values,
// from its names and decisions; `editor` is those decisions, parsed. Returns what the registry found, of
// which `person_of` goes by sighting and is of no use here. `forget_unseen`: see persons::RegistryInput.
persons::Registry register_persons(const Xapian::Database& database, const persons::EditorFile& editor,
                                   PersonsTable& table, bool forget_unseen = false);

// From the names in an article to its persons.
class PersonLookup {
 public:
  PersonLookup(const Xapian::Database& database, const PersonsTable& table);
  // kNobody where the editor has rejected the name.
  Ordinal person(Xapian::docid article, Ordinal name) const;

 private:
  std::vector<Ordinal> person_of_;
  std::unordered_map<Xapian::docid, std::vector<PersonException>> exceptions_;
};

}  // namespace fonds::index
