// What is kept of each site between two readings, in files beside the generations of an index: INDEX/sites/.
//
// A memory says what the index holds of its site, so it is bound to a generation: where another one is current
// (a rollback, a build), the site is read as if for the first time. Who writes a generation takes the memories
// of other sites along (carry_over).
//
// Thread safety: one thread. REQUIRES: the writer's lock. Errors: index::IndexError where something cannot be
// written; what cannot be read is as if it were not there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace fonds::commands {

struct SiteMemoryFile {
  // sync::LiveSite::memory(); "" = none that holds for this generation
  std::string memory;
  // ids that somebody else has written since
  std::set<std::string> stale;
};

// How the last reading of a site went, for the server to show.
struct SiteStatus {
  std::string name, address;
  // when the last reading ended, in seconds since the epoch
  std::int64_t read = 0;
  // when the last complete one did; 0 = never
  std::int64_t complete = 0;
  // of the last one, or ""
  std::string fault;
  std::uint64_t requests = 0;
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
  void store_status(const SiteStatus& status) const;

 private:
  std::string current() const;
  std::string without_what_is_gone(const std::string& memory) const;
  std::filesystem::path file_of(const std::string& address, const char* extension) const;
  void write(const std::filesystem::path& file, const std::string& contents) const;

  std::filesystem::path index_;
};

}  // namespace fonds::commands
