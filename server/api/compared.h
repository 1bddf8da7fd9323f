// Expressions counted over time, for /frise.
//
// Thread safety: one call per worker. Errors: those of State::search.
#pragma once

#include <string>
#include <vector>

#include "server/api/site.h"
#include "server/search/state.h"

namespace fonds::api {

// What is typed, without what is empty or typed twice; no more than a page can tell apart.
std::vector<std::string> compared_expressions(const std::vector<std::string>& typed);

// By year; by month where the archive has few years. Each expression is counted as it stands: neither corrected nor
// relaxed, since another expression's articles are no measure of it.
Comparison compared(const std::vector<std::string>& expressions, text::Day today, const search::State& state,
                    unsigned worker, search::Deadline deadline);

}  // namespace fonds::api
