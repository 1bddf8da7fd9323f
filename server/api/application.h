// The application behind the HTTP layer: routes, parameters, searches on the worker pool, and answers as JSON, HTML,
// feeds or problems.
//
// Thread safety: handle() may be called from any thread; the collaborators must outlive the application and the
// requests it has accepted.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

#include "server/api/site.h"
#include "server/http/message.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"

namespace fonds::api {

struct ApplicationOptions {
  SiteOptions site;
  std::chrono::milliseconds deadline{2'000};            // of a search, from the arrival of its request
  std::size_t cache_bytes = std::size_t{32} << 20;       // of answers; 0 = none
};

class Application : public http::Handler {
 public:
  Application(search::Engine& engine, http::WorkerPool& pool, ApplicationOptions options);
  ~Application() override;
  void handle(http::Request request, http::Reply reply) override;
  // For /metrics; the server is made after the application.
  void observe(const http::Counters& counters);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::api
