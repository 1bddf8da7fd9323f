// Percent-encoding of addresses and its form variant, application/x-www-form-urlencoded, where "+" is a space.
// Bytes in, bytes out: whether they are valid UTF-8 is the caller's question.
// Thread safety: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "indexer/text/percent.h"

namespace fonds::http {

using Decoded = text::Decoded;

Decoded decode_path(std::string_view encoded);
Decoded decode_form(std::string_view encoded);

// Everything but the unreserved characters (letters, digits, "-", ".", "_", "~") is escaped.
std::string encode_component(std::string_view text);
// The same for a query string: a space becomes "+".
std::string encode_form(std::string_view text);

// The path of "https://host/path": "/path"; empty where there is none.
std::string path_of_url(std::string_view url);

}  // namespace fonds::http
