// The access log: a line for each request, off by default.
//
// Lines are in the Common Log Format, with the milliseconds that the answer took behind it:
//   - - - [27/Nov/2026:08:30:00 +0000] "GET /api/v1/search HTTP/1.1" 200 5321 0.8
// What readers search for and who they are is nobody's business: neither query texts nor addresses are in it
// unless the configuration asks for them.
//
// Lines are kept until there are 64 kB of them or somebody calls flush(), as writing may block.
// Thread safety: all members may be called from any thread. Errors: open() throws std::runtime_error with the
// name of the file; what cannot be written later is lost.
#pragma once

#include <atomic>
#include <cstdio>
#include <memory>
#include <string>

#include "indexer/threads/mutex.h"
#include "server/http/server.h"

namespace fonds {

struct AccessLogOptions {
  // "-" = standard output; empty = none
  std::string file;
  bool queries = false;
  bool addresses = false;
};

class AccessLog : public http::AnswerObserver {
 public:
  // In place of what was open; a file is opened anew, so that a renamed one is left to whoever renamed it.
  void open(const AccessLogOptions& options);
  void flush();
  bool is_open() const override { return open_.load(std::memory_order_relaxed); }
  void answered(const http::AnswerRecord& record) override;

 private:
  struct Close {
    void operator()(std::FILE* file) const;
  };
  std::atomic<bool> open_{false};
  Mutex mutex_;
  AccessLogOptions options_ FONDS_GUARDED_BY(mutex_);
  // not written yet
  std::string lines_ FONDS_GUARDED_BY(mutex_);
  std::unique_ptr<std::FILE, Close> file_ FONDS_GUARDED_BY(mutex_);
};

// The line, with its end. `when` in seconds since 1970.
std::string access_line(const http::AnswerRecord& record, const AccessLogOptions& options, std::int64_t when,
                        double took_ms);

}  // namespace fonds
