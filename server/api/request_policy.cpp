#include "server/api/request_policy.h"

#include <algorithm>
#include <initializer_list>
#include <string>
#include <utility>

#include "server/api/answers.h"
#include "server/api/page_security.h"
#include "server/api/problem_answer.h"
#include "server/http/accept.h"

namespace fonds::api {
namespace {

const Problem kTooMany{429, "too many requests; see Retry-After", {}};
const Problem kUnknownKey{401, "this key is not known here, or its time is over", {}};
const Problem kWrongOrigin{403, "this key is not for pages of this origin", {}};
const Problem kNotAcceptable{406, "this address does not answer in a type of Accept", {}};

std::string_view allow_header(Methods methods) {
  switch (methods) {
    case Methods::post:
      return "POST, OPTIONS";
    case Methods::read_or_post:
      return "GET, HEAD, POST, OPTIONS";
    default:
      return "GET, HEAD, OPTIONS";
  }
}

bool allows(Methods methods, http::Method method) {
  if (method == http::Method::post) return methods != Methods::read;
  return methods != Methods::post && (method == http::Method::get || method == http::Method::head);
}

http::Response allowed_methods(Route route) {
  const std::string_view allow = allow_header(methods_of(route));
  http::Response response;
  response.status = 204;
  response.headers.emplace_back("Allow", allow);
  response.headers.emplace_back("Access-Control-Allow-Methods", allow);
  response.headers.emplace_back("Access-Control-Allow-Headers", "Content-Type, X-API-Key, If-None-Match");
  response.headers.emplace_back("Access-Control-Max-Age", "86400");
  return response;
}

http::Response method_not_allowed(Route route) {
  const Methods methods = methods_of(route);
  http::Response response = to_response(
      {405,
       methods == Methods::post ? "send a text here: use POST" : "this address can only be read: use GET",
       {}});
  response.headers.emplace_back("Allow", allow_header(methods));
  return response;
}

// Whether the client takes what a route answers with, and in which form. Feeds go by more than one name; other routes
// ignore Accept.
bool acceptable(Call& call, std::string_view accept) {
  const auto takes = [&](std::initializer_list<std::string_view> types) {
    return std::any_of(types.begin(), types.end(),
                       [&](std::string_view type) { return http::media_type_quality(accept, type) > 0; });
  };
  switch (call.route) {
    case Route::article:
    case Route::article_page: {
      const auto usual = call.route == Route::article ? ArticleForm::json : ArticleForm::page;
      const auto form = preferred_form(usual, accept);
      // The address may name a form that Accept does not.
      call.form = form.value_or(usual);
      return form || form_by_ending(call.id);
    }
    // Its format is a parameter.
    case Route::exported:
      return true;
    case Route::feed_rss:
      return takes({"application/rss+xml", "application/xml", "text/xml"});
    case Route::feed_json:
      return takes({"application/feed+json", kJson});
    case Route::feed_atom:
      return takes({"application/atom+xml", "application/xml", "text/xml"});
    default:
      if (is_page(call.route)) return takes({kHtml});
      return !is_api(call.route) || takes({kJson});
  }
}

http::Response too_many(const Site& site, bool html) {
  http::Response response = problem_answer(site, kTooMany, html);
  // Each client is told its own.
  std::erase_if(response.headers, [](const auto& header) { return header.first == "Retry-After"; });
  response.compressible = false;
  return secured(std::move(response));
}

}  // namespace

RequestPolicy::RequestPolicy(AccessOptions options, RateLimiter& limiter, KeyRing& keys, const Site& site)
    : access_(std::move(options), limiter, keys),
      too_many_problem_(too_many(site, false)),
      too_many_page_(too_many(site, true)) {}

Access RequestPolicy::admit(const Call& call, const http::Request& request) const {
  // Whoever watches over the server must always get an answer.
  if (call.route == Route::health || call.route == Route::ready) return {};
  // A preflight has no key to be counted for, asks for nothing, and costs no more than a refusal.
  if (request.method == http::Method::options) return {};
  Access access = access_.judge(request, call.arrived, call.today);
  access.of_api = is_api(call.route) || request.path.starts_with("/api/");
  return access;
}

http::Response RequestPolicy::refused(const Access& access, bool html) const {
  if (access.state == Access::State::too_many) {
    http::Response response = html ? too_many_page_ : too_many_problem_;
    response.headers.emplace_back("Retry-After", std::to_string(access.verdict.retry_after_seconds));
    return response;
  }
  const bool unknown = access.state == Access::State::unknown_key;
  http::Response response = to_response(unknown ? kUnknownKey : kWrongOrigin);
  if (unknown) response.headers.emplace_back("WWW-Authenticate", "ApiKey header=\"X-API-Key\"");
  return secured(std::move(response));
}

std::optional<http::Response> RequestPolicy::objection(Call& call, const http::Request& request,
                                                       const Access& access) const {
  if (access.state != Access::State::allowed) return refused(access, call.wants_html);
  if (request.method == http::Method::options) return secured(allowed_methods(call.route));
  if (call.route != Route::none && !allows(methods_of(call.route), request.method)) {
    return secured(method_not_allowed(call.route));
  }
  if (!acceptable(call, request.header("accept"))) return secured(to_response(kNotAcceptable));
  return std::nullopt;
}

void RequestPolicy::add_client_headers(Route route, std::string_view origin, bool is_preflight,
                                       const Access& access, http::Response& response) const {
  if (access.of_api) access_.add_headers(access, response);
  // The archive is public to read: other sites may call the API and the feeds from their pages.
  if (route == Route::metrics || response.content_type.starts_with("text/html")) return;
  access_.add_cors(origin, access.key.get(), is_preflight, response);
}

}  // namespace fonds::api
