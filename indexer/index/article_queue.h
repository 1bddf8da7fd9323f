// Articles on their way from the thread that reads to those that analyse, bounded in bytes: the reader waits
// where it is faster, so memory does not grow with the archive.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <optional>

#include "indexer/archive/article.h"
#include "indexer/threads/mutex.h"

namespace fonds::index {

// About the memory an article takes.
std::size_t weight(const archive::Article& article);

class ArticleQueue {
 public:
  // Waits while the queue is full. False where it is closed: the article was not taken.
  bool push(archive::Article&& article);
  // Waits for an article; nullopt once the queue is closed and empty.
  std::optional<archive::Article> pop();
  // No more articles come; those in the queue are still handed out.
  void close();
  // The same, and those in the queue are dropped.
  void abandon();

 private:
  Mutex mutex_;
  std::condition_variable not_empty_, not_full_;
  std::deque<archive::Article> articles_ FONDS_GUARDED_BY(mutex_);
  std::size_t weight_ FONDS_GUARDED_BY(mutex_) = 0;
  bool closed_ FONDS_GUARDED_BY(mutex_) = false;
};

}  // namespace fonds::index
