// The days of the year that have a name: Noël, mardi gras, lundi de Pâques, la rentrée, les vacances de Noël.
//
// Thread safety: pure function.
#pragma once

#include <optional>
#include <string_view>

#include "server/query/date_point.h"

namespace fonds::query {

// `name`: folded words, without articles and "de", separated by single spaces: "lundi paques", "jour an".
std::optional<Days> feast(std::string_view name, int year);

}  // namespace fonds::query
