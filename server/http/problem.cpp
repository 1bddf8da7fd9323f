#include "server/http/problem.h"

#include <boost/beast/http/status.hpp>

#include "indexer/text/json_writer.h"

namespace fonds::http {

std::string_view reason_phrase(int status) {
  // Beast has the names of RFC 7231.
  if (status == 413) return "Content Too Large";
  const auto reason = boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(status));
  return {reason.data(), reason.size()};
}

Response problem(int status, std::string_view detail, std::string_view param) {
  text::JsonWriter json;
  json.open('{')
      .member("type", "about:blank")
      .member("title", reason_phrase(status))
      .member("status", status)
      .member("detail", detail);
  if (!param.empty()) json.member("param", param);
  json.close('}');
  auto response = Response::text(status, "application/problem+json", json.take());
  response.cache_control = "no-store";
  response.compressible = false;
  return response;
}

}  // namespace fonds::http
