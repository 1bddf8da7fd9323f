// A mutex whose use clang checks when it compiles (`make lint`): what is GUARDED_BY it is touched only while it is held.
// To other compilers the annotations are nothing, and these are std::mutex and std::unique_lock.
//
// A predicate that is waited for runs with the mutex held; clang is told so by REQUIRES behind its parameters.
// Thread safety: as std::mutex. A lock belongs to one thread.
// https://clang.llvm.org/docs/ThreadSafetyAnalysis.html
#pragma once

#include <condition_variable>
#include <mutex>
#include <utility>

#ifdef __clang__
#define FONDS_THREAD_ANNOTATION(x) __attribute__((x))
#else
#define FONDS_THREAD_ANNOTATION(x)
#endif

#define FONDS_GUARDED_BY(x) FONDS_THREAD_ANNOTATION(guarded_by(x))
// What it points to is guarded, not the pointer.
#define FONDS_PT_GUARDED_BY(x) FONDS_THREAD_ANNOTATION(pt_guarded_by(x))
#define FONDS_REQUIRES(...) FONDS_THREAD_ANNOTATION(requires_capability(__VA_ARGS__))

namespace fonds {

class FONDS_THREAD_ANNOTATION(capability("mutex")) Mutex {
 public:
  void lock() FONDS_THREAD_ANNOTATION(acquire_capability()) { mutex_.lock(); }
  void unlock() FONDS_THREAD_ANNOTATION(release_capability()) { mutex_.unlock(); }

 private:
  friend class MutexLock;
  std::mutex mutex_;
};

class FONDS_THREAD_ANNOTATION(scoped_lockable) MutexLock {
 public:
  explicit MutexLock(Mutex& mutex) FONDS_THREAD_ANNOTATION(acquire_capability(mutex)) : lock_(mutex.mutex_) {}
  ~MutexLock() FONDS_THREAD_ANNOTATION(release_capability()) {}
  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

  void lock() FONDS_THREAD_ANNOTATION(acquire_capability()) { lock_.lock(); }
  void unlock() FONDS_THREAD_ANNOTATION(release_capability()) { lock_.unlock(); }

  // The mutex is let go of meanwhile, and held again afterwards.
  template <typename Predicate>
  void wait(std::condition_variable& condition, Predicate predicate) {
    condition.wait(lock_, std::move(predicate));
  }
  // Whether the predicate holds.
  template <typename Duration, typename Predicate>
  bool wait_for(std::condition_variable& condition, Duration time, Predicate predicate) {
    return condition.wait_for(lock_, time, std::move(predicate));
  }

 private:
  std::unique_lock<std::mutex> lock_;
};

}  // namespace fonds
