// SIGINT and SIGTERM while an index is written: the command gives up at the next article, cleans up and
// publishes nothing. Once it has begun to publish, which takes a moment, it goes on and ends as if there had
// been no signal: it would be wrong to say that nothing was published. A second signal ends the process at
// once, which is safe too: the next writer cleans up.
//
// Thread safety: one InterruptionGuard at a time; throw_if_interrupted() from any thread.
#pragma once

#include <exception>

namespace fonds::commands {

class Interrupted : public std::exception {
 public:
  explicit Interrupted(int signal) : signal_(signal) {}
  int signal() const { return signal_; }
  const char* what() const noexcept override { return "interrupted"; }

 private:
  int signal_;
};

// Catches the signals for as long as it lives.
class InterruptionGuard {
 public:
  InterruptionGuard();
  ~InterruptionGuard();
  InterruptionGuard(const InterruptionGuard&) = delete;
  InterruptionGuard& operator=(const InterruptionGuard&) = delete;
};

void throw_if_interrupted();
// The last chance to throw for this InterruptionGuard.
void begin_publishing();

}  // namespace fonds::commands
