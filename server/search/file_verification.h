// Whether the files of the generation that is served are still what the indexer wrote: read from end to end on a thread
// of its own, behind everybody else, and given up at once when it is destroyed.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "indexer/index/generation.h"
#include "server/search/types.h"

namespace fonds::search {

class FileVerification {
 public:
  // `finished`: called once from that thread with the outcome, unless it is given up before.
  FileVerification(index::Generation generation, std::function<void(const IndexHealth&)> finished);
  ~FileVerification();
  FileVerification(const FileVerification&) = delete;
  FileVerification& operator=(const FileVerification&) = delete;

  IndexHealth health() const;

 private:
  void verify();
  // Waits a little; false where it is to be given up.
  bool go_on();

  const index::Generation generation_;
  const std::function<void(const IndexHealth&)> finished_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  IndexHealth health_;
  std::thread thread_;
};

}  // namespace fonds::search
