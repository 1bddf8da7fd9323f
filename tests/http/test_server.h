// A server on a free port of the loopback interface, running for the life of the object.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <utility>

#include "server/http/server.h"

namespace fonds::http::test {

using Handle = std::function<void(Request, Reply)>;

inline ServerOptions loopback(Limits limits = {}, unsigned io_threads = 1) {
  ServerOptions options;
  options.port = 0;
  options.io_threads = io_threads;
  options.limits = limits;
  return options;
}

class TestServer {
 public:
  explicit TestServer(Handle handle, const ServerOptions& options = loopback())
      : handler_(std::move(handle)), server_(std::make_unique<Server>(options, handler_)) {
    thread_ = std::thread([this] { server_->run(); });
  }
  ~TestServer() { end(); }
  TestServer(const TestServer&) = delete;
  TestServer& operator=(const TestServer&) = delete;

  std::uint16_t port() const { return server_->port(); }
  const Counters& counters() const { return server_->counters(); }
  void stop() { server_->stop(); }
  // Waits until run() returns.
  void join() {
    if (thread_.joinable()) thread_.join();
  }
  // Stops, waits and destroys the server.
  void end() {
    if (!server_) return;
    server_->stop();
    join();
    server_.reset();
  }

 private:
  struct Function final : Handler {
    explicit Function(Handle the_handle) : call(std::move(the_handle)) {}
    void handle(Request request, Reply reply) override { call(std::move(request), std::move(reply)); }
    Handle call;
  };

  Function handler_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

// Says what was asked.
inline void echo(Request request, Reply reply) {
  reply(Response::text(200, "text/plain; charset=utf-8",
                       request.path + (request.query.empty() ? "" : "?" + request.query)));
}

}  // namespace fonds::http::test
