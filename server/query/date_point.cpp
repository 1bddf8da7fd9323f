#include "server/query/date_point.h"

#include <algorithm>
#include <array>
#include <string>

namespace fonds::query {
namespace {

// 3/4/17 is in this century unless that is more than so many years ahead of today.
constexpr int kTwoDigitYearsAhead = 10;

// The vocabulary is folded: no accents, lower case.

std::optional<int> month_named(std::string_view word) {
  struct Name {
    std::string_view full;
    std::size_t shortest;  // letters of its shortest abbreviation
  };
  constexpr std::array<Name, 12> kMonths{{{"janvier", 3},
                                          {"fevrier", 3},
                                          {"mars", 4},
                                          {"avril", 3},
                                          {"mai", 3},
                                          {"juin", 4},
                                          {"juillet", 4},
                                          {"aout", 4},
                                          {"septembre", 3},
                                          {"octobre", 3},
                                          {"novembre", 3},
                                          {"decembre", 3}}};
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (word.size() >= kMonths[i].shortest && kMonths[i].full.substr(0, word.size()) == word) {
      return static_cast<int>(i) + 1;
    }
  }
  return std::nullopt;
}

std::optional<Season> season_named(std::string_view word) {
  if (word == "printemps") return Season::spring;
  if (word == "ete") return Season::summer;
  if (word == "automne") return Season::autumn;
  if (word == "hiver") return Season::winter;
  return std::nullopt;
}

template <std::size_t N>
bool is_one_of(const DateToken& token, const std::array<std::string_view, N>& words) {
  return token.kind == DateToken::Kind::word &&
         std::find(words.begin(), words.end(), token.word) != words.end();
}

constexpr std::array<std::string_view, 7> kWeekdays{"lundi",    "mardi",  "mercredi", "jeudi",
                                                    "vendredi", "samedi", "dimanche"};
// Small words in front of a point: le 5 avril, en 2017, au mois de mars, l'ete 2017, cet hiver.
constexpr std::array<std::string_view, 14> kArticles{"le", "la", "les", "l",    "en", "au",  "a",
                                                     "du", "de", "d",   "mois", "ce", "cet", "cette"};
constexpr std::array<std::string_view, 2> kYearWords{"an", "annee"};

Days days_of_month(int year, int month) {
  return {text::to_day({year, month, 1}), text::to_day({year, month, text::days_in_month(year, month)})};
}
Days days_of_months(int year, int month, int last_year, int last_month) {
  return {days_of_month(year, month).first, days_of_month(last_year, last_month).last};
}
Days days_of_years(int first, int last) {
  return {text::to_day({first, 1, 1}), text::to_day({last, 12, 31})};
}

// The meteorological seasons: whole months. The winter of a year begins in its December.
std::optional<Days> days_of_season(Season season, int year) {
  switch (season) {
    case Season::spring:
      return days_of_months(year, 3, year, 5);
    case Season::summer:
      return days_of_months(year, 6, year, 8);
    case Season::autumn:
      return days_of_months(year, 9, year, 11);
    case Season::winter:
      if (year < kLastYear) return days_of_months(year, 12, year + 1, 2);
  }
  return std::nullopt;
}

// Points relative to today, as folded words without the articles.
std::optional<Days> relative_days(const std::string& words, text::Day today) {
  const text::Date date = text::to_date(today);
  const auto [year, month, day] = date;
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  const text::Day monday = today - (((today + 3) % 7) + 7) % 7;
  if (words == "aujourd hui" || words == "aujourdhui" || words == "ce jour") return Days{today, today};
  if (words == "hier") return Days{today - 1, today - 1};
  if (words == "avant hier") return Days{today - 2, today - 2};
  if (words == "cette semaine") return Days{monday, monday + 6};
  if (words == "semaine derniere" || words == "semaine passee") return Days{monday - 7, monday - 1};
  if (words == "ce mois" || words == "ce mois ci") return days_of_month(year, month);
  if (words == "mois dernier" || words == "mois passe") {
    return month == 1 ? days_of_month(year - 1, 12) : days_of_month(year, month - 1);
  }
  if (words == "cette annee") return days_of_years(year, year);
  if (words == "annee derniere" || words == "annee passee" || words == "an dernier" || words == "an passe") {
    return days_of_years(year - 1, year - 1);
  }
  return std::nullopt;
}

class PointReader {
 public:
  PointReader(DateTokens tokens, text::Day today) : tokens_(tokens), today_(today) {}

  // nullopt unless the tokens are one point from end to end.
  std::optional<Point> run() {
    if (auto days = relative_days(words(), today_)) {
      Point point;
      point.fixed = days;
      return point;
    }
    while (at_ < tokens_.size() && is_one_of(tokens_[at_], kArticles)) ++at_;
    auto point = read();
    return point && at_ == tokens_.size() ? point : std::nullopt;
  }

 private:
  bool more() const { return at_ < tokens_.size(); }
  const DateToken& token() const { return tokens_[at_]; }

  // All the words, without a leading article; empty where there are numbers.
  std::string words() const {
    std::string out;
    for (const DateToken& t : tokens_) {
      if (t.kind == DateToken::Kind::dash) continue;
      if (t.kind != DateToken::Kind::word) return {};
      const bool article = out.empty() && (t.is("l") || t.is("le") || t.is("la") || t.is("en"));
      if (article) continue;
      if (!out.empty()) out += ' ';
      out += t.word;
    }
    return out;
  }

  std::optional<Point> read() {
    if (more() && is_one_of(token(), kWeekdays)) {
      ++at_;
      if (!more() || !(token().kind == DateToken::Kind::number || token().is("premier"))) return std::nullopt;
    }
    if (!more()) return std::nullopt;
    if (token().kind == DateToken::Kind::number) return number();
    if (token().kind != DateToken::Kind::word) return std::nullopt;
    if (token().is("annees")) return decade();
    if (is_one_of(token(), kYearWords)) {
      ++at_;
      return more() && token().is_year() ? number() : std::nullopt;
    }
    Point point;
    if (token().is("premier")) {
      ++at_;
      point.day = 1;
      return month(point) ? std::optional(point) : std::nullopt;
    }
    if (const auto season = season_named(token().word)) return season_of_year(*season);
    return month(point) ? std::optional(point) : std::nullopt;
  }

  // A month and perhaps its year.
  bool month(Point& point) {
    if (!more() || token().kind != DateToken::Kind::word) return false;
    point.month = month_named(token().word);
    if (!point.month) return false;
    ++at_;
    year(point);
    return true;
  }

  void year(Point& point) {
    const bool dash = more() && token().kind == DateToken::Kind::dash;  // 5-avril-2017
    const std::size_t at = at_ + (dash ? 1 : 0);
    if (at >= tokens_.size() || !tokens_[at].is_year()) return;
    point.year = tokens_[at].parts[0];
    at_ = at + 1;
  }

  std::optional<Point> season_of_year(Season season) {
    ++at_;
    Point point;
    point.season = season;
    year(point);
    if (season != Season::winter || !point.year) return point;
    // "hiver 2016" begins in its December, as "hiver 2016-2017" does.
    if (at_ + 1 >= tokens_.size() || tokens_[at_].kind != DateToken::Kind::dash) return point;
    const DateToken& next = tokens_[at_ + 1];
    if (!next.is_year() || next.parts[0] != *point.year + 1) return std::nullopt;
    at_ += 2;
    return point;
  }

  // les années 2010, les années 90
  std::optional<Point> decade() {
    ++at_;
    if (!more() || token().kind != DateToken::Kind::number || token().count != 1) return std::nullopt;
    int year = token().parts[0];
    if (token().digits[0] == 2) {
      // A decade that has not begun is that of the last century.
      year += 2000 + year <= text::to_date(today_).year ? 2000 : 1900;
    } else if (!token().is_year()) {
      return std::nullopt;
    }
    if (year % 10 != 0) return std::nullopt;
    ++at_;
    Point point;
    point.fixed = days_of_years(year, year + 9);
    return point;
  }

  int century_of(int two_digits) const {
    return 2000 + two_digits <= text::to_date(today_).year + kTwoDigitYearsAhead ? 2000 : 1900;
  }

  std::optional<Point> number() {
    const DateToken& t = tokens_[at_++];
    Point point;
    switch (t.count) {
      case 3:
        return numeric_day(t);
      case 2:
        return numeric_month(t);
      default:
        break;
    }
    if (t.is_year()) {
      point.year = t.parts[0];
      return point;
    }
    if (t.digits[0] == 8) {  // 20170405
      return complete(t.parts[0] / 10000, t.parts[0] / 100 % 100, t.parts[0] % 100);
    }
    if (!t.is_day_number()) return std::nullopt;
    point.day = t.parts[0];
    if (more() && token().is("er")) {
      if (*point.day != 1) return std::nullopt;
      ++at_;
    }
    if (!more()) return point;
    if (token().kind == DateToken::Kind::dash) ++at_;
    return month(point) ? std::optional(point) : std::nullopt;
  }

  std::optional<Point> numeric_day(const DateToken& t) const {
    if (t.digits[0] == 4 && t.digits[1] <= 2 && t.digits[2] <= 2)
      return complete(t.parts[0], t.parts[1], t.parts[2]);
    if (t.digits[0] > 2 || t.digits[1] > 2) return std::nullopt;
    if (t.digits[2] == 4) return complete(t.parts[2], t.parts[1], t.parts[0]);
    if (t.digits[2] == 2) return complete(century_of(t.parts[2]) + t.parts[2], t.parts[1], t.parts[0]);
    return std::nullopt;
  }

  // 2017-04, 4/2017; 3/4 is the third of April
  static std::optional<Point> numeric_month(const DateToken& t) {
    Point point;
    if (t.digits[0] == 4 && t.digits[1] <= 2) {
      point.year = t.parts[0];
      point.month = t.parts[1];
    } else if (t.digits[0] <= 2 && t.digits[1] == 4) {
      point.year = t.parts[1];
      point.month = t.parts[0];
    } else if (t.digits[0] <= 2 && t.digits[1] <= 2) {
      point.day = t.parts[0];
      point.month = t.parts[1];
    } else {
      return std::nullopt;
    }
    return point;
  }

  static std::optional<Point> complete(int year, int month, int day) {
    Point point;
    point.year = year;
    point.month = month;
    point.day = day;
    return point;
  }

  DateTokens tokens_;
  text::Day today_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Point> read_point(DateTokens tokens, text::Day today) {
  return PointReader(tokens, today).run();
}

std::optional<Days> days_in(const Point& point, int year) {
  if (point.fixed) return point.fixed;
  if (year < kFirstYear || year > kLastYear) return std::nullopt;
  if (point.season) return days_of_season(*point.season, year);
  if (point.day) {
    if (!point.month) return std::nullopt;
    const text::Date date{year, *point.month, *point.day};
    if (!text::is_valid(date)) return std::nullopt;
    return Days{text::to_day(date), text::to_day(date)};
  }
  if (point.month)
    return *point.month >= 1 && *point.month <= 12 ? std::optional(days_of_month(year, *point.month))
                                                   : std::nullopt;
  return days_of_years(year, year);
}

}  // namespace fonds::query
