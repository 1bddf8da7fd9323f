// Errors for programs: application/problem+json (RFC 9457).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace fonds::api {

struct Problem {
  int status = 400;
  // English, says what to do
  std::string detail;
  // the parameter at fault; empty where none is
  std::string param;
};

// "Bad Request"; RFC 9110, 15
std::string_view reason_phrase(int status);
http::Response to_response(const Problem& problem);

}  // namespace fonds::api
