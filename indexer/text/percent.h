// Percent-encoding (RFC 3986). Bytes in, bytes out: whether they are valid UTF-8 is the caller's question.
//
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace fonds::text {

// Everything but the unreserved characters (letters, digits, "-", ".", "_", "~") is escaped: right in a segment of a path
// and in a query.
std::string percent_encode(std::string_view text);

struct Decoded {
  std::string text;
  // False where a "%" was not followed by two hexadecimal digits. It is then kept in the text as it was
  // typed: a search for "100%" written by hand into the address bar still makes sense, an identifier does
  // not.
  bool well_formed = true;
};
Decoded percent_decode(std::string_view encoded);

}  // namespace fonds::text
