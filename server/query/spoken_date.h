// Periods as they are said rather than written: fin mars 2014, mi-mai, il y a deux ans, depuis 3 mois, les 7 derniers
// jours, lundi dernier, Noël 2017, années trente, XXe siècle.
//
// Thread safety: pure function.
#pragma once

#include <optional>

#include "indexer/text/calendar.h"
#include "server/query/date_tokens.h"

namespace fonds::query {

struct SpokenPeriod {
  text::Day first = 0;
  // nullopt: open
  std::optional<text::Day> last;
};

// nullopt unless the tokens are one such period from end to end. `today` is what they are counted from.
std::optional<SpokenPeriod> read_spoken(DateTokens tokens, text::Day today);

}  // namespace fonds::query
