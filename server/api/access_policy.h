// Who may ask how much, and from which pages: the allowance of a client with its headers, and CORS.
//
// Headers: Retry-After (RFC 9110), RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers).
// Thread safety: immutable but for the limiter, which has its own lock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/rate_limiter.h"
#include "server/http/message.h"

namespace fonds::api {

struct AccessOptions {
  Allowance allowance;               // of a client address
  std::vector<std::string> origins;  // pages that may call the API: "https://journal.example"; empty = every
  bool local_metrics = false;        // /metrics answers this machine itself only
};

class AccessPolicy {
 public:
  // The limiter outlives it, as buckets do a change of the configuration.
  AccessPolicy(AccessOptions options, RateLimiter& limiter);

  // Counts the request. This machine itself has no limit, unless it is a trusted proxy: then the limit is
  // that of whom it names.
  Verdict judge(const http::Request& request, RateLimiter::Clock::time_point now) const;
  void add_headers(const Verdict& verdict, http::Response& response) const;
  bool may_see_metrics(const http::Request& request) const {
    return !options_.local_metrics || request.client.is_loopback();
  }
  // `origin`: the request's, may be empty.
  void add_cors(std::string_view origin, http::Response& response) const;

 private:
  AccessOptions options_;
  std::string policy_;  // of RateLimit-Policy
  RateLimiter& limiter_;
};

}  // namespace fonds::api
