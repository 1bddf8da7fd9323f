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
    : generation_(std::move(generation)), finished_(std::move(finished)), thread_([this] { verify(); }) {}

FileVerification::~FileVerification() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

IndexHealth FileVerification::health() const {
  const std::lock_guard lock(mutex_);
  return health_;
}

bool FileVerification::go_on() {
  std::unique_lock lock(mutex_);
  return !wake_.wait_for(lock, kPause, [this] { return stopping_; });
}

void FileVerification::verify() {
  step_back();
  IndexHealth health;
  try {
    index::Verification result = index::verify(generation_, [this](std::uint64_t) { return go_on(); });
    if (!result.complete) return;  // given up, or a later writer has removed the generation
    health.state = result.faults.empty() ? IndexHealth::State::sound : IndexHealth::State::damaged;
    health.faults = std::move(result.faults);
  } catch (const std::exception& e) {
    health.state = IndexHealth::State::damaged;
    health.faults = {e.what()};
  }
  {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    health_ = health;
  }
  if (finished_) finished_(health);
}

}  // namespace fonds::search
