// A request and a response as the application sees them. No Beast type here.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/http/party.h"

namespace fonds::http {

enum class Method : std::uint8_t { get, head, options, post, other };

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  // raw, as sent (percent-encoded), without the query; starts with "/"
  std::string path;
  // raw, after '?', without it
  std::string query;
  // whose connection it is
  ClientAddress peer;
  // whose request it is: the peer's, or whom a trusted proxy names
  ClientAddress client;
  // the peer is a trusted proxy
  bool by_proxy = false;
  // its number, since the server began
  std::uint64_t connection = 0;
  // Set when nobody waits for the answer any longer. Null: not known.
  std::shared_ptr<const std::atomic<bool>> gone;
  // names in lower case
  Headers headers;
  // whole; of a POST that Handler::takes_body()
  std::string body;
  // "" where absent
  std::string_view header(std::string_view lower_case_name) const;
  bool is_gone() const { return gone && gone->load(std::memory_order_relaxed); }
  Party party() const { return party_of(client, connection); }
};

// The next part of a body that is made while it is sent.
struct Piece {
  enum class State : std::uint8_t {
    more,
    last,
    // nobody had time to make it: to be asked for again in a moment
    later,
    // there will be none: the client is shown that the body is not whole
    failed,
  };
  std::string bytes;
  State state = State::more;
};

// A body that is made piece by piece, as the client takes it: whatever its length, no more than a piece is held.
class BodySource {
 public:
  virtual ~BodySource() = default;
  // Asks for the next piece. `give` is called once, from any thread; until then nothing else is asked. A source is not
  // asked any more, and let go of, once its client has gone.
  virtual void next(std::function<void(Piece)> give) = 0;
};

struct Response {
  int status = 200;
  // empty = no body
  std::string content_type;
  // Shared so that cached bodies and static files are never copied.
  std::shared_ptr<const std::string> body;
  // in place of a body
  std::shared_ptr<BodySource> source;
  // strong, with its quotes; the server answers If-None-Match with 304 by itself
  std::string etag;
  std::string cache_control;
  // anything else (Location, Allow, Retry-After, …)
  Headers headers;
  bool compressible = true;

  static Response text(int status, std::string content_type, std::string body);
};

// Called once, from any thread.
using Reply = std::function<void(Response)>;

// The application. handle() is called on an I/O thread and must not block: it answers at once or hands the
// work to a WorkerPool and replies from there.
class Handler {
 public:
  virtual ~Handler() = default;
  // How many bytes of a body are taken with this POST, of which the head alone is known: 0 = none. Such a request must
  // say how long its body is. On an I/O thread, too.
  virtual std::size_t takes_body(const Request& request) const {
    (void)request;
    return 0;
  }
  virtual void handle(Request request, Reply reply) = 0;
};

}  // namespace fonds::http
