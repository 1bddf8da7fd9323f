// The application behind the HTTP layer: routes, parameters, searches on the worker pool, and answers as
// JSON, HTML, feeds or problems.
//
// Thread safety: handle() and reconfigure() may be called from any thread; the engine must outlive the pool, and the pool the
// application. Searches that wait in the pool may outlive the application.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/threads/mutex.h"
#include "server/api/access_policy.h"
#include "server/api/site.h"
#include "server/http/message.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"

namespace fonds::api {

struct ApplicationOptions {
  SiteOptions site;
  AccessOptions access;
  // of a search, from the arrival of its request
  std::chrono::milliseconds deadline{2'000};
  // of answers; 0 = none
  std::size_t cache_bytes = std::size_t{32} << 20;
  // Seconds since the epoch; the system's clock where there is none. Asked once for each request.
  std::function<std::int64_t()> clock;
  // Told of each request that ended in an internal error (500), from any thread.
  std::function<void(const std::string&)> on_failure;
};

class Application : public http::Handler {
 public:
  Application(search::Engine& engine, http::WorkerPool& pool, ApplicationOptions options);
  ~Application() override;
  std::size_t takes_body(const http::Request& request) const override;
  void handle(http::Request request, http::Reply reply) override;
  // The server is made after the application, and before the first request: its counters are for /metrics,
  // its own address ("http://127.0.0.1:8080") stands in feeds where no public_url is set. Never the Host of a
  // request: whoever sends it could put addresses of his own into answers that others are given.
  void observe(const http::Counters& counters, std::string own_address = "http://localhost");
  // The keys that count from the next request on, where AccessOptions::keys says that there are any.
  void set_keys(std::vector<Key> keys);
  // Other options from the next request on; answers kept are forgotten, what clients have used up is not.
  void reconfigure(ApplicationOptions options);

 private:
  struct Lasting;
  struct Impl;
  std::shared_ptr<Impl> current() const;

  search::Engine& engine_;
  http::WorkerPool& pool_;
  std::shared_ptr<Lasting> lasting_;
  mutable Mutex mutex_;
  std::shared_ptr<Impl> impl_ FONDS_GUARDED_BY(mutex_);
};

}  // namespace fonds::api
