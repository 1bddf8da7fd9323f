#include "server/search/file_verification.h"

#include <chrono>
#include <exception>
#include <utility>

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "indexer/index/verification.h"

namespace fonds::search {

namespace {

// Between pieces of a megabyte: half a gigabyte a second at most, so that a disk has time for readers.
constexpr std::chrono::milliseconds kPause{2};
// Between two looks at the files' times of change.
constexpr std::chrono::seconds kLook{1};
// Between two readings where nobody has written to them.
constexpr std::chrono::hours kAgain{24};

// After everybody else, on the processor and on the disk. Where the system refuses, it is only less polite.
void step_back() {
  constexpr int kLeastUrgent = 19;
  constexpr int kThread = 1;      // IOPRIO_WHO_PROCESS, which is a thread
  constexpr int kIdle = 3 << 13;  // IOPRIO_CLASS_IDLE
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kLeastUrgent);
  syscall(SYS_ioprio_set, kThread, 0, kIdle);
}

}  // namespace

FileVerification::FileVerification(index::Generation generation,
                                   std::function<void(const IndexHealth&)> finished)
    : generation_(std::move(generation)), finished_(std::move(finished)), thread_([this] { watch(); }) {}

FileVerification::~FileVerification() {
  {
    const MutexLock lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

IndexHealth FileVerification::health() const {
  const MutexLock lock(mutex_);
  return health_;
}

bool FileVerification::wait(std::chrono::milliseconds time) {
  MutexLock lock(mutex_);
  return !lock.wait_for(wake_, time, [this]() FONDS_REQUIRES(mutex_) { return stopping_; });
}

bool FileVerification::wait_for_a_change(const std::string& stamps) {
  const auto again = std::chrono::steady_clock::now() + kAgain;
  while (wait(kLook)) {
    if (std::chrono::steady_clock::now() >= again || index::file_stamps(generation_) != stamps) return true;
  }
  return false;
}

void FileVerification::watch() {
  step_back();
  std::string stamps;
  do {
    // Taken before the reading: what is written meanwhile is read once more.
    stamps = index::file_stamps(generation_);
  } while (verify() && wait_for_a_change(stamps));
}

bool FileVerification::verify() {
  IndexHealth health;
  try {
    index::Verification result = index::verify(generation_, [this](std::uint64_t) { return wait(kPause); });
    if (!result.complete) return false;
    health.state = result.faults.empty() ? IndexHealth::State::sound : IndexHealth::State::damaged;
    health.faults = std::move(result.faults);
  } catch (const std::exception& e) {
    health.state = IndexHealth::State::damaged;
    health.faults = {e.what()};
  }
  {
    const MutexLock lock(mutex_);
    if (stopping_) return false;
    if (health == health_) return true;
    health_ = health;
  }
  if (finished_) finished_(health);
  return true;
}

}  // namespace fonds::search
