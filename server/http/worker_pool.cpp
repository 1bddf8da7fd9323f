#include "server/http/worker_pool.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/threads/mutex.h"
#include "server/http/thread_time.h"

namespace fonds::http {
namespace {

using Clock = std::chrono::steady_clock;
using Nanoseconds = std::chrono::nanoseconds;

// A dear job's memory fades by half in this time.
constexpr Nanoseconds kFade = std::chrono::seconds(10);
// Parties remembered that have nothing waiting; beyond, those that sent nothing dear are forgotten first.
constexpr std::size_t kRemembered = 4096;
// What a job counts for until it has shown what it costs.
constexpr Nanoseconds kUsualJob = std::chrono::milliseconds(1);

struct Queue {
  std::deque<Job> jobs;
  Nanoseconds used{0};     // start tag: rises by what the party's jobs cost, never behind the pool's own
  Nanoseconds typical{0};  // of the dearest of late, as it was at `seen`
  Clock::time_point seen;
  std::size_t running = 0;

  Nanoseconds typical_at(Clock::time_point now) const {
    const auto halvings = (now - seen) / kFade;
    return halvings > 40 ? Nanoseconds(0) : Nanoseconds(typical.count() >> halvings);
  }
};

}  // namespace

struct WorkerPool::Impl {
  using Queues = std::unordered_map<Party, Queue, PartyHash>;

  Impl(unsigned thread_count, std::size_t queue_capacity)
      : capacity(queue_capacity), most_dear(std::max(1U, thread_count - 1)) {}

  bool is_dear(const Queue& queue, Clock::time_point now) const {
    return queue.jobs.front().dear || queue.typical_at(now) >= kDearJob;
  }

  // The party whose turn it is, of those that this thread may serve now.
  Queues::value_type* next() FONDS_REQUIRES(mutex) {
    Queues::value_type* best = nullptr;
    const auto now = Clock::now();
    for (Queues::value_type* candidate : waiting) {
      const Queue& queue = candidate->second;
      if (best != nullptr && best->second.used <= queue.used) continue;
      if (dear_running >= most_dear && is_dear(queue, now)) continue;
      best = candidate;
    }
    return best;
  }

  void work(unsigned worker) {
    MutexLock lock(mutex);
    while (true) {
      Queues::value_type* turn = nullptr;
      lock.wait(wake, [&]() FONDS_REQUIRES(mutex) {
        turn = next();
        return turn != nullptr || (closing && waiting.empty());
      });
      if (turn == nullptr) return;
      Turn begun = begin(*turn);
      lock.unlock();
      const Outcome outcome = run(std::move(begun.job), worker);
      lock.lock();
      end(begun, outcome);
    }
  }

  // A job whose turn it is.
  struct Turn {
    Queue& queue;
    Job job;
    bool dear = false;
    Nanoseconds expected{0};
  };
  struct Outcome {
    bool failed = false;
    Nanoseconds took{0};
  };

  Turn begin(Queues::value_type& party) FONDS_REQUIRES(mutex) {
    Queue& queue = party.second;
    const bool dear = is_dear(queue, Clock::now());
    Turn turn{queue, std::move(queue.jobs.front()), dear,
              std::max(kUsualJob, queue.typical_at(Clock::now()))};
    queue.jobs.pop_front();
    --queued;
    if (queue.jobs.empty()) stop_waiting(party);
    passed = std::max(passed, queue.used);
    queue.used += turn.expected;
    ++queue.running;
    dear_running += dear ? 1 : 0;
    return turn;
  }

  // Without the lock; so what the job holds (a Reply, say) ends here, too.
  static Outcome run(Job job, unsigned worker) {
    Outcome outcome;
    const auto began = job_began();
    try {
      job.run(worker);
    } catch (...) {
      outcome.failed = true;
    }
    job = {};
    job_began() = thread_time();
    outcome.took = job_began() - began;
    return outcome;
  }

  void end(const Turn& turn, const Outcome& outcome) FONDS_REQUIRES(mutex) {
    failures += outcome.failed ? 1 : 0;
    Queue& queue = turn.queue;
    queue.used += outcome.took - turn.expected;
    const auto now = Clock::now();
    if (const auto faded = queue.typical_at(now); outcome.took >= faded) {
      queue.typical = outcome.took;
      queue.seen = now;
    }
    --queue.running;
    if (turn.dear) {
      --dear_running;
      // Who was held back because of this one may be another thread's to serve.
      if (!waiting.empty()) wake.notify_all();
    }
  }

  void stop_waiting(Queues::value_type& party) FONDS_REQUIRES(mutex) {
    waiting.erase(std::find(waiting.begin(), waiting.end(), &party));
  }

  // Makes room by one job of the party that has most waiting, where that is more than `size`.
  bool make_room(std::size_t size, Job& given) FONDS_REQUIRES(mutex) {
    const auto most = std::max_element(waiting.begin(), waiting.end(), [](const auto* a, const auto* b) {
      return a->second.jobs.size() < b->second.jobs.size();
    });
    if (most == waiting.end() || (*most)->second.jobs.size() <= size + 1) return false;
    auto& jobs = (*most)->second.jobs;
    given = std::move(jobs.back());
    jobs.pop_back();
    --queued;
    ++given_up;
    return true;
  }

  void forget_quiet_parties() FONDS_REQUIRES(mutex) {
    if (queues.size() < kRemembered) return;
    const auto now = Clock::now();
    const auto idle = [](const Queue& queue) { return queue.jobs.empty() && queue.running == 0; };
    std::erase_if(queues, [&](const auto& party) {
      return idle(party.second) && party.second.typical_at(now) < kDearJob;
    });
    if (queues.size() < kRemembered) return;
    std::erase_if(queues, [&](const auto& party) { return idle(party.second); });
  }

  const std::size_t capacity;
  // dear jobs that may run at once
  const std::size_t most_dear;
  mutable Mutex mutex;
  std::condition_variable wake;
  // references stay valid while others come and go
  Queues queues FONDS_GUARDED_BY(mutex);
  // those with jobs
  std::vector<Queues::value_type*> waiting FONDS_GUARDED_BY(mutex);
  std::size_t queued FONDS_GUARDED_BY(mutex) = 0;
  std::size_t dear_running FONDS_GUARDED_BY(mutex) = 0;
  // the start tag of the job begun last
  Nanoseconds passed FONDS_GUARDED_BY(mutex){0};
  std::uint64_t failures FONDS_GUARDED_BY(mutex) = 0;
  std::uint64_t given_up FONDS_GUARDED_BY(mutex) = 0;
  bool closing FONDS_GUARDED_BY(mutex) = false;
  std::vector<std::thread> threads;
};

WorkerPool::WorkerPool(unsigned threads, std::size_t queue_capacity)
    : impl_(std::make_unique<Impl>(std::max(1U, threads), queue_capacity)) {
  threads = std::max(1U, threads);
  impl_->threads.reserve(threads);
  for (unsigned worker = 0; worker < threads; ++worker) {
    impl_->threads.emplace_back([impl = impl_.get(), worker] { impl->work(worker); });
  }
}

WorkerPool::~WorkerPool() {
  {
    const MutexLock lock(impl_->mutex);
    impl_->closing = true;
  }
  impl_->wake.notify_all();
  for (auto& thread : impl_->threads) thread.join();
}

bool WorkerPool::submit(const Party& party, Job job) {
  Job given;
  {
    const MutexLock lock(impl_->mutex);
    if (impl_->closing) return false;
    impl_->forget_quiet_parties();
    const auto found = impl_->queues.find(party);
    const std::size_t size = found == impl_->queues.end() ? 0 : found->second.jobs.size();
    if (impl_->queued >= impl_->capacity && !impl_->make_room(size, given)) return false;
    auto& entry = found == impl_->queues.end() ? *impl_->queues.try_emplace(party).first : *found;
    Queue& queue = entry.second;
    if (queue.jobs.empty()) {
      queue.used = std::max(queue.used, impl_->passed);
      impl_->waiting.push_back(&entry);
    }
    queue.jobs.push_back(std::move(job));
    ++impl_->queued;
  }
  impl_->wake.notify_one();
  if (given.give_up) given.give_up();
  return true;
}

std::size_t WorkerPool::queued() const {
  const MutexLock lock(impl_->mutex);
  return impl_->queued;
}

std::uint64_t WorkerPool::failures() const {
  const MutexLock lock(impl_->mutex);
  return impl_->failures;
}

std::uint64_t WorkerPool::given_up() const {
  const MutexLock lock(impl_->mutex);
  return impl_->given_up;
}

}  // namespace fonds::http
