// build and update: from sources to an index.
#include <algorithm>
#include <cstdint>
#include <iostream>
#include <optional>
#include <set>
#include <utility>

#include <unistd.h>

#include "indexer/archive/reader.h"
#include "indexer/commands/commands.h"
#include "indexer/commands/editors_decisions.h"
#include "indexer/commands/exit_codes.h"
#include "indexer/commands/interruption.h"
#include "indexer/commands/progress.h"
#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"

namespace fonds::commands {
namespace {

// Found before anything is written, or a lock taken.
void require_sources(const std::vector<std::string>& sources) {
  for (const std::string& source : sources) {
    if (source == "-") continue;
    if (::access(source.c_str(), R_OK) != 0)
      throw MissingInput(source + ": no such file or folder, or not readable");
  }
}

std::string count(std::uint64_t number, const char* one, const char* many) {
  return std::to_string(number) + " " + (number == 1 ? one : many);
}

// Reads the sources and reports, on standard error, how it goes.
class Importer {
 public:
  explicit Importer(const Settings& settings)
      : settings_(settings), progress_(!settings.quiet), reader_(settings.reader) {}

  template <typename OnArticle>
  void read(const std::vector<std::string>& sources, OnArticle&& on_article) {
    reader_.read(
        sources,
        [&](archive::Article&& article) {
          throw_if_interrupted();
          ++articles_;
          on_article(std::move(article));
        },
        [&](const archive::Rejection& rejection) { report(rejection); },
        [&](const archive::Progress& progress) {
          throw_if_interrupted();
          progress_.reading(articles_, progress.bytes_read, progress.bytes_total);
        });
    throw_if_interrupted();
    progress_.step("writing the index");
  }

  // Says what was done, and returns the command's exit code.
  int finish(const std::string& result) {
    progress_.clear();
    if (!settings_.quiet) std::cout << result << std::endl;
    return rejected_ == 0 ? kOk : kData;
  }

  std::uint64_t rejected() const { return rejected_; }
  const std::set<std::string>& rejected_ids() const { return rejected_ids_; }
  std::uint64_t rejected_without_id() const { return rejected_without_id_; }

 private:
  void report(const archive::Rejection& rejection) {
    progress_.clear();
    std::cerr << rejection.file << ":" << rejection.line << ": " << rejection.reason << std::endl;
    ++rejected_;
    if (rejection.id.empty()) {
      ++rejected_without_id_;
    } else {
      rejected_ids_.insert(rejection.id);
    }
  }

  const Settings& settings_;
  ProgressLine progress_;
  archive::Reader reader_;
  std::uint64_t articles_ = 0, rejected_ = 0, rejected_without_id_ = 0;
  std::set<std::string> rejected_ids_;
};

std::string with_left_out(std::string result, const index::Changes& changes, const Importer& importer) {
  if (changes.delisted > 0) result += ", " + std::to_string(changes.delisted) + " delisted";
  if (importer.rejected() > 0)
    result += ", " + count(importer.rejected(), "record rejected", "records rejected");
  return result;
}

std::string summary(const index::Changes& changes) {
  const std::string unchanged = count(changes.unchanged, "article", "articles") + " unchanged";
  if (!changes.any()) return "nothing to do: " + unchanged;
  std::string done = std::to_string(changes.added) + " added, " + std::to_string(changes.changed) +
                     " changed, " + std::to_string(changes.removed) + " removed, " +
                     std::to_string(changes.unchanged) + " unchanged";
  if (changes.persons) done += ", persons decided anew";
  return done;
}

index::WriterOptions writer_options(const Settings& settings, const EditorsDecisions& decisions,
                                    const persons::Recogniser& recogniser) {
  return {settings.threads,    &recogniser,          throw_if_interrupted,
          decisions.persons(), decisions.delisted(), begin_publishing};
}

int build(const Settings& settings, const std::vector<std::string>& sources,
          const EditorsDecisions& decisions, index::WriterLock lock) {
  const InterruptionGuard interruption;
  const persons::Recogniser recogniser;
  index::Builder builder(settings.index, writer_options(settings, decisions, recogniser), std::move(lock));
  Importer importer(settings);
  importer.read(sources, [&](archive::Article&& article) { builder.add(std::move(article)); });
  const index::Changes changes = builder.publish();
  const int status = importer.finish(
      with_left_out(count(changes.added, "article", "articles") + " indexed", changes, importer));
  return std::max(status, decisions.report(changes.unmet));
}

}  // namespace

int build(const Settings& settings, const std::vector<std::string>& sources) {
  require_sources(sources);
  const EditorsDecisions decisions(settings);
  return build(settings, sources, decisions, index::WriterLock(settings.index));
}

int update(const Settings& settings, const std::vector<std::string>& sources, bool prune) {
  require_sources(sources);
  const EditorsDecisions decisions(settings);
  // Before it is asked what is there: of two first updates at once, neither replaces what the other has
  // published.
  index::WriterLock lock(settings.index);
  if (!index::holds_index(settings.index)) return build(settings, sources, decisions, std::move(lock));
  const InterruptionGuard interruption;
  const persons::Recogniser recogniser;
  index::Updater updater(settings.index, writer_options(settings, decisions, recogniser), std::move(lock));
  Importer importer(settings);
  std::set<std::string> held;
  importer.read(sources, [&](archive::Article&& article) {
    if (prune) held.insert(article.id);
    updater.put(std::move(article));
  });
  if (prune) {
    // A record that was rejected is still held by its source: a slip in an edit must not take an article
    // away.
    held.insert(importer.rejected_ids().begin(), importer.rejected_ids().end());
    updater.prune(held);
    if (importer.rejected_without_id() > 0) {
      std::cerr << "note: "
                << count(importer.rejected_without_id(), "rejected record has", "rejected records have")
                << " no readable id; an article that only such a record stands for was removed" << std::endl;
    }
  }
  const index::Changes changes = updater.publish();
  const int status = importer.finish(with_left_out(summary(changes), changes, importer));
  return std::max(status, decisions.report(changes.unmet));
}

}  // namespace fonds::commands
