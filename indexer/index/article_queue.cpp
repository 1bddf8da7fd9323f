#include "indexer/index/article_queue.h"

#include <utility>

namespace fonds::index {
namespace {

constexpr std::size_t kCapacity = std::size_t{8}
                                  << 20;  // bytes; seconds of work, so nobody waits for the reader

}  // namespace

std::size_t weight(const archive::Article& article) {
  return sizeof article + article.title.size() + article.lead.size() + article.body.size() +
         article.blocks.size() * sizeof(archive::Block) + article.links.size() * sizeof(archive::Link) +
         article.styles.size() * sizeof(archive::Styled) + article.cells.size() * sizeof(archive::Cell);
}

bool ArticleQueue::push(archive::Article&& article) {
  const std::size_t size = weight(article);
  MutexLock lock(mutex_);
  // An article larger than the queue goes in alone.
  lock.wait(not_full_, [&]() FONDS_REQUIRES(mutex_) {
    return closed_ || articles_.empty() || weight_ + size <= kCapacity;
  });
  if (closed_) return false;
  articles_.push_back(std::move(article));
  weight_ += size;
  not_empty_.notify_one();
  return true;
}

std::optional<archive::Article> ArticleQueue::pop() {
  MutexLock lock(mutex_);
  lock.wait(not_empty_, [&]() FONDS_REQUIRES(mutex_) { return closed_ || !articles_.empty(); });
  if (articles_.empty()) return std::nullopt;
  archive::Article article = std::move(articles_.front());
  articles_.pop_front();
  weight_ -= weight(article);
  not_full_.notify_one();
  return article;
}

void ArticleQueue::close() {
  const MutexLock lock(mutex_);
  closed_ = true;
  not_empty_.notify_all();
  not_full_.notify_all();
}

void ArticleQueue::abandon() {
  const MutexLock lock(mutex_);
  closed_ = true;
  articles_.clear();
  weight_ = 0;
  not_empty_.notify_all();
  not_full_.notify_all();
}

}  // namespace fonds::index
