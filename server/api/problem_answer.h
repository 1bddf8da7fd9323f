// What went wrong, as an answer: a page for a reader, application/problem+json for a program.
// Thread safety: pure functions.
#pragma once

#include <string_view>

#include "server/api/problem.h"
#include "server/api/site.h"
#include "server/http/message.h"

namespace fonds::api {

// `path`: of what was asked for; where nothing is there, its words are offered to be searched instead.
http::Response problem_answer(const Site& site, const Problem& problem, bool html,
                              std::string_view path = {});

}  // namespace fonds::api
