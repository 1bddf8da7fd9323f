// Errors for programs: application/problem+json (RFC 9457), the server's own and the application's.
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "server/http/message.h"

namespace fonds::http {

// "Bad Request"; RFC 9110, 15
std::string_view reason_phrase(int status);

// `param`: the parameter at fault; empty where none is. What is no UTF-8 comes out with U+FFFD in its place.
Response problem(int status, std::string_view detail, std::string_view param = {});

}  // namespace fonds::http
