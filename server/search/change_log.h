// What came, changed and went from one generation to the next, for sites that keep a copy: ids only. Kept in memory, since
// a file of the index must not remember what was taken out of it; after a restart the generation before the current one,
// which the writer leaves on disk, can still be compared.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/threads/mutex.h"
#include "server/search/snapshot.h"
#include "server/search/types.h"

namespace fonds::search {

// The articles of a generation by id, each with a digest of its contents.
using Contents = std::unordered_map<std::string, std::uint64_t>;
Contents contents_of(const Xapian::Database& db);

// Without since and index.
Changes difference(const Contents& before, const Snapshot& after);

class ChangeLog {
 public:
  // `to` is served in the place of `from`.
  void add(const Snapshot& from, const Snapshot& to);
  // From when `generation` was first served; nullopt where that is not known any more. `now`: the one that is served.
  std::optional<Changes> since(std::string_view generation, std::string_view now) const;

 private:
  struct Step {
    // generations; the same where only what is hidden has changed
    std::string from, to;
    Changes changes;
    std::size_t size() const {
      return changes.added.size() + changes.changed.size() + changes.removed.size();
    }
  };
  static constexpr std::size_t kSteps = 500;
  // of all steps; some 20 MB
  static constexpr std::size_t kIds = 500'000;
  mutable Mutex mutex_;
  std::deque<Step> steps_ FONDS_GUARDED_BY(mutex_);
  std::size_t ids_ FONDS_GUARDED_BY(mutex_) = 0;
};

}  // namespace fonds::search
