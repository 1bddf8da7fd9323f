#include "server/api/problem.h"

#include <nlohmann/json.hpp>

namespace fonds::api {

std::string_view reason_phrase(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 429:
      return "Too Many Requests";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Error";
  }
}

http::Response to_response(const Problem& problem) {
  nlohmann::ordered_json json = {{"type", "about:blank"},
                                 {"title", reason_phrase(problem.status)},
                                 {"status", problem.status},
                                 {"detail", problem.detail}};
  if (!problem.param.empty()) json["param"] = problem.param;
  http::Response response =
      http::Response::text(problem.status, "application/problem+json",
                           json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  response.cache_control = "no-store";
  if (problem.status == 503 || problem.status == 429) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace fonds::api
