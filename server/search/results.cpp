#include "server/search/results.h"

#include <utility>

#include "server/search/hit.h"
#include "server/search/snapshot.h"

namespace fonds::search {

Results::Results(std::shared_ptr<const Snapshot> snapshot, IndexInfo index, std::vector<std::uint32_t> ranks,
                 std::function<std::shared_ptr<const Snapshot>()> current)
    : snapshot_(std::move(snapshot)),
      index_(std::move(index)),
      ranks_(std::move(ranks)),
      current_(std::move(current)) {}

Results::~Results() = default;

std::optional<ArticleView> Results::next() {
  const auto now = current_();
  // Another generation's documents have other numbers.
  const bool same_generation = now->info().generation == index_.generation;
  for (; at_ < ranks_.size(); ++at_) {
    const Rank rank = ranks_[at_];
    if (same_generation && now->hidden().contains(snapshot_->columns().docid(rank))) continue;
    ++at_;
    index::StoredArticle article = snapshot_->article(rank);
    ArticleView view;
    view.hit = to_hit(article, snapshot_->columns());
    view.lang = std::move(article.lang);
    view.body_text = std::move(article.body);
    snapshot_->check_whole();
    return view;
  }
  return std::nullopt;
}

}  // namespace fonds::search
