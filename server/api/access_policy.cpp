#include "server/api/access_policy.h"

#include <algorithm>
#include <utility>

namespace fonds::api {

AccessPolicy::AccessPolicy(AccessOptions options, RateLimiter& limiter)
    : options_(std::move(options)), limiter_(limiter) {
  const Allowance& allowance = options_.allowance;
  policy_ =
      "\"address\";q=" + std::to_string(allowance.burst) + ";w=" + std::to_string(allowance.window_seconds());
}

Verdict AccessPolicy::judge(const http::Request& request, RateLimiter::Clock::time_point now) const {
  if (request.peer.is_loopback() && !request.by_proxy) return {true, options_.allowance.burst, 0, 0};
  return limiter_.take(request.client, options_.allowance, now);
}

void AccessPolicy::add_headers(const Verdict& verdict, http::Response& response) const {
  response.headers.emplace_back("RateLimit-Policy", policy_);
  response.headers.emplace_back("RateLimit", "\"address\";r=" + std::to_string(verdict.remaining) +
                                                 ";t=" + std::to_string(verdict.full_in_seconds));
}

void AccessPolicy::add_cors(std::string_view origin, http::Response& response) const {
  constexpr std::string_view kExposed = "ETag, Retry-After, RateLimit, RateLimit-Policy";
  if (options_.origins.empty()) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  } else {
    // A cache must not give one page the answer made for another.
    response.headers.emplace_back("Vary", "Origin");
    if (std::find(options_.origins.begin(), options_.origins.end(), origin) == options_.origins.end()) return;
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  }
  response.headers.emplace_back("Access-Control-Expose-Headers", kExposed);
}

}  // namespace fonds::api
