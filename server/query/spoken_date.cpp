#include "server/query/spoken_date.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "server/query/date_point.h"

namespace fonds::query {
namespace {

using text::Date;
using text::Day;

constexpr int kMostUnits = 200;

struct Named {
  std::string_view word;
  int number;
};
constexpr auto kNumbers = std::to_array<Named>(
    {{"un", 1},      {"une", 1},       {"deux", 2},       {"trois", 3},     {"quatre", 4},
     {"cinq", 5},    {"six", 6},       {"sept", 7},       {"huit", 8},      {"neuf", 9},
     {"dix", 10},    {"onze", 11},     {"douze", 12},     {"quinze", 15},   {"vingt", 20},
     {"trente", 30}, {"quarante", 40}, {"cinquante", 50}, {"soixante", 60}, {"cent", 100}});
constexpr auto kWeekdayWords = std::to_array<std::string_view>(
    {"lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"});
constexpr auto kSmallWords = std::to_array<std::string_view>(
    {"le", "la", "les", "l",   "au", "aux",  "a",     "ce", "ces",     "cette",
     "en", "du", "de",  "des", "d",  "mois", "annee", "an", "courant", "pour"});

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

std::optional<int> count_of(const DateToken& token) {
  if (token.kind == DateToken::Kind::number) {
    if (token.count != 1 || token.parts[0] < 1 || token.parts[0] > kMostUnits) return std::nullopt;
    return token.parts[0];
  }
  const auto* const found = std::find_if(kNumbers.begin(), kNumbers.end(),
                                         [&](const Named& named) { return token.is(named.word); });
  return found == kNumbers.end() ? std::nullopt : std::optional(found->number);
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

// Gauss, in Oudin's form.
Day easter(int year) {
  const int century = year / 100;
  const int golden = year % 19;
  const int k = (century - 17) / 25;
  int i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
  i -= (i / 28) * (1 - (i / 28) * (29 / (i + 1)) * ((21 - golden) / 11));
  const int j = (year + year / 4 + i + 2 - century + century / 4) % 7;
  const int sunday = i - j;
  const int month = 3 + (sunday + 40) / 44;
  return text::to_day({year, month, sunday + 28 - 31 * (month / 4)});
}

std::optional<Days> feast(std::string_view name, int year) {
  const auto day = [year](int month, int of_month) { return text::to_day({year, month, of_month}); };
  if (name == "noel") return Days{day(12, 24), day(12, 25)};
  if (name == "toussaint") return Days{day(11, 1), day(11, 1)};
  if (name == "paques") return Days{easter(year), easter(year) + 1};
  if (name == "ascension") return Days{easter(year) + 39, easter(year) + 39};
  if (name == "pentecote") return Days{easter(year) + 49, easter(year) + 50};
  if (name == "rentree") return Days{day(8, 25), day(9, 30)};
  return std::nullopt;
}

class SpokenReader {
 public:
  SpokenReader(DateTokens tokens, Day today) : tokens_(tokens), today_(today) {}

  std::optional<SpokenPeriod> run() {
    if (tokens_.empty()) return std::nullopt;
    if (auto period = ago()) return period;
    if (auto period = since()) return period;
    skip_small_words();
    if (at_ == tokens_.size()) return std::nullopt;
    if (auto period = last_units()) return period;
    if (auto period = last_named()) return period;
    if (auto period = part()) return period;
    if (auto period = feast_of_year()) return period;
    if (auto period = decade()) return period;
    return century();
  }

 private:
  bool word_at(std::size_t i, std::string_view word) const {
    return i < tokens_.size() && tokens_[i].is(word);
  }
  void skip_small_words() {
    while (at_ < tokens_.size() && (tokens_[at_].kind == DateToken::Kind::dash || is_small(tokens_[at_])))
      ++at_;
  }
  static bool is_small(const DateToken& token) {
    return token.kind == DateToken::Kind::word &&
           std::find(kSmallWords.begin(), kSmallWords.end(), token.word) != kSmallWords.end();
  }
  DateTokens rest() const { return tokens_.subspan(at_); }

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
      case Unit::week: {
        // 1970-01-01 was a Thursday; weeks begin on Monday.
        const Day monday = day - (((day + 3) % 7) + 7) % 7;
        return SpokenPeriod{monday, monday + 6};
      }
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
    const DateTokens said = rest();
    if (said.size() != 3) return std::nullopt;
    const bool last = said[1].is("derniers") || said[1].is("dernieres");
    const auto count = count_of(said[0]);
    const auto unit = unit_of(said[2]);
    if (!last || !count || !unit) return std::nullopt;
    return SpokenPeriod{before(today_, *count, *unit) + 1, today_};
  }

  // mars dernier, lundi dernier: before this month and this day
  std::optional<SpokenPeriod> last_named() const {
    const DateTokens said = rest();
    if (said.size() != 2 || !(said[1].is("dernier") || said[1].is("derniere"))) return std::nullopt;
    for (int i = 0; i < static_cast<int>(kWeekdayWords.size()); ++i) {
      if (!said[0].is(kWeekdayWords[static_cast<std::size_t>(i)])) continue;
      const int back = ((today_ + 3 - i) % 7 + 7) % 7;
      const Day day = today_ - (back == 0 ? 7 : back);
      return SpokenPeriod{day, day};
    }
    const auto point = read_point(said.first(1), today_);
    if (!point || point->fixed || point->year || point->day) return std::nullopt;
    for (int year = text::to_date(today_).year; year > text::to_date(today_).year - kYearsBack; --year) {
      if (const auto days = days_in(*point, year); days && days->last < today_)
        return SpokenPeriod{days->first, days->last};
    }
    return std::nullopt;
  }

  // début 2017, mi-mai, fin mars 2014: a third of it
  std::optional<SpokenPeriod> part() {
    const DateToken& word = tokens_[at_];
    const int third = word.is("debut") ? 0 : word.is("mi") || word.is("milieu") ? 1 : word.is("fin") ? 2 : -1;
    if (third < 0) return std::nullopt;
    ++at_;
    skip_small_words();
    const auto days = at_ == tokens_.size() ? std::nullopt : period(rest());
    if (!days) return std::nullopt;
    const Date first = text::to_date(days->first);
    if (days->last - days->first > 31) {
      const int month = 1 + 4 * third;
      return SpokenPeriod{text::to_day({first.year, month, 1}),
                          text::to_day({first.year, month + 3, text::days_in_month(first.year, month + 3)})};
    }
    return SpokenPeriod{days->first + 10 * third, third == 2 ? days->last : days->first + 10 * third + 9};
  }

  // A month or a year; without a year, the latest that has begun.
  std::optional<Days> period(DateTokens said) const {
    const auto point = read_point(said, today_);
    if (!point || point->fixed || point->day || point->season) return std::nullopt;
    if (point->year) return days_in(*point, *point->year);
    for (int year = text::to_date(today_).year; point->month; --year) {
      const auto days = days_in(*point, year);
      if (!days || days->first <= today_) return days;
    }
    return std::nullopt;
  }

  // Noël 2017, la rentrée 2016; without a year, the latest that has begun
  std::optional<SpokenPeriod> feast_of_year() const {
    const DateTokens said = rest();
    if (said.empty() || said.size() > 2 || said[0].kind != DateToken::Kind::word) return std::nullopt;
    const bool with_year = said.size() == 2;
    if (with_year && !said[1].is_year()) return std::nullopt;
    int year = with_year ? said[1].parts[0] : text::to_date(today_).year;
    auto days = feast(said[0].word, year);
    if (days && !with_year && days->first > today_) days = feast(said[0].word, year - 1);
    return days ? std::optional(SpokenPeriod{days->first, days->last}) : std::nullopt;
  }

  // années trente
  std::optional<SpokenPeriod> decade() const {
    const DateTokens said = rest();
    if (said.size() < 2 || !said[0].is("annees") || said[1].kind != DateToken::Kind::word)
      return std::nullopt;
    int tens = 0;
    if (said.size() == 2) {
      tens = count_of(said[1]).value_or(0);
    } else if (said[1].is("soixante") && said[said.size() - 1].is("dix")) {
      tens = 70;
    } else if (said[1].is("quatre") && said[2].kind != DateToken::Kind::number) {
      tens = said[said.size() - 1].is("dix") ? 90 : 80;
    }
    if (tens < 20 || tens > 90 || tens % 10 != 0) return std::nullopt;
    return SpokenPeriod{text::to_day({1900 + tens, 1, 1}), text::to_day({1909 + tens, 12, 31})};
  }

  // XXe siècle, 19e siècle
  std::optional<SpokenPeriod> century() const {
    DateTokens said = rest();
    if (said.empty() || !said.back().is("siecle")) return std::nullopt;
    said = said.first(said.size() - 1);
    int number = 0;
    if (said.size() == 2 && said[0].kind == DateToken::Kind::number && said[0].count == 1 &&
        (said[1].is("e") || said[1].is("eme"))) {
      number = said[0].parts[0];
    } else if (said.size() == 1 && said[0].kind == DateToken::Kind::word) {
      number = roman(said[0].word);
    }
    if (number < 10 || number > 21) return std::nullopt;
    return SpokenPeriod{text::to_day({100 * (number - 1) + 1, 1, 1}), text::to_day({100 * number, 12, 31})};
  }

  // "xxe", of 10 to 21
  static int roman(std::string_view word) {
    if (word.ends_with("eme")) {
      word.remove_suffix(3);
    } else if (word.ends_with('e')) {
      word.remove_suffix(1);
    } else {
      return 0;
    }
    static constexpr auto kRoman = std::to_array<std::string_view>(
        {"x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi"});
    const auto* const found = std::find(kRoman.begin(), kRoman.end(), word);
    return found == kRoman.end() ? 0 : 10 + static_cast<int>(found - kRoman.begin());
  }

  DateTokens tokens_;
  Day today_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<SpokenPeriod> read_spoken(DateTokens tokens, Day today) {
  return SpokenReader(tokens, today).run();
}

}  // namespace fonds::query
