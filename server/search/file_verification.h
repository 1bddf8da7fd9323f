// Whether the files of the generation that is served are still what the indexer wrote. They are read from end to end on
// a thread of its own, behind everybody else: at the start, within a second of somebody's writing to them, and once a
// day, because a disk forgets without a word. Given up at once when it is destroyed.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <string>
#include <thread>

#include "indexer/index/generation.h"
#include "indexer/threads/mutex.h"
#include "server/search/types.h"

namespace fonds::search {

class FileVerification {
 public:
  // `finished`: called from that thread with the first outcome, and with each that differs from the one before.
  FileVerification(index::Generation generation, std::function<void(const IndexHealth&)> finished);
  ~FileVerification();
  FileVerification(const FileVerification&) = delete;
  FileVerification& operator=(const FileVerification&) = delete;

  IndexHealth health() const;

 private:
  void watch();
  // One reading; false where it was given up, or where a later writer has removed the generation.
  bool verify();
  // Returns when the files are to be read again; false where the watch is to end. `stamps`: of the last reading.
  bool wait_for_a_change(const std::string& stamps);
  // False where it is to be given up.
  bool wait(std::chrono::milliseconds time);

  const index::Generation generation_;
  const std::function<void(const IndexHealth&)> finished_;
  mutable Mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ FONDS_GUARDED_BY(mutex_) = false;
  IndexHealth health_ FONDS_GUARDED_BY(mutex_);
  std::thread thread_;
};

}  // namespace fonds::search
