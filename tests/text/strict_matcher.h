// The strict matching of a query against one text, as small as it can be said: the reference that analysis is
// judged by, without an index. It knows words, phrases, a leading minus, OU and SAUF, and a prefix; no
// fields, no parentheses, no correction.
#pragma once

#include <string_view>

namespace fonds::text {

bool strictly_matches(std::string_view query, std::string_view document);

}  // namespace fonds::text
