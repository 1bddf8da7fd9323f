// The HTTP/1.1 server: connections, limits, deadlines, compression, conditional requests, graceful drain.
// Knows nothing of search.
//
// Each I/O thread has its own event loop; a connection stays on the loop it was given to, so its state needs
// no lock. The application's Reply may be called from any thread, also after the server is gone.
//
// Thread safety: all but run() may be called from any thread; trust() from one at a time. run() once, from one.
// Signals are the program's business; writing to a closed connection raises none.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "server/http/client_address.h"
#include "server/http/limits.h"
#include "server/http/message.h"

namespace fonds::http {

// Only ever grow, but for connections_open. Taken back: ended because others needed the room. A response is counted just before it is written, so that who has
// it sees it counted.
struct Counters {
  std::atomic<std::uint64_t> connections_accepted{0}, connections_open{0}, connections_refused{0},
      connections_taken_back{0}, accept_failures{0}, requests{0}, responses_2xx{0}, responses_3xx{0},
      responses_4xx{0}, responses_5xx{0}, bytes_sent{0};
};

// One request that has been answered, as far as this layer knows it.
struct AnswerRecord {
  Method method = Method::other;
  // as sent; empty where the request could not be read
  std::string path, query;
  ClientAddress client;
  std::chrono::steady_clock::time_point arrived;
  int status = 0;
  // of the body
  std::uint64_t bytes = 0;
};

// Told of every answer just before it is written, on the I/O threads: it must not block. Where the body is made while
// it is sent, when it has been, or the client is gone.
class AnswerObserver {
 public:
  virtual ~AnswerObserver() = default;
  // Whether it wants to be told now; asked once for each request.
  virtual bool is_open() const = 0;
  virtual void answered(const AnswerRecord& record) = 0;
};

struct ServerOptions {
  // IPv4 or IPv6 literal
  std::string address = "127.0.0.1";
  // 0 = any free one
  std::uint16_t port = 8080;
  // Listened on instead where it is not empty (local_socket.h).
  std::string path;
  // Sockets that listen already; the server's from now on. With `only_inherited` it opens none of its own.
  std::vector<int> inherited;
  bool only_inherited = false;
  unsigned io_threads = 1;
  // Whose X-Forwarded-For is believed.
  Networks trusted_proxies;
  // outlives the server
  AnswerObserver* observer = nullptr;
  Limits limits;
};

class Server {
 public:
  // Binds and listens; throws std::system_error with a message that names the address.
  Server(ServerOptions options, Handler& handler);
  ~Server();
  // Of the socket that it has opened itself, else of the first that it was given; 0 where that is a path.
  std::uint16_t port() const;
  const Counters& counters() const;
  // serves until stop(); then drains: open requests are answered, idle connections closed
  void run();
  // returns at once; may be called before run() and more than once
  void stop();
  // in place of those before, from the next request on
  void trust(Networks proxies);
  // of answers that clients have not read
  std::size_t waiting_bytes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace fonds::http
