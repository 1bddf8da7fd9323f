#include "indexer/commands/live_sites.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <utility>

#include "indexer/commands/importer.h"
#include "indexer/commands/interruption.h"
#include "indexer/commands/site_memories.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "indexer/sync/address.h"
#include "indexer/text/printable.h"

namespace fonds::commands {
namespace {

std::string generation_of(const std::string& index) {
  return index::current_generation_name(index).value_or("");
}

sync::NetworkOptions network_options(const Settings& settings, const SiteSettings& site) {
  sync::NetworkOptions options;
  options.checkpoint = throw_if_interrupted;
  options.user_agent =
      std::string("Fonds/") + FONDS_VERSION + " (fonds-indexer; reads an archive to search it)";
  options.ca_file = settings.network.ca_file;
  if (settings.network.timeout_s > 0) {
    options.stall_timeout = std::chrono::seconds(settings.network.timeout_s);
    options.connect_timeout = std::min(options.connect_timeout, options.stall_timeout);
  }
  if (settings.network.retries >= 0) options.retries = static_cast<unsigned>(settings.network.retries);
  if (site.requests_per_second > 0)
    options.interval = std::chrono::milliseconds(1000 / site.requests_per_second);
  return options;
}

// In a file, not on the command line, where every user of the machine could read it.
std::optional<sync::Credentials> credentials_of(const SiteSettings& site) {
  if (site.user.empty()) return std::nullopt;
  std::optional<std::string> password;
  try {
    password = index::read_small_file(site.password_file);
  } catch (const index::IndexError& error) {
    throw MissingInput("the password file cannot be used: " + std::string(error.what()));
  }
  if (!password)
    throw MissingInput("the password file cannot be used: " + site.password_file + " is not there");
  while (!password->empty() && static_cast<unsigned char>(password->back()) <= ' ') password->pop_back();
  return sync::Credentials{site.user, *password};
}

}  // namespace

std::pair<std::vector<SiteSettings>, std::vector<std::string>> sites_and_files(
    const Settings& settings, const std::vector<std::string>& sources) {
  std::pair<std::vector<SiteSettings>, std::vector<std::string>> found;
  for (const std::string& source : sources) {
    if (!sync::is_web_address(source)) {
      found.second.push_back(source);
      continue;
    }
    const auto same_address = [&](const SiteSettings& site) { return site.address == source; };
    if (std::any_of(found.first.begin(), found.first.end(), same_address)) continue;
    const auto known = std::find_if(settings.sites.begin(), settings.sites.end(), same_address);
    if (known != settings.sites.end()) {
      found.first.push_back(*known);
    } else {
      found.first.emplace_back();
      found.first.back().address = source;
      found.first.back().reader = settings.reader;
    }
  }
  return found;
}

LiveSites::LiveSites(const Settings& settings, std::vector<SiteSettings> sites)
    : settings_(settings), sites_(std::move(sites)) {}

std::vector<archive::LiveSource*> LiveSites::open(bool update, bool accept_loss) {
  std::vector<archive::LiveSource*> sources;
  update_ = update;
  // A build starts anew, also where nobody can say any more what there was.
  if (update) generation_ = generation_of(settings_.index);
  if (update && any()) held_ = index::article_ids(settings_.index);
  const SiteMemories memories(settings_.index);
  stale_.resize(sites_.size());
  for (std::size_t i = 0; i < sites_.size(); ++i) {
    const SiteSettings& site = sites_[i];
    sync::SiteMemory memory;
    if (update) {
      SiteMemoryFile file = memories.load(site.address, generation_);
      memory.json = std::move(file.memory);
      stale_[i] = std::move(file.stale);
      memory.holds = [this, stale = &stale_[i]](const std::string& id) {
        return held_.contains(id) && !stale->contains(id);
      };
    }
    sync::SiteOptions options;
    options.address = site.address;
    options.id_prefix = site.id_prefix;
    options.reader = site.reader;
    options.credentials = credentials_of(site);
    options.accept_loss = accept_loss;
    options.network = network_options(settings_, site);
    open_.push_back(std::make_unique<sync::LiveSite>(std::move(options), std::move(memory)));
    sources.push_back(open_.back().get());
  }
  return sources;
}

void LiveSites::remember(const std::set<std::string>& written) {
  const SiteMemories memories(settings_.index);
  std::vector<std::string> addresses;
  for (std::size_t i = 0; i < open_.size(); ++i) {
    const sync::LiveSite& site = *open_[i];
    addresses.push_back(sites_[i].address);
    if (!site.memory().empty()) memories.store(sites_[i].address, site.memory());
    index::SourceStatus status;
    const std::optional<sync::Address> address = sync::parse_address(sites_[i].address);
    status.name = !sites_[i].name.empty() ? sites_[i].name : address ? address->host : sites_[i].address;
    status.address = sites_[i].address;
    status.read = std::time(nullptr);
    status.complete = site.report().complete ? status.read : 0;
    status.fault = site.report().fault;
    status.requests = site.report().requests;
    memories.store_status(status);
  }
  if (update_) memories.carry_over(generation_, written, addresses);
  if (!update_ || are_all_that_are_configured(addresses)) memories.keep_status_of(addresses);
}

// Then no other is read any more.
bool LiveSites::are_all_that_are_configured(const std::vector<std::string>& addresses) const {
  return !settings_.sites.empty() &&
         std::all_of(settings_.sites.begin(), settings_.sites.end(), [&](const SiteSettings& site) {
           return std::find(addresses.begin(), addresses.end(), site.address) != addresses.end();
         });
}

std::vector<std::string> LiveSites::report() const {
  std::vector<std::string> lines;
  for (const auto& site : open_) {
    const sync::SiteReport& report = site->report();
    std::string line = site->name() + ": " + count(report.read, "article", "articles") + " read, " +
                       std::to_string(report.held) + " as before, " + std::to_string(report.removed) +
                       " gone";
    if (report.failed > 0) line += ", " + std::to_string(report.failed) + " failed";
    line += "; " + count(report.requests, "request", "requests");
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace fonds::commands
