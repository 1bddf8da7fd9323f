// The HTTP/1.1 server: connections, limits, deadlines, compression, conditional requests, graceful drain.
// Knows nothing of search.
//
// Each I/O thread has its own event loop; a connection stays on the loop it was given to, so its state needs
// no lock. The application's Reply may be called from any thread, also after the server is gone.
//
// Thread safety: stop(), port() and counters() may be called from any thread. run() once, from one.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "server/http/limits.h"
#include "server/http/message.h"

namespace fonds::http {

// Only ever grow, but for connections_open. A response is counted just before it is written, so that who has
// it sees it counted.
struct Counters {
  std::atomic<std::uint64_t> connections_accepted{0}, connections_open{0}, connections_refused{0},
      accept_failures{0}, requests{0}, responses_2xx{0}, responses_3xx{0}, responses_4xx{0}, responses_5xx{0},
      bytes_sent{0};
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // IPv4 or IPv6 literal
  std::uint16_t port = 8080;          // 0 = any free one
  unsigned io_threads = 1;
  // SIGTERM and SIGINT call stop(), a second one cuts the drain short; SIGPIPE is ignored. For a program
  // whose main work is this server.
  bool stop_on_signals = false;
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
  void stop();  // returns at once; may be called before run() and more than once

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::http
