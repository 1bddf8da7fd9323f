// The headers by which a browser keeps an answer from doing harm. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace fonds::api {

// kPageSecurityPolicy, and the hosts that the page shows pictures from. REQUIRES: `html` is a page of this site, whose
// text is escaped: nothing but its own pictures can look like one.
std::string page_security_policy(std::string_view html);

// The answer with these headers; each has them once.
http::Response secured(http::Response response);

}  // namespace fonds::api
