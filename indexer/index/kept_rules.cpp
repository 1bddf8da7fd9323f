#include "indexer/index/kept_rules.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"

namespace fonds::index {
namespace {

using nlohmann::json;

std::filesystem::path file_of(const std::filesystem::path& index) {
  return index / "rules.json";
}

bool are_kept(const std::filesystem::path& index, const KeptRules& rules) {
  try {
    return kept_rules(index).value_or(KeptRules(archive::ReaderOptions{}, "")) == rules;
  } catch (const IndexError& error) {
    if (error.kind() != IndexError::Kind::damaged) throw;
    return false;
  }
}

}  // namespace

KeptRules::KeptRules(const archive::ReaderOptions& reader, std::string decisions)
    : dossier_names(reader.dossier_names),
      tags_are_dossiers(reader.tags_are_dossiers),
      post_types(reader.post_types),
      dossier_decisions(std::move(decisions)) {}

void KeptRules::apply_to(archive::ReaderOptions& reader) const {
  reader.dossier_names = dossier_names;
  reader.tags_are_dossiers = tags_are_dossiers;
  reader.post_types = post_types;
}

std::optional<KeptRules> kept_rules(const std::filesystem::path& index) {
  const std::optional<std::string> kept = read_whole_file(file_of(index));
  if (!kept) return std::nullopt;
  try {
    const json object = json::parse(*kept);
    KeptRules rules(archive::ReaderOptions{}, object.value("dossier_decisions", ""));
    object.at("dossiers").get_to(rules.dossier_names);
    object.at("tags_are_dossiers").get_to(rules.tags_are_dossiers);
    object.at("post_types").get_to(rules.post_types);
    return rules;
  } catch (const json::exception&) {
    throw IndexError(IndexError::Kind::damaged,
                     file_of(index).string() +
                         " is damaged: an update whose --config names the desk, or a build, writes it anew");
  }
}

void keep_rules(const std::filesystem::path& index, const KeptRules& rules) {
  if (are_kept(index, rules)) return;
  const json object = {{"version", 1},
                       {"dossiers", rules.dossier_names},
                       {"dossier_decisions", rules.dossier_decisions},
                       {"tags_are_dossiers", rules.tags_are_dossiers},
                       {"post_types", rules.post_types}};
  replace_file(file_of(index), object.dump(2, ' ', false, json::error_handler_t::replace) + "\n",
               access_of(index));
}

}  // namespace fonds::index
