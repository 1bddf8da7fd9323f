// One request as Beast reads it: its head, and its body where it has one. Internal to server/http; request_head.h is
// what others see.
// Thread safety: none.
#pragma once

#include <string_view>
#include <variant>

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include "server/http/request_head.h"

namespace fonds::http {

using RequestParser = boost::beast::http::request_parser<boost::beast::http::string_body>;

// REQUIRES: `parser` is new; `head` is one whole head as found by HeadScanner. Afterwards the parser takes the body, where
// BodyHead::bytes says that there is one.
std::variant<RequestHead, Refusal> read_head(RequestParser& parser, std::string_view head,
                                             const Limits& limits);

}  // namespace fonds::http
