// A bounded pool of threads for work that must not run on an I/O thread, shared fairly between clients.
//
// Who waits is served by the time that he has had so far, not by the number of his jobs (start-time fair
// queueing): each party has a queue of its own, and the one that has used least comes first. A running job
// cannot be interrupted, so dear ones are kept from all threads at once: as long as there are two threads or
// more, one of them runs none. A job is taken for dear where its submitter says so, or where the party's last
// ones were: one that sent a dear job is remembered for some seconds.
//
// A full queue has room for who waits with less: the last job of the party with most is given up for it.
// Thread safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "server/http/party.h"

namespace fonds::http {

// Processor time from which a job is dear. A hundred times a usual search.
inline constexpr std::chrono::milliseconds kDearJob{50};

struct Job {
  // Gets the number of its thread (0 to threads-1). An exception that leaves it ends that job only, and is
  // counted.
  std::function<void(unsigned worker)> run;
  // Called instead, from another submitter's thread, where the job is given up; may be empty.
  std::function<void()> give_up;
  // known to be before it ran
  bool dear = false;
};

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue_capacity);
  // finishes what is queued
  ~WorkerPool();
  // False, and nothing of the job is called, where the queue is full and none waits with more than `party`.
  bool submit(const Party& party, Job job);
  bool submit(std::function<void(unsigned worker)> run) { return submit({}, {std::move(run), {}, false}); }
  // waiting, without those that run
  std::size_t queued() const;
  // jobs ended by an exception
  std::uint64_t failures() const;
  // jobs that made room for others'
  std::uint64_t given_up() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::http
