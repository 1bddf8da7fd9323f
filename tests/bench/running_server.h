// The whole server in this process, as server/main.cpp has it, on a free port, until it is destroyed.
//
// Thread safety: one thread owns it; any may talk to its port.
#pragma once

#include <cstddef>
#include <cstdint>
#include <thread>

#include "server/api/application.h"
#include "server/http/server.h"
#include "server/http/worker_pool.h"
#include "server/search/engine.h"

namespace fonds::bench {

class RunningServer {
 public:
  RunningServer(search::Engine& engine, unsigned workers, std::size_t cache_bytes)
      : pool_(workers, 256),
        application_(engine, pool_, options(cache_bytes)),
        server_(server_options(), application_) {
    application_.observe(server_.counters());
    thread_ = std::thread([this] { server_.run(); });
  }
  ~RunningServer() {
    server_.stop();
    thread_.join();
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;
  std::uint16_t port() const { return server_.port(); }

 private:
  static api::ApplicationOptions options(std::size_t cache_bytes) {
    api::ApplicationOptions options;
    options.cache_bytes = cache_bytes;
    return options;
  }
  static http::ServerOptions server_options() {
    http::ServerOptions options;
    options.port = 0;
    return options;
  }
  http::WorkerPool pool_;
  api::Application application_;
  http::Server server_;
  std::thread thread_;
};

}  // namespace fonds::bench
