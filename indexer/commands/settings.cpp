#include "indexer/commands/settings.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "indexer/archive/dossier_decisions.h"
#include "indexer/configuration/configuration_file.h"
#include "indexer/index/durable_file.h"
#include "indexer/sync/address.h"

namespace fonds::commands {
namespace {

using configuration::ConfigurationFile;
using configuration::ConfigurationFileError;

// The file's range is the server's, which may have more threads for searches than are of use here.
constexpr std::int64_t kMostThreadsOfFile = 256, kMostThreads = 64;

void take_text(const ConfigurationFile& file, std::string_view key, std::string& setting) {
  if (auto value = file.text(key); value && setting.empty()) setting = std::move(*value);
}

// Types that a site has made itself come beside posts and pages; a list that names one of these is the whole.
std::vector<std::string> with_posts_and_pages(std::vector<std::string> types) {
  const auto named = [&](const char* type) {
    return std::find(types.begin(), types.end(), type) != types.end();
  };
  if (!named("post") && !named("page")) types.insert(types.begin(), {"post", "page"});
  return types;
}

void take_rules(const ConfigurationFile& file, const std::string& table, archive::ReaderOptions& rules) {
  if (const auto tags = file.flag(table + "tags_are_dossiers")) rules.tags_are_dossiers = *tags;
  if (auto types = file.texts(table + "post_types"))
    rules.post_types = with_posts_and_pages(std::move(*types));
  for (auto& [name, label] : file.texts_by_name(table + "dossiers")) rules.dossier_names[name] = label;
}

// The names that the desk gives to dossiers are rules of a site too: it is read anew when they change, so that a name that
// is taken back comes back.
void take_names_of_desk(const Settings& settings, archive::ReaderOptions& rules) {
  const auto decisions = archive::DossierDecisions::parse(settings.dossier_decisions);
  for (const auto& [label, name] : decisions.names()) {
    for (auto& [source, renamed] : rules.dossier_names) {
      if (renamed == label) renamed = name;
    }
    rules.dossier_names.emplace(label, name);
  }
}

void take_sites(const ConfigurationFile& file, Settings& settings) {
  constexpr std::int64_t kMostRequests = 1000;
  for (const ConfigurationFile& table : file.each("sources")) {
    SiteSettings site;
    site.reader = settings.reader;  // what holds for all sources, and then what this one says
    take_text(table, "sources.address", site.address);
    if (site.address.empty())
      table.reject("sources.address", "is missing: a site has one, \"https://journal.example\"");
    if (!sync::is_web_address(site.address))
      table.reject("sources.address", "is the address of a site: \"https://journal.example\"");
    take_text(table, "sources.name", site.name);
    take_text(table, "sources.id_prefix", site.id_prefix);
    take_text(table, "sources.user", site.user);
    take_text(table, "sources.password_file", site.password_file);
    if (site.user.empty() != site.password_file.empty())
      table.reject("sources.user", "and 'sources.password_file' belong together");
    site.requests_per_second = table.number("sources.requests_per_second", 1, kMostRequests).value_or(0);
    take_rules(table, "sources.", site.reader);
    take_names_of_desk(settings, site.reader);
    settings.sites.push_back(std::move(site));
  }
}

// What the editors decide at their desk counts where no other file is named: the names are those of its folder
// (server/desk/decision_folder.h).
void take_desk(const ConfigurationFile& file, Settings& settings) {
  const auto desk = file.text("desk");
  if (!desk || desk->empty()) return;
  settings.desk = *desk;
  const auto take = [&](const char* name, std::string& setting) {
    const std::filesystem::path decisions = std::filesystem::path(*desk) / name;
    std::error_code error;
    if (setting.empty() && std::filesystem::exists(decisions, error)) setting = decisions.string();
  };
  take("personnes", settings.persons);
  take("retraits", settings.delisted);
  settings.dossier_decisions = index::read_whole_file(std::filesystem::path(*desk) / "dossiers").value_or("");
}

void take_all(const ConfigurationFile& file, Settings& settings) {
  take_text(file, "index", settings.index);
  take_text(file, "persons", settings.persons);
  take_text(file, "delisted", settings.delisted);
  take_text(file, "synonyms", settings.synonyms);
  take_desk(file, settings);
  if (const auto threads = file.number("threads", 1, kMostThreadsOfFile); threads && settings.threads == 0) {
    settings.threads = static_cast<unsigned>(std::min(*threads, kMostThreads));
  }
  if (!settings.quiet && !settings.verbose) {
    settings.quiet = file.flag("quiet").value_or(false);
    settings.verbose = file.flag("verbose").value_or(false);
  }
  take_rules(file, "", settings.reader);
  constexpr std::int64_t kMostSeconds = 3600, kMostRetries = 20;
  settings.network.timeout_s = file.number("network.timeout_s", 1, kMostSeconds).value_or(0);
  settings.network.retries = file.number("network.retries", 0, kMostRetries).value_or(-1);
  take_text(file, "network.ca_file", settings.network.ca_file);
  take_sites(file, settings);
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
