// A bounded pool of threads for work that must not run on an I/O thread.
// Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

namespace fonds::http {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue_capacity);
  ~WorkerPool();  // finishes what is queued
  // `job` gets the number of its thread (0 to threads-1). False, and the job is not run, where the queue is
  // full. An exception that leaves a job ends that job only, and is counted.
  bool submit(std::function<void(unsigned worker)> job);
  std::size_t queued() const;      // waiting, without those that run
  std::uint64_t failures() const;  // jobs ended by an exception

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::http
