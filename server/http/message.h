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

enum class Method : std::uint8_t { get, head, options, other };

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::get;
  std::string path;              // raw, as sent (percent-encoded), without the query; starts with "/"
  std::string query;             // raw, after '?', without it
  ClientAddress peer;            // whose connection it is
  ClientAddress client;          // whose request it is: the peer's, or whom a trusted proxy names
  bool by_proxy = false;         // the peer is a trusted proxy
  std::uint64_t connection = 0;  // its number, since the server began
  // Set when nobody waits for the answer any longer. Null: not known.
  std::shared_ptr<const std::atomic<bool>> gone;
  Headers headers;                                                  // names in lower case
  std::string_view header(std::string_view lower_case_name) const;  // "" where absent
  bool is_gone() const { return gone && gone->load(std::memory_order_relaxed); }
  Party party() const { return party_of(client, connection); }
};

struct Response {
  int status = 200;
  std::string content_type;  // empty = no body
  // Shared so that cached bodies and static files are never copied.
  std::shared_ptr<const std::string> body;
  std::string etag;  // strong, with its quotes; the server answers If-None-Match with 304 by itself
  std::string cache_control;
  Headers headers;  // anything else (Location, Allow, Retry-After, …)
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
  virtual void handle(Request request, Reply reply) = 0;
};

}  // namespace fonds::http
