#include "server/api/cached_answers.h"

#include <memory>
#include <utility>

#include "indexer/text/fnv.h"
#include "server/api/page_security.h"
#include "server/http/conditional.h"

namespace fonds::api {
namespace {

// What the HTTP layer makes a 304 of.
http::Response unchanged(Route route, const std::string& etag) {
  http::Response response;
  response.etag = etag;
  response.content_type = is_page(route) ? kHtml : kJson;
  response.body = std::make_shared<const std::string>();
  response.cache_control = kRevalidate;
  return secured(std::move(response));
}

}  // namespace

// Weak for a search: its answer says how long it took, so that it is not the same to the byte when made again.
std::string CachedAnswers::etag_of(const Call& call, const std::string& state) const {
  return (call.route == Route::search ? "W/\"" : "\"") +
         text::digest(state + "\n" + call.key + "\n" + version_) + "\"";
}

std::optional<http::Response> CachedAnswers::find(const Call& call, const std::string& state,
                                                  std::string_view if_none_match) {
  if (call.key.empty()) return std::nullopt;
  // "*" asks whether there is anything at all, which takes a search to say.
  const bool named = if_none_match.find('"') != std::string_view::npos;
  if (named) {
    const std::string etag = etag_of(call, state);
    if (http::none_match_holds(if_none_match, etag) ||
        http::none_match_holds(if_none_match, http::gzip_etag(etag))) {
      return unchanged(call.route, etag);
    }
  }
  return cache_.find(state + "\n" + call.key);
}

http::Response CachedAnswers::keep(const Call& call, Answer answer) {
  http::Response& response = answer.response;
  response.cache_control = kRevalidate;
  if (!call.key.empty()) response.etag = etag_of(call, answer.state);
  response = secured(std::move(response));
  if (!call.key.empty() && response.body) cache_.store(answer.state + "\n" + call.key, response);
  return std::move(response);
}

}  // namespace fonds::api
