// If-None-Match (RFC 9110, 13.1.2): does the client already hold what we would send?
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::http {

// Weak comparison of `etag` (with its quotes) against a list of entity tags or "*". A malformed list matches
// up to where it is well-formed.
bool none_match_holds(std::string_view if_none_match, std::string_view etag);

// The tag of the gzip variant: "abc" -> "abc-gz". Two encodings of one content are not the same bytes, so
// their strong tags must differ.
std::string gzip_etag(std::string_view etag);

}  // namespace fonds::http
