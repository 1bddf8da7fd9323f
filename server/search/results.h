// The results of a search read one after the other, to whatever depth: for exports. They are those of one generation
// from the first to the last, whatever is published meanwhile; of that generation nothing but their order is held.
// What the register of delisted articles names in the meantime is passed over.
//
// Thread safety: one thread at a time, any of them; bound to no worker. Errors: index::IndexError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "server/search/types.h"

namespace fonds::search {

class Snapshot;

class Results {
 public:
  // `ranks` in `snapshot`; `current`: what is served now.
  Results(std::shared_ptr<const Snapshot> snapshot, IndexInfo index, std::vector<std::uint32_t> ranks,
          std::function<std::shared_ptr<const Snapshot>()> current);
  ~Results();

  const IndexInfo& index() const { return index_; }
  std::uint64_t size() const { return ranks_.size(); }
  // The next article, without any HTML; nullopt at the end.
  std::optional<ArticleView> next();

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  IndexInfo index_;
  std::vector<std::uint32_t> ranks_;
  std::function<std::shared_ptr<const Snapshot>()> current_;
  std::size_t at_ = 0;
};

}  // namespace fonds::search
