// What is wrong with a request, for programs (http/problem.h).
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

http::Response to_response(const Problem& problem);

}  // namespace fonds::api
