// Who may ask how much, and from which pages: the allowance of a client or of a key with its headers, and CORS.
//
// Headers: Retry-After (RFC 9110), RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers).
// Thread safety: immutable but for the limiter and the keys, which have their own locks.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/keys.h"
#include "server/api/rate_limiter.h"
#include "server/http/message.h"

namespace fonds::api {

struct AccessOptions {
  // of a client address
  Allowance allowance;
  // pages that may call the API: "https://journal.example"; empty = every
  std::vector<std::string> origins;
  // /metrics answers this machine itself only
  bool local_metrics = false;
  // X-API-Key says something; else it is taken no notice of
  bool keys = false;
};

// What became of a request before it was read.
struct Access {
  enum class State : std::uint8_t { allowed, too_many, unknown_key, wrong_origin };
  State state = State::allowed;
  Verdict verdict;
  // null: none was used
  std::shared_ptr<const Key> key;
  // the answer tells of the allowance
  bool of_api = false;
  // whose allowance it was, where it had no key; absent: of nobody's
  std::optional<http::ClientAddress> client;
};

// Processor time that a request has for its token. A common search takes half a millisecond, ten broad prefixes a
// hundred times that: what it takes beyond this costs a token for each such piece.
inline constexpr std::chrono::milliseconds kTokenWork{10};

class AccessPolicy {
 public:
  // The limiter and the keys outlive it, as buckets do a change of the configuration.
  AccessPolicy(AccessOptions options, RateLimiter& limiter, KeyRing& keys);

  // Counts the request: for its key where it has one, else for its client. This machine itself has no limit, unless it
  // is a trusted proxy: then the limit is that of whom it names. `today`: in Paris.
  Access judge(const http::Request& request, RateLimiter::Clock::time_point now, text::Day today) const;
  // Counts what an allowed request has cost, once it is answered.
  void charge(const Access& access, std::chrono::nanoseconds work, RateLimiter::Clock::time_point now) const;
  void add_headers(const Access& access, http::Response& response) const;
  // What a proxy on this machine passes on does not come from it, whoever is trusted.
  bool may_see_metrics(const http::Request& request) const {
    const bool passed_on = !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
    return !options_.local_metrics || (request.client.is_loopback() && !passed_on);
  }
  // `origin`: the request's, may be empty. `key`: that it came with, may be null. What a preflight is told holds for some
  // key; what an answer is told, for its own.
  void add_cors(std::string_view origin, const Key* key, bool is_preflight, http::Response& response) const;

 private:
  AccessOptions options_;
  RateLimiter& limiter_;
  KeyRing& keys_;
};

}  // namespace fonds::api
