// The parameters that each route of the API has. A program that misspells one, or asks for one that there is not,
// is told so: else it would take an answer to another question for its own. The pages and the feeds are addresses that
// readers pass on, with whatever others append to them; these take no notice.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "server/api/problem.h"
#include "server/api/routes.h"
#include "server/http/query_string.h"

namespace fonds::api {

// In the order in which the description has them; empty for a route without any, and for one that is not the API's.
std::span<const std::string_view> parameters_of(Route route);

// A Problem where one of `parameters` is none of the route's, or its value no text: a broken escape, bytes that are
// no UTF-8. A query text never is one.
std::optional<Problem> wrong_parameter(Route route, const http::QueryString& parameters);

}  // namespace fonds::api
