// Weeks, their ends and their days: week-end du 3 avril 2016, premier week-end de mars 2016, week-end dernier, semaine du
// 3 avril 2017, vendredi.
//
// Thread safety: pure functions.
#pragma once

#include "server/query/spoken_date.h"

namespace fonds::query {

// The Monday of the week of `day`.
text::Day monday_of(text::Day day);
// 0 for lundi; -1 for any other word.
int weekday_named(const DateToken& token);

// nullopt unless the tokens are one such period from end to end.
std::optional<SpokenPeriod> read_week(DateTokens tokens, text::Day today);

}  // namespace fonds::query
