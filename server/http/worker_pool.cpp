#include "server/http/worker_pool.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace fonds::http {

struct WorkerPool::Impl {
  using Job = std::function<void(unsigned)>;

  explicit Impl(std::size_t queue_capacity) : capacity(queue_capacity) {}

  void work(unsigned worker) {
    std::unique_lock lock(mutex);
    while (true) {
      wake.wait(lock, [this] { return closing || !jobs.empty(); });
      if (jobs.empty()) return;
      Job job = std::move(jobs.front());
      jobs.pop_front();
      lock.unlock();
      bool failed = false;
      try {
        job(worker);
      } catch (...) {
        failed = true;
      }
      job = nullptr;  // what it holds (a Reply, say) ends here, not under the lock
      lock.lock();
      if (failed) ++failures;
    }
  }

  const std::size_t capacity;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<Job> jobs;
  std::uint64_t failures = 0;
  bool closing = false;
  std::vector<std::thread> threads;
};

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_capacity)
    : impl_(std::make_unique<Impl>(queue_capacity)) {
  if (threads == 0) threads = 1;
  impl_->threads.reserve(threads);
  for (unsigned worker = 0; worker < threads; ++worker) {
    impl_->threads.emplace_back([impl = impl_.get(), worker] { impl->work(worker); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->closing = true;
  }
  impl_->wake.notify_all();
  for (auto& thread : impl_->threads) thread.join();
}

bool WorkerPool::submit(std::function<void(unsigned worker)> job) {
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->closing || impl_->jobs.size() >= impl_->capacity) return false;
    impl_->jobs.push_back(std::move(job));
  }
  impl_->wake.notify_one();
  return true;
}

std::size_t WorkerPool::queued() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->jobs.size();
}

std::uint64_t WorkerPool::failures() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->failures;
}

}  // namespace fonds::http
