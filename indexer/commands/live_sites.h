// The sites on the network that one command reads: opened with what is known of them, and remembered once what
// they gave is published.
//
// Thread safety: one thread. REQUIRES: the writer's lock from remember() on. Errors: MissingInput where a file
// of a password cannot be read; index::IndexError.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/commands/settings.h"
#include "indexer/sync/live_site.h"

namespace fonds::commands {

// The addresses among sources, as sites, and the files: those that the configuration names with its rules.
std::pair<std::vector<SiteSettings>, std::vector<std::string>> sites_and_files(
    const Settings& settings, const std::vector<std::string>& sources);

class LiveSites {
 public:
  LiveSites(const Settings& settings, std::vector<SiteSettings> sites);

  // Opens them. `update`: with what is known of each; else as if for the first time. `accept_loss`: also where
  // most of a site is gone.
  std::vector<archive::LiveSource*> open(bool update, bool accept_loss);
  // After publishing: what is known now holds for the generation that is current. `written` are the ids that
  // others than these sites have changed.
  void remember(const std::set<std::string>& written);
  // What each reading did, a line each; says nothing where there is no site.
  std::vector<std::string> report() const;
  bool any() const { return !sites_.empty(); }

 private:
  bool are_all_that_are_configured(const std::vector<std::string>& addresses) const;

  const Settings& settings_;
  std::vector<SiteSettings> sites_;
  bool update_ = false;
  // that the reading began with; "" = none
  std::string generation_;
  std::set<std::string> held_;
  std::vector<std::set<std::string>> stale_;
  std::vector<std::unique_ptr<sync::LiveSite>> open_;
};

}  // namespace fonds::commands
