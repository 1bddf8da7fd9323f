#include "indexer/commands/settings.h"

#include <algorithm>
#include <utility>

#include "indexer/configuration/configuration_file.h"

namespace fonds::commands {
namespace {

using configuration::ConfigurationFile;
using configuration::ConfigurationFileError;

// The file's range is the server's, which may have more threads for searches than are of use here.
constexpr std::int64_t kMostThreadsOfFile = 256, kMostThreads = 64;

void take_text(const ConfigurationFile& file, std::string_view key, std::string& setting) {
  if (auto value = file.text(key); value && setting.empty()) setting = std::move(*value);
}

void take_all(const ConfigurationFile& file, Settings& settings) {
  take_text(file, "index", settings.index);
  take_text(file, "persons", settings.persons);
  take_text(file, "delisted", settings.delisted);
  if (const auto threads = file.number("threads", 1, kMostThreadsOfFile); threads && settings.threads == 0) {
    settings.threads = static_cast<unsigned>(std::min(*threads, kMostThreads));
  }
  if (!settings.quiet && !settings.verbose) {
    settings.quiet = file.flag("quiet").value_or(false);
    settings.verbose = file.flag("verbose").value_or(false);
  }
  if (const auto tags = file.flag("tags_are_dossiers")) settings.reader.tags_are_dossiers = *tags;
  if (auto types = file.texts("post_types")) settings.reader.post_types = std::move(*types);
  for (auto& [name, label] : file.texts_by_name("dossiers")) settings.reader.dossier_names[name] = label;
}

}  // namespace

void read_config(Settings& settings) {
  if (settings.config.empty()) return;
  try {
    take_all(ConfigurationFile(settings.config), settings);
  } catch (const ConfigurationFileError& error) {
    if (error.unreadable()) throw MissingInput(error.what());
    throw UsageError(error.what());
  }
}

}  // namespace fonds::commands
