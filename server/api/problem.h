// Errors for programs: application/problem+json (RFC 9457).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace fonds::api {

struct Problem {
  int status = 400;
  std::string detail;  // English, says what to do
  std::string param;   // the parameter at fault; empty where none is
};

std::string_view reason_phrase(int status);  // "Bad Request"; RFC 9110, 15
http::Response to_response(const Problem& problem);

}  // namespace fonds::api
