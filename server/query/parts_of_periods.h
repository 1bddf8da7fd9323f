// Periods that are parts of others, or longer than a year: début 2017, fin mars 2014, premier trimestre 2017, T1 2017,
// première quinzaine de mars 2016, saison 2016-2017, années trente, XXe siècle, fin du XIXe siècle.
//
// Thread safety: pure function.
#pragma once

#include "server/query/spoken_date.h"

namespace fonds::query {

// nullopt unless the tokens are one such period from end to end.
std::optional<SpokenPeriod> read_part(DateTokens tokens, text::Day today);

}  // namespace fonds::query
