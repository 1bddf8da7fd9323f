// The HTTP/1.1 server: connections, limits, deadlines, compression, conditional requests, graceful drain.
// Knows nothing of search.
//
// Thread safety: stop() and port() may be called from any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http/limits.h"
#include "server/http/message.h"

namespace fonds::http {

struct Counters {
  std::atomic<std::uint64_t> connections_accepted{0}, connections_open{0}, connections_refused{0}, requests{0},
      responses_2xx{0}, responses_3xx{0}, responses_4xx{0}, responses_5xx{0}, bytes_sent{0};
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6 literal
  std::uint16_t port = 8080;          // 0 = any free one
  unsigned io_threads = 1;
  Limits limits;
};

class Server {
 public:
  // Binds and listens; throws std::system_error with a message that names the address.
  Server(ServerOptions options, Handler& handler);
  ~Server();
  std::uint16_t port() const;
  const Counters& counters() const;
  void run();   // serves until stop(); then drains: open requests are answered, idle connections closed
  void stop();  // returns at once

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::http
