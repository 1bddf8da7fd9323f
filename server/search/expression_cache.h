// Which articles have an expression that was typed, as far as they were looked into: the next page of an answer, a facet
// that is chosen, the same words of another reader look into most of the same articles.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

#include "indexer/threads/lru_cache.h"
#include "server/search/bitmap.h"

namespace fonds::search {

// How articles have an expression.
struct FoundExpression {
  explicit FoundExpression(std::uint32_t articles)
      : read(articles), as_typed(articles), inflected(articles) {}

  // articles that were looked into
  Bitmap read;
  Bitmap as_typed, inflected;
};

class ExpressionCache {
 public:
  // Three bitmaps each: a thousand expressions of 21,868 articles; of a million articles the twenty last.
  static constexpr std::size_t kBytes = std::size_t{8} << 20;

  // Null where nothing is known. `key`: equal for expressions that the same articles have.
  std::shared_ptr<const FoundExpression> find(const std::string& key) {
    return kept_.find(key).value_or(nullptr);
  }
  void keep(const std::string& key, std::shared_ptr<const FoundExpression> found) {
    const std::size_t bytes = kEntryBytes + key.size() + 3 * found->read.bytes();
    kept_.keep(key, std::move(found), bytes);
  }

 private:
  // nodes of the cache
  static constexpr std::size_t kEntryBytes = 256;
  LruCache<std::string, std::shared_ptr<const FoundExpression>> kept_{kBytes, kBytes / 4};
};

}  // namespace fonds::search
