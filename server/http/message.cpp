#include "server/http/message.h"

#include <algorithm>

namespace fonds::http {

std::string_view Request::header(std::string_view lower_case_name) const {
  const auto found = std::find_if(headers.begin(), headers.end(),
                                  [&](const auto& field) { return field.first == lower_case_name; });
  return found == headers.end() ? std::string_view{} : std::string_view(found->second);
}

Response Response::text(int status, std::string content_type, std::string body) {
  Response response;
  response.status = status;
  response.content_type = std::move(content_type);
  response.body = std::make_shared<const std::string>(std::move(body));
  return response;
}

}  // namespace fonds::http
