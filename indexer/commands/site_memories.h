// What is kept of each site between two readings, in files beside the generations of an index: INDEX/sites/.
//
// A memory says what the index holds of its site, so it is bound to a generation: where another one is current
// (a rollback, a build), the site is read as if for the first time. Who writes a generation takes the memories
// of other sites along (carry_over).
//
// Thread safety: one thread. REQUIRES: the writer's lock. Errors: index::IndexError where something cannot be
// written; what cannot be read is as if it were not there.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "indexer/index/source_status.h"

namespace fonds::commands {

struct SiteMemoryFile {
  // sync::LiveSite::memory(); "" = none that holds for this generation
  std::string memory;
  // ids that somebody else has written since
  std::set<std::string> stale;
};

class SiteMemories {
 public:
  explicit SiteMemories(std::filesystem::path index) : index_(std::move(index)) {}

  SiteMemoryFile load(const std::string& address, const std::string& generation) const;
  // For the current generation.
  void store(const std::string& address, const std::string& memory) const;
  // Of the sites that are not among `read`: bound to the current generation, where they were to `from`.
  // `written` are the ids of articles that differ between the two. The addresses of articles that are gone are
  // forgotten.
  void carry_over(const std::string& from, const std::set<std::string>& written,
                  const std::vector<std::string>& read) const;
  // Of the last reading, for the server to show. One that was not complete leaves it known when the last one was
  // that was.
  void store_status(index::SourceStatus status) const;
  // The status of sites that are none of these goes: nobody reads them any more.
  void keep_status_of(const std::vector<std::string>& addresses) const;

 private:
  std::string current() const;
  std::string without_what_is_gone(const std::string& memory) const;
  std::filesystem::path file_of(const std::string& address, const char* extension) const;
  void write(const std::filesystem::path& file, const std::string& contents) const;

  std::filesystem::path index_;
};

}  // namespace fonds::commands
