#include "indexer/commands/settings.h"

#include <fstream>
#include <sstream>

#include <toml++/toml.h>

namespace fonds::commands {
namespace {

// The value of `key` where it is there; it must have the wanted type.
template <typename Value>
std::optional<Value> take(const toml::table& table, std::string_view key, const std::string& file) {
  const toml::node* node = table.get(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->value_exact<Value>();
  if (!value) throw UsageError(file + ": \"" + std::string(key) + "\" has the wrong type");
  return value;
}

}  // namespace

void read_config(Settings& settings) {
  if (settings.config.empty()) return;
  const std::string& file = settings.config;
  std::ifstream stream(file, std::ios::binary);
  std::stringstream contents;
  if (!stream || !(contents << stream.rdbuf()))
    throw MissingInput("cannot read the configuration file " + file);

  toml::table table;
  try {
    table = toml::parse(contents.str(), file);
  } catch (const toml::parse_error& error) {
    throw UsageError(file + ":" + std::to_string(error.source().begin.line) + ": " +
                     std::string(error.description()));
  }
  if (const auto index = take<std::string>(table, "index", file); index && settings.index.empty()) {
    settings.index = *index;
  }
  if (const auto persons = take<std::string>(table, "persons", file); persons && settings.persons.empty()) {
    settings.persons = *persons;
  }
  if (const auto delisted = take<std::string>(table, "delisted", file);
      delisted && settings.delisted.empty()) {
    settings.delisted = *delisted;
  }
  if (const auto threads = take<std::int64_t>(table, "threads", file); threads && settings.threads == 0) {
    if (*threads < 1 || *threads > 64) throw UsageError(file + ": \"threads\" is from 1 to 64");
    settings.threads = static_cast<unsigned>(*threads);
  }
  if (const auto tags = take<bool>(table, "tags_are_dossiers", file))
    settings.reader.tags_are_dossiers = *tags;
  if (const toml::node* dossiers = table.get("dossiers")) {
    if (!dossiers->is_table()) throw UsageError(file + ": \"dossiers\" must be a table");
    for (const auto& [name, label] : *dossiers->as_table()) {
      const auto text = label.value_exact<std::string>();
      if (!text)
        throw UsageError(file + ": the dossier of \"" + std::string(name.str()) + "\" must be a text");
      settings.reader.dossier_names[std::string(name.str())] = *text;
    }
  }
}

}  // namespace fonds::commands
