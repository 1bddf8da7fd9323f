// What a request says of who sends it, before anything is done for him: its cookies, where it comes from, where he wants to
// go. Pure functions, thread-safe. User input never throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/message.h"

namespace fonds::desk {

inline constexpr std::string_view kDeskPath = "/redaction";

// The path below the desk's own: "" or "/personnes". nullopt where it is none of the desk's. `base` is the path of
// public_url, which a proxy may leave in front or take off.
std::optional<std::string> path_below(std::string_view raw_path, std::string_view base);

// "" where there is none of that name.
std::string_view cookie(const http::Request& request, std::string_view name);

// Whether a page of this very site sent it, as far as the browser says: by Origin, else by Sec-Fetch-Site. A program
// that says neither is let through to the token of the form.
bool comes_from_here(const http::Request& request, std::string_view public_url);

// Whether the reader's browser speaks https with us, or with the proxy before us.
bool is_secure(const http::Request& request, std::string_view public_url);

// An address of the desk that a form may send its reader on to; "" for any other.
std::string safe_way(std::string_view wanted);

}  // namespace fonds::desk
