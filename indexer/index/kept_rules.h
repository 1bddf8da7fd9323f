// The rules by which an index was made (which dossiers are renamed, which types of posts are read) and what editors
// have decided on its dossiers, kept beside its generations: an update that is given no configuration goes on by them,
// and does not undo them.
//
// Thread safety: functions without state. REQUIRES: the writer's lock. Errors: IndexError io where they cannot be
// read or
// written; damaged where they are no rules.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "indexer/archive/reader.h"

namespace fonds::index {

struct KeptRules {
  // as in archive::ReaderOptions
  std::map<std::string, std::string> dossier_names;
  bool tags_are_dossiers = true;
  std::vector<std::string> post_types;
  // the text of archive::DossierDecisions
  std::string dossier_decisions;

  KeptRules(const archive::ReaderOptions& reader, std::string dossier_decisions);
  void apply_to(archive::ReaderOptions& reader) const;
  bool operator==(const KeptRules&) const = default;
};

// nullopt where none are kept: the index was made by the defaults.
std::optional<KeptRules> kept_rules(const std::filesystem::path& index);
// Also where those that are there are damaged.
void keep_rules(const std::filesystem::path& index, const KeptRules& rules);

}  // namespace fonds::index
