// What a request must pass before it is read (its client's allowance, its method, the types that it takes), and the
// headers that tell the client of it.
//
// Thread safety: as AccessPolicy; the site, the limiter and the keys outlive it.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "server/api/access_policy.h"
#include "server/api/call.h"
#include "server/api/site.h"
#include "server/http/message.h"

namespace fonds::api {

class RequestPolicy {
 public:
  RequestPolicy(AccessOptions options, RateLimiter& limiter, KeyRing& keys, const Site& site);

  // Counts the request: once for each.
  Access admit(const Call& call, const http::Request& request) const;
  // The answer where the request is not to be read: refused, not allowed, not acceptable, or OPTIONS. Else chooses
  // call.form.
  std::optional<http::Response> objection(Call& call, const http::Request& request,
                                          const Access& access) const;
  // Counts the processor time that answering has taken.
  void charge(const Access& access, std::chrono::nanoseconds work) const {
    access_.charge(access, work, RateLimiter::Clock::now());
  }
  // What depends on who asks, and so is no part of an answer that is kept.
  void add_client_headers(Route route, std::string_view origin, bool is_preflight, const Access& access,
                          http::Response& response) const;
  bool may_see_metrics(const http::Request& request) const { return access_.may_see_metrics(request); }

 private:
  http::Response refused(const Access& access, bool html) const;

  AccessPolicy access_;
  // Made once: refusing must cost next to nothing.
  http::Response too_many_problem_, too_many_page_;
};

}  // namespace fonds::api
