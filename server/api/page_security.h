// The Content-Security-Policy of a page. Pure functions, thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace fonds::api {

// kPageSecurityPolicy, and the hosts that the page shows pictures from. REQUIRES: `html` is a page of this site, whose
// text is escaped: nothing but its own pictures can look like one.
std::string page_security_policy(std::string_view html);

}  // namespace fonds::api
