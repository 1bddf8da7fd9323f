#include "server/query/spoken_date.h"

#include <algorithm>
#include <string>

#include "server/query/feasts.h"
#include "server/query/parts_of_periods.h"
#include "server/query/spoken_number.h"
#include "server/query/weeks.h"

namespace fonds::query {
namespace {

using text::Date;
using text::Day;

enum class Unit { day, week, month, year };

std::optional<Unit> unit_of(const DateToken& token) {
  const auto is = [&](std::string_view singular) {
    return token.is(singular) || (token.kind == DateToken::Kind::word && token.word.ends_with('s') &&
                                  token.word.substr(0, token.word.size() - 1) == singular);
  };
  if (is("jour")) return Unit::day;
  if (is("semaine")) return Unit::week;
  if (is("moi")) return Unit::month;  // mois
  if (is("an") || is("annee")) return Unit::year;
  return std::nullopt;
}

// The same day of another month, or its last one.
Day months_before(Day day, int months) {
  const Date date = text::to_date(day);
  const int month = date.year * 12 + (date.month - 1) - months;
  if (month < 12) return text::to_day({1, 1, 1});
  const int year = month / 12;
  const int of_year = month % 12 + 1;
  return text::to_day({year, of_year, std::min(date.day, text::days_in_month(year, of_year))});
}

Day before(Day day, int count, Unit unit) {
  switch (unit) {
    case Unit::day:
      return day - count;
    case Unit::week:
      return day - 7 * count;
    case Unit::month:
      return months_before(day, count);
    case Unit::year:
      break;
  }
  return months_before(day, 12 * count);
}

Days month_days(Day day) {
  const Date date = text::to_date(day);
  return {text::to_day({date.year, date.month, 1}),
          text::to_day({date.year, date.month, text::days_in_month(date.year, date.month)})};
}

class SpokenReader {
 public:
  SpokenReader(DateTokens tokens, Day today) : tokens_(tokens), today_(today) {}

  std::optional<SpokenPeriod> run() {
    if (tokens_.empty()) return std::nullopt;
    if (auto period = ago()) return period;
    if (auto period = since()) return period;
    // The words of a point are no leading words here: année scolaire 2016, mois dernier.
    for (const DateTokens said : {without_articles(tokens_), after_small_words(tokens_)}) {
      if (said.empty()) continue;
      tokens_ = said;
      if (auto period = last_units()) return period;
      if (auto period = last_named()) return period;
      if (auto period = read_part(said, today_)) return period;
      if (auto period = feast_of_year()) return period;
      if (auto period = read_week(said, today_)) return period;
    }
    return std::nullopt;
  }

 private:
  bool word_at(std::size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].is(word);
  }

  static DateTokens without_articles(DateTokens tokens) {
    while (!tokens.empty() && (tokens[0].is("l") || tokens[0].is("la") || tokens[0].is("le") ||
                               tokens[0].is("les") || tokens[0].is("de") || tokens[0].is("du")))
      tokens = tokens.subspan(1);
    return tokens;
  }

  // il y a deux ans: all of that year; of that month, week or day.
  std::optional<SpokenPeriod> ago() const {
    if (!word_at(0, "il") || !word_at(1, "y") || !word_at(2, "a") || tokens_.size() != 5) return std::nullopt;
    const auto count = count_of(tokens_[3]);
    const auto unit = unit_of(tokens_[4]);
    if (!count || !unit) return std::nullopt;
    const Day day = before(today_, *count, *unit);
    switch (*unit) {
      case Unit::day:
        return SpokenPeriod{day, day};
      case Unit::week:
        return SpokenPeriod{monday_of(day), monday_of(day) + 6};
      case Unit::month: {
        const Days days = month_days(day);
        return SpokenPeriod{days.first, days.last};
      }
      case Unit::year:
        break;
    }
    const int year = text::to_date(day).year;
    return SpokenPeriod{text::to_day({year, 1, 1}), text::to_day({year, 12, 31})};
  }

  // depuis 3 mois
  std::optional<SpokenPeriod> since() const {
    if (!word_at(0, "depuis") || tokens_.size() != 3) return std::nullopt;
    const auto count = count_of(tokens_[1]);
    const auto unit = unit_of(tokens_[2]);
    if (!count || !unit) return std::nullopt;
    return SpokenPeriod{before(today_, *count, *unit), std::nullopt};
  }

  // les 7 derniers jours, ces deux dernières années
  std::optional<SpokenPeriod> last_units() const {
    if (tokens_.size() != 3) return std::nullopt;
    const bool last = tokens_[1].is("derniers") || tokens_[1].is("dernieres");
    const auto count = count_of(tokens_[0]);
    const auto unit = unit_of(tokens_[2]);
    if (!last || !count || !unit) return std::nullopt;
    return SpokenPeriod{before(today_, *count, *unit) + 1, today_};
  }

  // mars dernier, lundi dernier, Noël dernier: before this month and this day
  std::optional<SpokenPeriod> last_named() const {
    if (tokens_.size() < 2 || !means_last(tokens_.back())) return std::nullopt;
    const DateTokens said = tokens_.first(tokens_.size() - 1);
    if (const int weekday = said.size() == 1 ? weekday_named(said[0]) : -1; weekday >= 0) {
      const Day back = (today_ - monday_of(today_) - weekday + 7) % 7;
      const Day day = today_ - (back == 0 ? 7 : back);
      return SpokenPeriod{day, day};
    }
    const auto point = read_point(said, today_);
    if (point && (point->fixed || point->year || point->day)) return std::nullopt;
    const int this_year = text::to_date(today_).year;
    for (int year = this_year; year > this_year - kYearsBack; --year) {
      const auto days = point ? days_in(*point, year) : feast(name_of(said), year);
      if (days && days->last < today_) return SpokenPeriod{days->first, days->last};
    }
    return std::nullopt;
  }

  // Noël 2017, la rentrée 2016, lundi de Pâques
  std::optional<SpokenPeriod> feast_of_year() const {
    const bool with_year = tokens_.size() > 1 && tokens_.back().is_year();
    const std::string name = name_of(with_year ? tokens_.first(tokens_.size() - 1) : tokens_);
    if (name.empty()) return std::nullopt;
    return spoken_in_year(with_year, tokens_.back().parts[0], today_,
                          [&](int year) { return feast(name, year); });
  }

  // The words, as feast() has them; empty where there is anything else.
  static std::string name_of(DateTokens tokens) {
    std::string name;
    for (const DateToken& token : tokens) {
      if (token.kind == DateToken::Kind::dash) continue;
      if (token.kind != DateToken::Kind::word) return {};
      if (token.is("de") || token.is("d") || token.is("du") || token.is("des") || token.is("la") ||
          token.is("le") || token.is("les") || token.is("l"))
        continue;
      if (!name.empty()) name += ' ';
      name += token.word;
    }
    return name;
  }

  DateTokens tokens_;
  Day today_;
};

}  // namespace

std::optional<SpokenPeriod> read_spoken(DateTokens tokens, Day today) {
  const auto period = SpokenReader(tokens, today).run();
  const bool written = period && period->first >= text::to_day({kFirstYear, 1, 1}) &&
                       period->last.value_or(period->first) <= text::to_day({kLastYear, 12, 31});
  return written ? period : std::nullopt;
}

}  // namespace fonds::query
