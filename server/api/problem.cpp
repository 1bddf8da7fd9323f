#include "server/api/problem.h"

#include "server/http/problem.h"

namespace fonds::api {

http::Response to_response(const Problem& problem) {
  http::Response response = http::problem(problem.status, problem.detail, problem.param);
  if (problem.status == 503 || problem.status == 429) response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace fonds::api
