// One reading of sources for build and update: what goes wrong is told as it is met, and what must be known
// afterwards to decide what the index may lose is kept.
//
// Thread safety: one thread. Errors: those of archive::Reader, and Interrupted.
#pragma once

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/reader.h"
#include "indexer/commands/progress.h"
#include "indexer/commands/settings.h"
#include "indexer/index/rejected_records.h"

namespace fonds::commands {

// "1 article", "12 articles".
std::string count(std::uint64_t number, const char* one, const char* many);

class Importer {
 public:
  explicit Importer(const Settings& settings);

  // Files and folders, and sites. `on_withdrawal` gets the ids of what a source marks as not public, or a site
  // has no more, also after an article of that id.
  void read(const std::vector<std::string>& sources, const std::vector<archive::LiveSource*>& sites,
            const std::function<void(archive::Article&&)>& on_article,
            const std::function<void(const std::string&)>& on_withdrawal);

  // Says something that is no result.
  void say(const std::string& message);
  // Says what was done, and returns the exit code that the sources ask for.
  int finish(std::string result, std::uint64_t delisted);

  // Why the sources cannot say what they no longer hold; empty where they can.
  std::string doubt() const;
  bool broken() const { return broken_; }
  // a site
  bool unreachable() const;
  std::uint64_t articles() const { return reading_.articles; }
  // What could not be taken, as it was told; the first ones.
  index::RejectedRecords rejected() const;
  // Ids that a source has, in a record that was rejected.
  const std::set<std::string>& rejected_ids() const { return rejected_ids_; }
  // Ids of what sites have as it was, and did not give again.
  const std::set<std::string>& held_ids() const { return held_ids_; }

 private:
  void report(const archive::Rejection& rejection);
  void report_left_out();
  std::uint64_t withdrawn() const;

  const Settings& settings_;
  ProgressLine progress_;
  archive::Reader reader_;
  archive::Reading reading_;
  std::uint64_t articles_ = 0, rejected_ = 0;
  std::vector<std::string> rejections_;
  // a source
  bool broken_ = false;
  std::set<std::string> rejected_ids_, held_ids_;
};

}  // namespace fonds::commands
