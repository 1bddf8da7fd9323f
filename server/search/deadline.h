// When a request must have been answered. Whatever may take more than a millisecond looks at it on its way.
#pragma once

#include <chrono>
#include <stdexcept>

namespace fonds::search {

using Deadline = std::chrono::steady_clock::time_point;

class DeadlineExceeded : public std::runtime_error {
 public:
  DeadlineExceeded() : std::runtime_error("the search took longer than its deadline") {}
};

// Throws DeadlineExceeded.
inline void check(Deadline deadline) {
  if (std::chrono::steady_clock::now() > deadline) throw DeadlineExceeded();
}

// For loops of short steps: looks at the clock once in so many of them.
class DeadlineWatch {
 public:
  DeadlineWatch(Deadline deadline, unsigned steps) : deadline_(deadline), steps_(steps) {}
  // Throws DeadlineExceeded.
  void step() {
    if (++taken_ % steps_ == 0) check(deadline_);
  }

 private:
  Deadline deadline_;
  unsigned steps_;
  unsigned taken_ = 0;
};

}  // namespace fonds::search
