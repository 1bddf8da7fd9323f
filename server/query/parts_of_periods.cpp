#include "server/query/parts_of_periods.h"

#include <algorithm>

#include "server/query/date_point.h"
#include "server/query/spoken_number.h"

namespace fonds::query {
namespace {

using text::Date;
using text::Day;

constexpr int kMonths = 12;

SpokenPeriod closed(Days days) {
  return {days.first, days.last};
}

// Months counted from January of the year 0.
int month_index(Day day) {
  const Date date = text::to_date(day);
  return date.year * kMonths + date.month - 1;
}
Days months(int first, int last) {
  const int year = last / kMonths;
  const int month = last % kMonths + 1;
  return {text::to_day({first / kMonths, first % kMonths + 1, 1}),
          text::to_day({year, month, text::days_in_month(year, month)})};
}

// One of `parts` equal parts, in the unit that readers think in: days of a month, months of a year, years of longer
// periods. What is left over goes to the last part of two and to the middle one of three.
Days part_of(Days whole, int parts, int index) {
  constexpr int kLongestMonth = 31;
  const auto cut = [&](int count) {
    const int size = count / parts;
    const int first = index == 2 ? count - size : index * size;
    const int end = parts - 1 == index ? count : parts == 3 && index == 1 ? count - size : (index + 1) * size;
    return std::pair(first, end - 1);
  };
  if (whole.last - whole.first < kLongestMonth) {
    // The 10th and the 20th end a third, the 15th a half, however long the month is.
    const int size = 30 / parts;
    const Day first = whole.first + index * size;
    return {first, index == parts - 1 ? whole.last : first + size - 1};
  }
  const int first_month = month_index(whole.first);
  const int count = month_index(whole.last) - first_month + 1;
  if (count <= kMonths) {
    const auto [first, last] = cut(count);
    return months(first_month + first, first_month + last);
  }
  const auto [first, last] = cut(count / kMonths);
  return months(first_month + first * kMonths, first_month + last * kMonths + kMonths - 1);
}

class PartReader {
 public:
  PartReader(DateTokens tokens, Day today) : tokens_(tokens), today_(today) {}

  std::optional<SpokenPeriod> run() const {
    if (auto period = third()) return period;
    if (auto period = ranked()) return period;
    if (auto period = abbreviated()) return period;
    if (auto period = season()) return period;
    if (const auto days = decade(tokens_)) return closed(*days);
    if (const auto days = century(tokens_)) return closed(*days);
    return std::nullopt;
  }

 private:
  // What parts are taken of, without a day: a month, a season, a year, a decade, a century.
  std::optional<SpokenPeriod> part_of_said(DateTokens said, int parts, int index) const {
    said = after_small_words(said);
    if (said.empty()) return std::nullopt;
    for (const auto& long_period : {decade(said), century(said)}) {
      if (long_period) return closed(part_of(*long_period, parts, index));
    }
    const auto point = read_point(said, today_);
    if (!point || point->day) return std::nullopt;
    const bool relative = point->fixed && said.size() > 0 && !said[0].is("annees");
    if (relative) return std::nullopt;
    return in_year(point->has_year(), point->year.value_or(0), [&](int year) -> std::optional<Days> {
      const auto days = days_in(*point, year);
      return days ? std::optional(part_of(*days, parts, index)) : std::nullopt;
    });
  }

  // Of the year that is said; of each, and for the time being the latest that has begun, where none is.
  template <typename OfYear>
  std::optional<SpokenPeriod> in_year(bool said, int year, const OfYear& of_year) const {
    return spoken_in_year(said, year, today_, of_year);
  }

  // début 2017, mi-mai, fin mars 2014
  std::optional<SpokenPeriod> third() const {
    const DateToken& word = tokens_[0];
    const int third = word.is("debut") ? 0 : word.is("mi") || word.is("milieu") ? 1 : word.is("fin") ? 2 : -1;
    return third < 0 ? std::nullopt : part_of_said(tokens_.subspan(1), 3, third);
  }

  // premier trimestre 2017, second semestre, première quinzaine de mars 2016, seconde moitié du XXe siècle
  std::optional<SpokenPeriod> ranked() const {
    const auto rank = rank_of(tokens_);
    if (!rank || rank->used >= tokens_.size()) return std::nullopt;
    const DateToken& unit = tokens_[rank->used];
    const DateTokens said = tokens_.subspan(rank->used + 1);
    if (unit.is("moitie") || unit.is("quinzaine")) {
      const auto half = rank->index_of(2);
      if (!half || said.empty()) return std::nullopt;
      if (unit.is("moitie")) return part_of_said(said, 2, *half);
      const auto point = read_point(after_small_words(said), today_);
      const bool month = point && point->month && !point->day && !point->fixed;
      return month ? part_of_said(said, 2, *half) : std::nullopt;
    }
    const int parts = unit.is("trimestre") ? 4 : unit.is("semestre") ? 2 : 0;
    const auto index = parts > 0 ? rank->index_of(parts) : std::nullopt;
    return index ? part_of_year(said, parts, *index) : std::nullopt;
  }

  // T1 2017, S2 2016
  std::optional<SpokenPeriod> abbreviated() const {
    const int parts = tokens_[0].is("t") ? 4 : tokens_[0].is("s") ? 2 : 0;
    if (parts == 0 || tokens_.size() < 3 || !tokens_[1].is_day_number()) return std::nullopt;
    const auto index = Rank{tokens_[1].parts[0], 1}.index_of(parts);
    return index ? part_of_year(tokens_.subspan(2), parts, *index) : std::nullopt;
  }

  std::optional<SpokenPeriod> part_of_year(DateTokens said, int parts, int index) const {
    said = after_small_words(said);
    if (said.size() > 1 || (said.size() == 1 && !said[0].is_year())) return std::nullopt;
    const int size = kMonths / parts;
    return in_year(!said.empty(), said.empty() ? 0 : said[0].parts[0], [&](int year) {
      const int first = year * kMonths + index * size;
      return std::optional(months(first, first + size - 1));
    });
  }

  // saison 2016-2017, année scolaire 2016-2017: of schools, clubs and theatres, from September to August.
  std::optional<SpokenPeriod> season() const {
    constexpr int kSeptember = 8;
    DateTokens said = tokens_;
    if (said[0].is("annee") && said.size() > 1 && (said[1].is("scolaire") || said[1].is("universitaire"))) {
      said = said.subspan(2);
    } else if (said[0].is("saison")) {
      said = said.subspan(1);
    } else {
      return std::nullopt;
    }
    if (said.empty() || said[0].kind != DateToken::Kind::number) return std::nullopt;
    const int year = said[0].parts[0];
    const bool both = said.size() == 3 && said[0].is_year() && said[1].kind == DateToken::Kind::dash &&
                      said[2].is_year() && said[2].parts[0] == year + 1;
    const bool short_one = said.size() == 1 && said[0].count == 2 && said[0].digits[0] == 4 &&
                           said[0].parts[1] == (year + 1) % 100;  // 2016-17
    const bool one = said.size() == 1 && said[0].is_year();
    if (!both && !short_one && !one) return std::nullopt;
    const int first = year * kMonths + kSeptember;
    return closed(months(first, first + kMonths - 1));
  }

  // années trente; in figures it is a point
  std::optional<Days> decade(DateTokens said) const {
    if (said.size() < 2 || !said[0].is("annees")) return std::nullopt;
    if (said[1].kind == DateToken::Kind::number) {
      const auto point = read_point(said, today_);
      return point ? point->fixed : std::nullopt;
    }
    int tens = 0;
    if (said.size() == 2) {
      tens = count_of(said[1]).value_or(0);
    } else if (said[1].is("soixante") && said.back().is("dix")) {
      tens = 70;
    } else if (said[1].is("quatre") && said[2].kind != DateToken::Kind::number) {
      tens = said.back().is("dix") ? 90 : 80;
    }
    if (tens < 20 || tens > 90 || tens % 10 != 0) return std::nullopt;
    return Days{text::to_day({1900 + tens, 1, 1}), text::to_day({1909 + tens, 12, 31})};
  }

  // XXe siècle, 19e siècle, vingtième siècle
  static std::optional<Days> century(DateTokens said) {
    if (said.size() < 2 || !said.back().is("siecle")) return std::nullopt;
    said = said.first(said.size() - 1);
    int number = said.size() == 1 ? roman_rank(said[0]) : 0;
    if (const auto rank = rank_of(said); rank && rank->used == said.size()) number = rank->value;
    if (number < 10 || number > 21) return std::nullopt;
    return Days{text::to_day({100 * (number - 1) + 1, 1, 1}), text::to_day({100 * number, 12, 31})};
  }

  DateTokens tokens_;
  Day today_;
};

}  // namespace

std::optional<SpokenPeriod> read_part(DateTokens tokens, Day today) {
  return tokens.empty() ? std::nullopt : PartReader(tokens, today).run();
}

}  // namespace fonds::query
