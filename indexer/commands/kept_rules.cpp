#include "indexer/commands/kept_rules.h"

#include <filesystem>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"

namespace fonds::commands {
namespace {

using nlohmann::json;

std::filesystem::path file_of(const Settings& settings) {
  return std::filesystem::path(settings.index) / "rules.json";
}

std::string format(const archive::ReaderOptions& rules, const std::string& dossier_decisions) {
  const json object = {{"version", 1},
                       {"dossiers", rules.dossier_names},
                       {"dossier_decisions", dossier_decisions},
                       {"tags_are_dossiers", rules.tags_are_dossiers},
                       {"post_types", rules.post_types}};
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace

Settings with_rules_in_force(const Settings& settings) {
  Settings in_force = settings;
  if (!settings.config.empty()) return in_force;
  const std::optional<std::string> kept = index::read_small_file(file_of(settings));
  if (!kept) return in_force;
  try {
    const json object = json::parse(*kept);
    archive::ReaderOptions rules = settings.reader;
    object.at("dossiers").get_to(rules.dossier_names);
    object.at("tags_are_dossiers").get_to(rules.tags_are_dossiers);
    object.at("post_types").get_to(rules.post_types);
    in_force.reader = std::move(rules);
    in_force.dossier_decisions = object.value("dossier_decisions", "");
  } catch (const json::exception&) {
    // Half of a rule is none.
  }
  return in_force;
}

void keep_rules(const Settings& settings) {
  const std::string rules = format(settings.reader, settings.dossier_decisions);
  const std::optional<std::string> kept = index::read_small_file(file_of(settings));
  const bool are_defaults = rules == format(archive::ReaderOptions{}, "");
  if (kept ? *kept == rules : are_defaults) return;
  index::replace_file(file_of(settings), rules, index::access_of(settings.index));
}

}  // namespace fonds::commands
