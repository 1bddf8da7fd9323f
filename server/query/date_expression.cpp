// French and ISO date expressions.
//
// The folded text becomes a few tokens. A point is one named period; a range is two points, or one with a
// word such as "depuis". A point may leave things out: "le 3" in "du 3 au 5 avril 2017" borrows its month and
// year from the other end, and where no year is said the latest period that is not in the future is meant.
#include <algorithm>

#include "indexer/text/folding.h"
#include "server/query/characters.h"
#include "server/query/date_point.h"
#include "server/query/date_tokens.h"
#include "server/query/parser.h"
#include "server/query/spoken_date.h"

namespace fonds::query {
namespace {

// Longest expression read, in bytes: twice the longest sensible one.
constexpr std::size_t kMaxBytes = 120;

struct Range {
  std::optional<text::Day> first, last;
  std::optional<DateRange::EachYear> each_year = std::nullopt;
};

class ExpressionReader {
 public:
  explicit ExpressionReader(text::Day today) : today_(today), this_year_(text::to_date(today).year) {}

  std::optional<Range> run(DateTokens tokens) const {
    tokens = without_within(tokens);
    if (tokens.empty()) return std::nullopt;
    if (const auto days = written(tokens)) return Range{days->first, days->last, each_year(tokens)};
    if (const auto spoken = read_spoken(tokens, today_)) {
      const bool each_year = spoken->each_year && !is_this(tokens.front());
      return Range{spoken->first, spoken->last,
                   each_year ? std::optional(DateRange::EachYear{}) : std::nullopt};
    }
    if (const auto range = dotted(tokens)) return range;
    if (const auto range = open(tokens)) return range;
    if (tokens.front().is("entre"))
      return split(tokens.subspan(1), [](const DateToken& t) { return t.is("et"); });
    if (const auto range = months_in_a_row(tokens)) return range;
    return split(tokens, [](const DateToken& t) {
      return t.is("a") || t.is("au") || t.is("jusqu") || t.is("jusque") || t.kind == DateToken::Kind::dash;
    });
  }

 private:
  std::optional<Point> point(DateTokens tokens) const { return read_point(tokens, today_); }

  // courant 2017, au cours de l'été 2016: all of it.
  static DateTokens without_within(DateTokens tokens) {
    if (tokens.size() > 2 && tokens[0].is("au") && tokens[1].is("cours")) return tokens.subspan(2);
    const bool within = tokens.size() > 1 && (tokens[0].is("courant") || tokens[0].is("dans") ||
                                              tokens[0].is("durant") || tokens[0].is("pendant"));
    return within ? tokens.subspan(1) : tokens;
  }
  static bool is_this(const DateToken& token) {
    return token.is("ce") || token.is("cet") || token.is("cette");
  }

  std::optional<Days> written(DateTokens tokens) const {
    const auto read = point(tokens);
    return read ? resolve(*read) : std::nullopt;
  }

  // A point, or a period as it is said that ends: depuis Noël 2016, avant fin mars 2017.
  std::optional<Days> period(DateTokens tokens) const {
    if (const auto days = written(tokens)) return days;
    const auto spoken = read_spoken(tokens, today_);
    return spoken && spoken->last ? std::optional(Days{spoken->first, *spoken->last}) : std::nullopt;
  }

  std::optional<DateRange::EachYear> each_year(DateTokens tokens) const {
    const auto read = point(tokens);
    if (!read || read->has_year()) return std::nullopt;
    if (read->season) return is_this(tokens.front()) ? std::nullopt : std::optional(DateRange::EachYear{});
    if (!read->month) return std::nullopt;
    return DateRange::EachYear{*read->month, read->day};
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
  std::optional<Range> dotted(DateTokens tokens) const {
    const auto dots = std::find_if(tokens.begin(), tokens.end(),
                                   [](const DateToken& t) { return t.kind == DateToken::Kind::dots; });
    if (dots == tokens.end()) return std::nullopt;
    const auto at = static_cast<std::size_t>(dots - tokens.begin());
    const DateTokens left = tokens.first(at);
    const DateTokens right = tokens.subspan(at + 1);
    if (!left.empty() && !right.empty()) return between(left, right);
    const auto days = period(left.empty() ? right : left);
    if (!days) return std::nullopt;
    return left.empty() ? Range{std::nullopt, days->last} : Range{days->first, std::nullopt};
  }

  // depuis 2016, avant mars 2014, après 2015, jusqu'en 2015
  std::optional<Range> open(DateTokens tokens) const {
    const DateToken& word = tokens.front();
    DateTokens rest = tokens.subspan(1);
    if (word.is("a") && rest.size() > 1 && (rest[0].is("partir") || rest[0].is("compter"))) {
      rest = rest.subspan(1);
    } else if (!word.is("depuis") && !word.is("des") && !word.is("avant") && !word.is("apres") &&
               !word.is("jusqu") && !word.is("jusque")) {
      return std::nullopt;
    }
    const auto days = period(rest);
    if (word.is("avant")) return days ? std::optional(Range{std::nullopt, days->first - 1}) : std::nullopt;
    if (word.is("apres")) {
      const bool more = days && days->last < text::to_day({kLastYear, 12, 31});
      return more ? std::optional(Range{days->last + 1, std::nullopt}) : std::nullopt;
    }
    if (word.is("jusqu") || word.is("jusque")) {
      return days ? std::optional(Range{std::nullopt, days->last}) : std::nullopt;
    }
    if (days) return Range{days->first, std::nullopt};
    return split(rest, [](const DateToken& t) { return t.is("jusqu") || t.is("jusque"); });
  }

  // Two points around the first connecting word that leaves one on either side.
  template <typename Connects>
  std::optional<Range> split(DateTokens tokens, Connects connects) const {
    for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
      if (!connects(tokens[i])) continue;
      if (auto range = between(tokens.first(i), tokens.subspan(i + 1))) return range;
    }
    return std::nullopt;
  }

  std::optional<Range> between(DateTokens left, DateTokens right) const {
    auto from = point(left);
    auto to = point(right);
    if (!from || !to) return between_spoken(left, right);
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

  // de Noël 2016 à Pâques 2017. Both say their year, or neither does.
  std::optional<Range> between_spoken(DateTokens left, DateTokens right) const {
    const auto from = with_year(left);
    const auto to = with_year(right);
    return from && to && from->first <= to->last ? std::optional(Range{from->first, to->last}) : std::nullopt;
  }
  std::optional<Days> with_year(DateTokens tokens) const {
    if (const auto read = point(tokens)) return read->has_year() ? resolve(*read) : std::nullopt;
    const auto spoken = read_spoken(tokens, today_);
    return spoken && spoken->last && !spoken->each_year ? std::optional(Days{spoken->first, *spoken->last})
                                                        : std::nullopt;
  }

  // mars et avril 2016, 3 et 4 avril 2016, 2016 et 2017: nothing lies between them.
  std::optional<Range> months_in_a_row(DateTokens tokens) const {
    const auto found =
        std::find_if(tokens.begin(), tokens.end(), [](const DateToken& t) { return t.is("et"); });
    const auto at = static_cast<std::size_t>(found - tokens.begin());
    if (at == 0 || at + 1 >= tokens.size()) return std::nullopt;
    const auto left = point(tokens.first(at));
    const auto right = point(tokens.subspan(at + 1));
    const auto range = left && right ? between(tokens.first(at), tokens.subspan(at + 1)) : std::nullopt;
    if (!range || !range->first || !range->last) return std::nullopt;
    const text::Date first = text::to_date(*range->first);
    const text::Date last = text::to_date(*range->last);
    if (left->day && right->day) return *range->last == *range->first + 1 ? range : std::nullopt;
    if (left->day || right->day || left->season || right->season || left->fixed || right->fixed)
      return std::nullopt;
    if (left->month && right->month)
      return 12 * first.year + first.month + 1 == 12 * last.year + last.month ? range : std::nullopt;
    return !left->month && !right->month && first.year + 1 == last.year ? range : std::nullopt;
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

std::optional<std::pair<text::Day, text::Day>> days_in_year(const DateRange& range, int year) {
  if (!range.each_year || year < kFirstYear || year > kLastYear) return std::nullopt;
  // What is of every year becomes that of one by naming it.
  std::string digits = std::to_string(year);
  digits.insert(0, 4 - digits.size(), '0');
  const auto of_year = parse_date_range(range.text + ' ' + digits, text::to_day({year, 12, 31}));
  if (!of_year || !of_year->first || !of_year->last || of_year->each_year) return std::nullopt;
  return std::pair(*of_year->first, *of_year->last);
}

std::optional<DateRange> parse_date_range(std::string_view text, text::Day today) {
  if (text.size() > kMaxBytes) return std::nullopt;
  std::string clean = clean_quotation(text);
  const std::string folded = text::fold(clean);
  std::optional<Range> range;
  if (const auto tokens = scan_date(folded)) range = ExpressionReader(today).run(*tokens);
  if (!range) {
    const auto day = text::parse_iso(clean);  // a date-time
    if (!day) return std::nullopt;
    range = Range{day, day};
  }
  return DateRange{range->first, range->last, std::move(clean), range->each_year};
}

}  // namespace fonds::query
