#include "server/api/access_policy.h"

#include <algorithm>
#include <utility>

namespace fonds::api {

AccessPolicy::AccessPolicy(AccessOptions options, RateLimiter& limiter, KeyRing& keys)
    : options_(std::move(options)), limiter_(limiter), keys_(keys) {}

Access AccessPolicy::judge(const http::Request& request, RateLimiter::Clock::time_point now,
                           text::Day today) const {
  Access access;
  const std::string_view key = options_.keys ? request.header("x-api-key") : std::string_view();
  if (!key.empty()) access.key = keys_.find(key, today);
  if (access.key) {
    access.verdict = keys_.take(*access.key, options_.allowance, now);
    if (!access.key->allows(request.header("origin"))) access.state = Access::State::wrong_origin;
  } else {
    // Who tries keys has the allowance of his address for it.
    const bool own_machine = request.peer.is_loopback() && !request.by_proxy;
    if (own_machine) {
      access.verdict.remaining = options_.allowance.burst;
    } else {
      access.client = request.client;
      access.verdict = limiter_.take(request.client, options_.allowance, now);
    }
    if (!key.empty()) access.state = Access::State::unknown_key;
  }
  if (!access.verdict.allowed) access.state = Access::State::too_many;
  return access;
}

void AccessPolicy::charge(const Access& access, std::chrono::nanoseconds work,
                          RateLimiter::Clock::time_point now) const {
  const std::int64_t tokens = work / kTokenWork;
  if (tokens == 0) return;
  if (access.key) {
    keys_.charge(*access.key, options_.allowance, tokens, now);
  } else if (access.client) {
    limiter_.charge(*access.client, options_.allowance, tokens, now);
  }
}

void AccessPolicy::add_headers(const Access& access, http::Response& response) const {
  const Allowance allowance = access.key ? access.key->allowance(options_.allowance) : options_.allowance;
  const std::string policy = access.key ? "\"key\"" : "\"address\"";
  response.headers.emplace_back("RateLimit-Policy", policy + ";q=" + std::to_string(allowance.burst) +
                                                        ";w=" + std::to_string(allowance.window_seconds()));
  response.headers.emplace_back("RateLimit", policy + ";r=" + std::to_string(access.verdict.remaining) +
                                                 ";t=" + std::to_string(access.verdict.full_in_seconds));
}

void AccessPolicy::add_cors(std::string_view origin, const Key* key, bool is_preflight,
                            http::Response& response) const {
  constexpr std::string_view kExposed = "ETag, Retry-After, RateLimit, RateLimit-Policy, Content-Disposition";
  if (options_.origins.empty()) {
    response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  } else {
    // A cache must not give one page the answer made for another.
    response.headers.emplace_back("Vary", "Origin");
    if (origin.empty()) return;
    const auto& named = options_.origins;
    // A preflight comes without the key that what follows it will have.
    const bool allowed_by_key = key != nullptr ? !key->origins.empty() && key->allows(origin)
                                               : is_preflight && keys_.some_allows(origin);
    if (std::find(named.begin(), named.end(), origin) == named.end() && !allowed_by_key) return;
    response.headers.emplace_back("Access-Control-Allow-Origin", origin);
  }
  response.headers.emplace_back("Access-Control-Expose-Headers", kExposed);
}

}  // namespace fonds::api
