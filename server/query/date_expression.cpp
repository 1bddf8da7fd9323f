// French and ISO date expressions.
//
// The folded text becomes a few tokens (numbers with their separators, words, dashes, dots). A point is one
// named period: a day, a month, a season, a year, a decade. A range is two points, or one with a word such as
// "depuis". A point may leave things out: "le 3" in "du 3 au 5 avril 2017" borrows its month and year from
// the other end, and where no year is said the latest period that is not in the future is meant.
#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "indexer/text/folding.h"
#include "server/query/characters.h"
#include "server/query/parser.h"

namespace fonds::query {
namespace {

// Longest expression read, in bytes and in tokens: the longest sensible one has half of that.
constexpr std::size_t kMaxBytes = 120;
constexpr std::size_t kMaxTokens = 24;

// A year is written with four digits; it is not for a query language to doubt the archive's age.
constexpr int kFirstYear = 1000;
constexpr int kLastYear = 9999;

// 3/4/17 is in this century unless that is more than so many years ahead of today.
constexpr int kTwoDigitYearsAhead = 10;

// How far back a date without a year is looked for: 29 February comes every eight years at worst.
constexpr int kYearsBack = 8;

struct Token {
  enum class Kind { number, word, dash, dots } kind = Kind::word;
  std::string_view word;
  // Of a number: the parts of 2017-04-05 or 3/4/2017, and how many digits each has.
  std::array<int, 3> parts{};
  std::array<std::size_t, 3> digits{};
  std::size_t count = 0;
  char separator = 0;

  bool is(std::string_view text) const { return kind == Kind::word && word == text; }
  bool is_year() const {
    return kind == Kind::number && count == 1 && digits[0] == 4 && parts[0] >= kFirstYear &&
           parts[0] <= kLastYear;
  }
  bool is_day_number() const { return kind == Kind::number && count == 1 && digits[0] <= 2; }
};
using Tokens = std::span<const Token>;

struct Days {
  text::Day first = 0, last = 0;
};

enum class Season { spring, summer, autumn, winter };

// One end of a range, as far as it was said.
struct Point {
  std::optional<int> year, month, day;
  std::optional<Season> season;
  std::optional<Days> fixed;  // all is said: a decade, yesterday

  bool has_year() const { return year.has_value() || fixed.has_value(); }
  bool day_only() const { return day && !month && !fixed; }
};

bool is_digit_char(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter_char(char c) {
  return c >= 'a' && c <= 'z';
}

// ---- tokens ----

class Scanner {
 public:
  explicit Scanner(std::string_view folded) : text_(folded) {}

  // nullopt where a character belongs to no date.
  std::optional<std::vector<Token>> run() {
    while (at_ < text_.size()) {
      if (tokens_.size() >= kMaxTokens || !step()) return std::nullopt;
    }
    return std::move(tokens_);
  }

 private:
  bool step() {
    const char c = text_[at_];
    if (is_digit_char(c)) return number();
    if (is_letter_char(c)) {
      Token token;
      token.word = take(is_letter_char);
      tokens_.push_back(token);
      return true;
    }
    if (c == '.') {
      const auto dots = take([](char d) { return d == '.'; });
      if (dots.size() > 1) push(Token::Kind::dots);  // a single one ends an abbreviation
      return true;
    }
    ++at_;
    if (c == '-') push(Token::Kind::dash);
    return c == '-' || c == ' ' || c == '\'' || c == ',';
  }

  bool number() {
    Token token;
    token.kind = Token::Kind::number;
    while (token.count < token.parts.size()) {
      const auto digits = take(is_digit_char);
      if (digits.size() > 8) return false;
      std::from_chars(digits.data(), digits.data() + digits.size(), token.parts[token.count]);
      token.digits[token.count++] = digits.size();
      if (at_ + 1 >= text_.size() || !is_digit_char(text_[at_ + 1])) break;
      const char c = text_[at_];
      if (c != '-' && c != '/' && c != '.') break;
      if (token.separator != 0 && c != token.separator) break;
      if (token.count == token.parts.size()) break;
      token.separator = c;
      ++at_;
    }
    // 2015-2017, 2016/2017 and the 3-5 of 3-5 avril are two numbers.
    const bool years = token.count == 2 && token.digits[0] == 4 && token.digits[1] == 4;
    const bool days =
        token.count == 2 && token.digits[0] <= 2 && token.digits[1] <= 2 && token.separator == '-';
    if (years || days) {
      Token second = token;
      second.parts[0] = token.parts[1];
      second.digits[0] = token.digits[1];
      token.count = second.count = 1;
      tokens_.push_back(token);
      push(Token::Kind::dash);
      token = second;
    }
    tokens_.push_back(token);
    return true;
  }

  void push(Token::Kind kind) {
    Token token;
    token.kind = kind;
    tokens_.push_back(token);
  }

  template <typename Condition>
  std::string_view take(Condition belongs) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

// ---- vocabulary, folded ----

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
bool is_one_of(const Token& token, const std::array<std::string_view, N>& words) {
  return token.kind == Token::Kind::word && std::find(words.begin(), words.end(), token.word) != words.end();
}

constexpr std::array<std::string_view, 7> kWeekdays{"lundi",    "mardi",  "mercredi", "jeudi",
                                                    "vendredi", "samedi", "dimanche"};
// Small words in front of a point: le 5 avril, en 2017, au mois de mars, l'ete 2017, cet hiver.
constexpr std::array<std::string_view, 14> kArticles{"le", "la", "les", "l",    "en", "au",  "a",
                                                     "du", "de", "d",   "mois", "ce", "cet", "cette"};
constexpr std::array<std::string_view, 2> kYearWords{"an", "annee"};

// ---- points ----

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

// Points relative to today, as folded words without the articles.
std::optional<Days> relative_days(const std::string& words, text::Day today) {
  const text::Date date = text::to_date(today);
  const auto [year, month, day] = date;
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  const text::Day monday = today - (((today + 3) % 7) + 7) % 7;
  if (words == "aujourd hui" || words == "aujourdhui" || words == "jour") return Days{today, today};
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
  PointReader(Tokens tokens, text::Day today) : tokens_(tokens), today_(today) {}

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
  const Token& token() const { return tokens_[at_]; }

  // All the words, without a leading article; empty where there are numbers.
  std::string words() const {
    std::string out;
    for (const Token& t : tokens_) {
      if (t.kind == Token::Kind::dash) continue;
      if (t.kind != Token::Kind::word) return {};
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
      if (!more() || !(token().kind == Token::Kind::number || token().is("premier"))) return std::nullopt;
    }
    if (!more()) return std::nullopt;
    if (token().kind == Token::Kind::number) return number();
    if (token().kind != Token::Kind::word) return std::nullopt;
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
    if (!more() || token().kind != Token::Kind::word) return false;
    point.month = month_named(token().word);
    if (!point.month) return false;
    ++at_;
    year(point);
    return true;
  }

  void year(Point& point) {
    const bool dash = more() && token().kind == Token::Kind::dash;  // 5-avril-2017
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
    // "hiver 2016" may be either end of a year; "hiver 2016-2017" is one winter.
    if (at_ + 1 >= tokens_.size() || tokens_[at_].kind != Token::Kind::dash) return std::nullopt;
    const Token& next = tokens_[at_ + 1];
    if (!next.is_year() || next.parts[0] != *point.year + 1) return std::nullopt;
    at_ += 2;
    return point;
  }

  // les années 2010, les années 90
  std::optional<Point> decade() {
    ++at_;
    if (!more() || token().kind != Token::Kind::number || token().count != 1) return std::nullopt;
    int year = token().parts[0];
    if (token().digits[0] == 2) {
      year = century_of(year) + year;
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
    const Token& t = tokens_[at_++];
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
    if (token().kind == Token::Kind::dash) ++at_;
    return month(point) ? std::optional(point) : std::nullopt;
  }

  std::optional<Point> numeric_day(const Token& t) const {
    if (t.digits[0] == 4 && t.digits[1] <= 2 && t.digits[2] <= 2)
      return complete(t.parts[0], t.parts[1], t.parts[2]);
    if (t.digits[0] > 2 || t.digits[1] > 2) return std::nullopt;
    if (t.digits[2] == 4) return complete(t.parts[2], t.parts[1], t.parts[0]);
    if (t.digits[2] == 2) return complete(century_of(t.parts[2]) + t.parts[2], t.parts[1], t.parts[0]);
    return std::nullopt;
  }

  // 2017-04, 4/2017; 3/4 is the third of April
  static std::optional<Point> numeric_month(const Token& t) {
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

  Tokens tokens_;
  text::Day today_;
  std::size_t at_ = 0;
};

// ---- expressions ----

struct Range {
  std::optional<text::Day> first, last;
};

class ExpressionReader {
 public:
  explicit ExpressionReader(text::Day today) : today_(today), this_year_(text::to_date(today).year) {}

  std::optional<Range> run(Tokens tokens) const {
    if (tokens.empty()) return std::nullopt;
    if (const auto days = period(tokens)) return Range{days->first, days->last};
    if (const auto range = dotted(tokens)) return range;
    if (const auto range = open(tokens)) return range;
    if (tokens.front().is("entre"))
      return split(tokens.subspan(1), [](const Token& t) { return t.is("et"); });
    return split(tokens, [](const Token& t) {
      return t.is("a") || t.is("au") || t.is("jusqu") || t.is("jusque") || t.kind == Token::Kind::dash;
    });
  }

 private:
  std::optional<Point> point(Tokens tokens) const { return PointReader(tokens, today_).run(); }

  std::optional<Days> period(Tokens tokens) const {
    const auto read = point(tokens);
    return read ? resolve(*read) : std::nullopt;
  }

  // Without a year, the latest that has begun.
  std::optional<Days> resolve(const Point& read) const {
    if (read.has_year()) return days_in(read, read.year.value_or(0));
    for (int year = this_year_; year >= this_year_ - kYearsBack; --year) {
      if (const auto days = days_in(read, year); days && days->first <= today_) return days;
    }
    return std::nullopt;
  }

  // 2015..2017, 2015.., ..2017
  std::optional<Range> dotted(Tokens tokens) const {
    const auto dots = std::find_if(tokens.begin(), tokens.end(),
                                   [](const Token& t) { return t.kind == Token::Kind::dots; });
    if (dots == tokens.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(dots - tokens.begin());
    const Tokens left = tokens.first(at);
    const Tokens right = tokens.subspan(at + 1);
    if (!left.empty() && !right.empty()) return between(left, right);
    const auto days = period(left.empty() ? right : left);
    if (!days) return std::nullopt;
    return left.empty() ? Range{std::nullopt, days->last} : Range{days->first, std::nullopt};
  }

  // depuis 2016, avant mars 2014, après 2015, jusqu'en 2015
  std::optional<Range> open(Tokens tokens) const {
    const Token& word = tokens.front();
    Tokens rest = tokens.subspan(1);
    if (word.is("a") && rest.size() > 1 && (rest[0].is("partir") || rest[0].is("compter"))) {
      rest = rest.subspan(1);
    } else if (!word.is("depuis") && !word.is("des") && !word.is("avant") && !word.is("apres") &&
               !word.is("jusqu") && !word.is("jusque")) {
      return std::nullopt;
    }
    const auto days = period(rest);
    if (word.is("avant")) return days ? std::optional(Range{std::nullopt, days->first - 1}) : std::nullopt;
    if (word.is("apres")) return days ? std::optional(Range{days->last + 1, std::nullopt}) : std::nullopt;
    if (word.is("jusqu") || word.is("jusque")) {
      return days ? std::optional(Range{std::nullopt, days->last}) : std::nullopt;
    }
    if (days) return Range{days->first, std::nullopt};
    return split(rest, [](const Token& t) { return t.is("jusqu") || t.is("jusque"); });
  }

  // Two points around the first connecting word that leaves one on either side.
  template <typename Connects>
  std::optional<Range> split(Tokens tokens, Connects connects) const {
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      if (!connects(tokens[i])) continue;
      if (auto range = between(tokens.first(i), tokens.subspan(i + 1))) return range;
    }
    return std::nullopt;
  }

  std::optional<Range> between(Tokens left, Tokens right) const {
    auto from = point(left);
    auto to = point(right);
    if (!from || !to) return std::nullopt;
    if (from->day_only() || to->day_only()) {
      Point& lacking = from->day_only() ? *from : *to;
      const Point& other = from->day_only() ? *to : *from;
      lacking.month = other.month;
      lacking.year = other.year;
      // "du 5 au 3 avril" may be a slip or a month left out: not for us to guess.
      if (!lacking.month || !other.day || *from->day > *to->day) return std::nullopt;
    }
    return resolve(*from, *to);
  }

  std::optional<Range> resolve(const Point& from, const Point& to) const {
    if (from.has_year() && to.has_year()) {
      const auto a = days_in(from, from.year.value_or(0));
      const auto b = days_in(to, to.year.value_or(0));
      if (!a || !b) return std::nullopt;
      // Both ends are said in full, so there is no doubt about a reversed range.
      return Range{std::min(a->first, b->first), std::max(a->last, b->last)};
    }
    if (to.has_year()) return ending_in(from, to, to.fixed ? text::to_date(to.fixed->first).year : *to.year);
    if (from.has_year()) {
      const int year = from.fixed ? text::to_date(from.fixed->first).year : *from.year;
      const auto a = days_in(from, year);
      for (int i = 0; a && i <= 1; ++i) {
        const auto b = days_in(to, year + i);
        if (!b) return std::nullopt;
        if (b->first >= a->first) return Range{a->first, b->last};
      }
      return std::nullopt;
    }
    for (int year = this_year_ + 1; year >= this_year_ - kYearsBack; --year) {
      const auto range = ending_in(from, to, year);
      if (range && *range->first <= today_) return range;
    }
    return std::nullopt;
  }

  // "du 30 décembre au 2 janvier 2017" began the year before.
  static std::optional<Range> ending_in(const Point& from, const Point& to, int year) {
    const auto b = days_in(to, year);
    for (int i = 0; b && i <= 1; ++i) {
      const auto a = days_in(from, year - i);
      if (!a) return std::nullopt;
      if (a->first <= b->first) return Range{a->first, b->last};
    }
    return std::nullopt;
  }

  text::Day today_;
  int this_year_;
};

}  // namespace

std::optional<DateRange> parse_date_range(std::string_view text, text::Day today) {
  if (text.size() > kMaxBytes) return std::nullopt;
  std::string clean = clean_quotation(text);
  const std::string folded = text::fold(clean);
  std::optional<Range> range;
  if (const auto tokens = Scanner(folded).run()) range = ExpressionReader(today).run(*tokens);
  if (!range) {
    const auto day = text::parse_iso(clean);  // a date-time
    if (!day) return std::nullopt;
    range = Range{day, day};
  }
  return DateRange{range->first, range->last, std::move(clean)};
}

}  // namespace fonds::query
