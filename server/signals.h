// The signals of the program: SIGTERM and SIGINT end it, SIGHUP makes it read its files again.
//
// They are taken by a thread of their own, so that they work whatever the others do. The first SIGTERM or
// SIGINT asks for an orderly end; a second one, or one that comes while there is nothing to end in order,
// ends the program on the spot, with 0: it only reads, and has nothing to lose. SIGHUP never ends it;
// SIGPIPE is ignored. Thread safety: made by the first thread of the program before there is another, which
// then inherit that the signals are not theirs. act() from any thread.
#pragma once

#include <functional>
#include <thread>

#include "indexer/threads/mutex.h"

namespace fonds {

class Signals {
 public:
  // Must not block.
  struct Actions {
    std::function<void()> stop, reload;
  };

  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // When it returns, none of the actions before is running or will be.
  void act(Actions actions);

 private:
  void watch();
  void take(int number);

  Mutex mutex_;
  Actions actions_ FONDS_GUARDED_BY(mutex_);
  bool stopping_ FONDS_GUARDED_BY(mutex_) = false;
  // descriptors
  int signals_ = -1, end_ = -1;
  std::thread thread_;
};

}  // namespace fonds
