// The expressions of a snapshot, which are read from its articles on a thread of their own: nobody but who asks for
// suggestions waits for them.
//
// Thread safety: get() may be called from any thread.
#pragma once

#include <atomic>
#include <future>
#include <memory>

#include "server/search/deadline.h"
#include "server/search/expressions.h"

namespace fonds::search {

class ExpressionsBeingRead {
 public:
  // All must outlive this.
  ExpressionsBeingRead(const Columns& columns, const Lexicon& lexicon, const index::ArticleStore& store)
      : read_(std::async(std::launch::async, [&columns, &lexicon, &store, this] {
                return std::make_unique<const Expressions>(columns, lexicon, store, stop_);
              }).share()) {}
  // Stops reading.
  ~ExpressionsBeingRead() {
    stop_ = true;
    read_.wait();
  }
  ExpressionsBeingRead(const ExpressionsBeingRead&) = delete;
  ExpressionsBeingRead& operator=(const ExpressionsBeingRead&) = delete;

  // Throws DeadlineExceeded.
  const Expressions& get(Deadline deadline) const {
    if (read_.wait_until(deadline) != std::future_status::ready) throw DeadlineExceeded();
    return *read_.get();
  }

 private:
  std::atomic<bool> stop_ = false;
  std::shared_future<std::unique_ptr<const Expressions>> read_;
};

}  // namespace fonds::search
