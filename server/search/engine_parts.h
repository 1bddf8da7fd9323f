// What all states of an engine share: where the index lies, its settings, and what is dear to make.
//
// Thread safety: set once and then read; analyzers[worker] is that worker's; recogniser(), changes and current() may be
// called from any thread.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/index/database_errors.h"
#include "indexer/persons/recogniser.h"
#include "indexer/text/analyzer.h"
#include "server/search/change_log.h"
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"

namespace fonds::search {

class EngineParts {
 public:
  std::filesystem::path index;
  RankingWeights ranking;
  // articles that one query may look into
  std::uint64_t looked_into = 0;
  mutable std::vector<text::Analyzer> analyzers;
  ChangeLog changes;
  // what is served now
  std::function<std::shared_ptr<const Snapshot>()> current;

  // Made for the first text that asks for it: most servers never need one.
  const persons::Recogniser& recogniser() const {
    std::call_once(recogniser_made_, [this] { recogniser_.emplace(); });
    return *recogniser_;
  }

  // Runs one step at the border of Xapian: what that throws is no std::exception, and says nothing of the index. It comes
  // out as an IndexError that names the index.
  template <typename Step>
  auto at_border(Step&& step) const {
    return index::with_index_errors(index, std::forward<Step>(step));
  }

 private:
  mutable std::once_flag recogniser_made_;
  mutable std::optional<persons::Recogniser> recogniser_;
};

}  // namespace fonds::search
