// The search engine: one published index, answered exactly. Holds the current snapshot, swaps in a newer
// generation when reload_if_changed() finds one, and lets running requests finish on the one they started
// with: a request asks all its questions of one state().
//
// Thread safety: all members may be called from any thread. Errors: index::IndexError where the index is missing,
// incompatible or damaged.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/archive/delisting.h"
#include "indexer/index/source_status.h"
#include "indexer/threads/lru_cache.h"
#include "server/search/plan.h"
#include "server/search/ranking_weights.h"
#include "server/search/state.h"
#include "server/search/synonyms.h"
#include "server/search/types.h"

namespace fonds::search {

struct EngineOptions {
  unsigned workers = 2;
  RankingWeights ranking = {};
  // See set_delisting(); null = none.
  std::shared_ptr<const archive::Delisting> delisting = {};
  // Articles that one query may look into, see PlanLimits.
  std::uint64_t looked_into = PlanLimits::kLookedInto;
  // Told what the verification of a generation's files has found, from a thread of the engine's own.
  std::function<void(const std::string& generation, const IndexHealth&)> on_verified = {};
};

class Engine {
 public:
  // Opens the current generation. Throws index::IndexError.
  Engine(std::filesystem::path index, EngineOptions options);
  ~Engine();

  // True where a new generation was opened, or the one that is served was opened without the articles of
  // another register. Never throws: a generation that cannot be
  // opened is reported through `error` (the old one goes on serving) and tried again at the next call.
  bool reload_if_changed(std::string* error);

  // The articles that it names are to be served no more, in this generation and in those to come: as if they
  // were not in the index. From the next reload_if_changed() on.
  void set_delisting(std::shared_ptr<const archive::Delisting> delisting);

  // Queries that begin from now on are read with these.
  void set_synonyms(Synonyms synonyms);

  // How the readings of the sites went that the archive is made of; from now on. True where that is news.
  bool set_sources(std::vector<index::SourceStatus> sources);
  // Those set last.
  std::vector<index::SourceStatus> sources() const;

  // What a request is answered from. The engine must outlive it.
  State state() const;
  // of state()
  IndexInfo info() const;

  // Of the files of the generation that is served: they are verified in the background after it was opened.
  IndexHealth health() const;

  // of the index that is served now
  CacheUsage decoded_terms() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::search
