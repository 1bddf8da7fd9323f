#include "server/query/weeks.h"

#include <algorithm>
#include <array>

#include "server/query/date_point.h"
#include "server/query/spoken_number.h"

namespace fonds::query {
namespace {

using text::Day;

constexpr int kSaturday = 5;  // days from Monday

Days weekend_of_week(Day monday) {
  return {monday + kSaturday, monday + kSaturday + 1};
}

// How many tokens spell « week-end » at the beginning; 0 for none.
std::size_t weekend_tokens(DateTokens tokens) {
  if (tokens.empty()) return 0;
  if (tokens[0].is("weekend")) return 1;
  if (!tokens[0].is("week")) return 0;
  const std::size_t end = tokens.size() > 1 && tokens[1].kind == DateToken::Kind::dash ? 2 : 1;
  return tokens.size() > end && tokens[end].is("end") ? end + 1 : 0;
}

class WeekReader {
 public:
  WeekReader(DateTokens tokens, Day today) : tokens_(tokens), today_(today) {}

  std::optional<SpokenPeriod> run() const {
    if (tokens_.size() == 1 && weekday_named(tokens_[0]) >= 0) {
      const Day day = today_ - (today_ - monday_of(today_) - weekday_named(tokens_[0]) + 7) % 7;
      return SpokenPeriod{day, day};
    }
    if (const std::size_t used = weekend_tokens(tokens_); used > 0) return weekend(tokens_.subspan(used));
    if (tokens_[0].is("semaine")) {
      const auto day = day_said(tokens_.subspan(1));
      return day ? std::optional(SpokenPeriod{monday_of(*day), monday_of(*day) + 6}) : std::nullopt;
    }
    return ranked();
  }

 private:
  std::optional<SpokenPeriod> weekend(DateTokens said) const {
    if (said.size() == 1 && means_last(said[0])) {
      const Day sunday = monday_of(today_) - 1;
      return SpokenPeriod{sunday - 1, sunday};
    }
    const auto day = day_said(said);
    if (!day) return std::nullopt;
    const Days days = weekend_of_week(monday_of(*day));
    return SpokenPeriod{days.first, days.last};
  }

  // du 3 avril 2017; without a year the latest
  std::optional<Day> day_said(DateTokens said) const {
    if (said.empty() || !said[0].is("du")) return std::nullopt;
    const auto point = read_point(said, today_);
    if (!point || !point->day || !point->month) return std::nullopt;
    const auto period = spoken_in_year(point->has_year(), point->year.value_or(0), today_,
                                       [&](int year) { return days_in(*point, year); });
    return period ? std::optional(period->first) : std::nullopt;
  }

  // premier week-end de mars 2016, dernière semaine d'août
  std::optional<SpokenPeriod> ranked() const {
    const auto rank = rank_of(tokens_);
    if (!rank || rank->used >= tokens_.size()) return std::nullopt;
    const DateTokens behind = tokens_.subspan(rank->used);
    const bool week = behind[0].is("semaine");
    const std::size_t used = week ? 1 : weekend_tokens(behind);
    if (used == 0) return std::nullopt;
    const DateTokens said = after_small_words(behind.subspan(used));
    const auto point = said.empty() ? std::nullopt : read_point(said, today_);
    if (!point || !point->month || point->day || point->fixed) return std::nullopt;
    return spoken_in_year(point->has_year(), point->year.value_or(0), today_, [&](int year) {
      const auto month = days_in(*point, year);
      return month ? week ? week_of(*month, *rank) : weekend_of(*month, *rank) : std::nullopt;
    });
  }

  static std::optional<Days> week_of(Days month, Rank rank) {
    if (rank.value == Rank::kLast) return Days{month.last - 6, month.last};
    const auto index = rank.index_of(4);
    if (!index) return std::nullopt;
    return Days{month.first + 7 * *index, month.first + 7 * *index + 6};
  }

  // The one whose Saturday lies in the month.
  static std::optional<Days> weekend_of(Days month, Rank rank) {
    const Day before = weekend_of_week(monday_of(month.first)).first;
    const Day first = before < month.first ? before + 7 : before;
    const int count = static_cast<int>((month.last - first) / 7) + 1;
    const auto index = rank.index_of(count);
    if (!index) return std::nullopt;
    return Days{first + 7 * *index, first + 7 * *index + 1};
  }

  DateTokens tokens_;
  Day today_;
};

}  // namespace

Day monday_of(Day day) {
  // 1970-01-01 was a Thursday.
  return day - (((day + 3) % 7) + 7) % 7;
}

int weekday_named(const DateToken& token) {
  static constexpr auto kWeekdays = std::to_array<std::string_view>(
      {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"});
  const auto* const found =
      std::find_if(kWeekdays.begin(), kWeekdays.end(), [&](std::string_view name) { return token.is(name); });
  return found == kWeekdays.end() ? -1 : static_cast<int>(found - kWeekdays.begin());
}

std::optional<SpokenPeriod> read_week(DateTokens tokens, Day today) {
  return tokens.empty() ? std::nullopt : WeekReader(tokens, today).run();
}

}  // namespace fonds::query
