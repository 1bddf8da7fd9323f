// Idea: the text is folded and cut into numbers, words and signs; at each of these a few shapes of a date are
// tried, and behind a date that exists on the calendar a time and a zone.
#include "indexer/archive/written_date.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/text/ascii.h"
#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

constexpr std::size_t kMaxBytes = 200;
// 10 digits: seconds from 2001 to 2286; 13: milliseconds.
constexpr std::size_t kEpochSecondsDigits = 10, kEpochMillisecondsDigits = 13;

struct Piece {
  enum class Kind : std::uint8_t { number, word, sign } kind = Kind::sign;
  std::string_view text;
};

std::vector<Piece> pieces_of(std::string_view folded) {
  std::vector<Piece> pieces;
  for (std::size_t begin = 0; begin < folded.size();) {
    std::size_t end = begin + 1;
    Piece::Kind kind = Piece::Kind::sign;
    if (text::is_ascii_digit(folded[begin])) {
      kind = Piece::Kind::number;
      while (end < folded.size() && text::is_ascii_digit(folded[end])) ++end;
    } else if (text::is_ascii_letter(folded[begin])) {
      kind = Piece::Kind::word;
      while (end < folded.size() && text::is_ascii_letter(folded[end])) ++end;
    }
    if (folded[begin] != ' ') pieces.push_back({kind, folded.substr(begin, end - begin)});
    begin = end;
  }
  return pieces;
}

// French and English names, whole or cut to three letters or more ("janv", "sept"); 0 = no month. "juin" and
// "juil" differ in the fourth letter, "jun" and "jul" are English only.
int month_named(std::string_view word) {
  constexpr std::array<std::array<std::string_view, 2>, 12> kNames = {{{"janvier", "january"},
                                                                       {"fevrier", "february"},
                                                                       {"mars", "march"},
                                                                       {"avril", "april"},
                                                                       {"mai", "may"},
                                                                       {"juin", "june"},
                                                                       {"juillet", "july"},
                                                                       {"aout", "august"},
                                                                       {"septembre", "september"},
                                                                       {"octobre", "october"},
                                                                       {"novembre", "november"},
                                                                       {"decembre", "december"}}};
  if (word.size() < 3 || word == "jui") return 0;
  for (std::size_t month = 0; month < kNames.size(); ++month) {
    for (const std::string_view name : kNames[month]) {
      if (name.starts_with(word)) return static_cast<int>(month) + 1;
    }
  }
  return 0;
}

struct Written {
  text::Date date;
  std::size_t end = 0;  // the piece behind it
};

class DateReader {
 public:
  explicit DateReader(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  std::string first() const {
    for (std::size_t at = 0; at < pieces_.size(); ++at) {
      for (const auto shape : {&DateReader::year_first, &DateReader::day_first, &DateReader::compact,
                               &DateReader::day_month_name, &DateReader::month_name_day}) {
        const std::optional<Written> written = (this->*shape)(at);
        if (written && text::is_valid(written->date)) return iso(written->date) + time_at(written->end);
      }
      if (std::string instant = since_epoch(at); !instant.empty()) return instant;
    }
    return {};
  }

 private:
  static std::string two_digits(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }
  static std::string iso(const text::Date& date) { return text::iso(text::to_day(date)); }

  bool is_sign(std::size_t at, std::string_view signs) const {
    return at < pieces_.size() && pieces_[at].kind == Piece::Kind::sign &&
           signs.find(pieces_[at].text) != std::string_view::npos;
  }
  std::string_view word(std::size_t at) const {
    return at < pieces_.size() && pieces_[at].kind == Piece::Kind::word ? pieces_[at].text
                                                                        : std::string_view();
  }
  // A number of so many digits.
  std::optional<int> number(std::size_t at, std::size_t least, std::size_t most) const {
    if (at >= pieces_.size() || pieces_[at].kind != Piece::Kind::number) return std::nullopt;
    const std::string_view digits = pieces_[at].text;
    if (digits.size() < least || digits.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
  }
  std::optional<int> year(std::size_t at) const { return number(at, 4, 4); }

  // 2013-3-5, 2013/03/05, 2013.03.05
  std::optional<Written> year_first(std::size_t at) const {
    const auto y = year(at), m = number(at + 2, 1, 2), d = number(at + 4, 1, 2);
    if (!y || !m || !d || !is_sign(at + 1, "-/.") || !is_sign(at + 3, "-/.")) return std::nullopt;
    // "-0001-11-30" is a database's zero, too.
    if (at == 1 && is_sign(0, "-")) return std::nullopt;
    return Written{{*y, *m, *d}, at + 5};
  }
  // 05/03/2013; where that is no date, 03/25/2013 is read as Americans write it.
  std::optional<Written> day_first(std::size_t at) const {
    const auto d = number(at, 1, 2), m = number(at + 2, 1, 2), y = year(at + 4);
    if (!y || !m || !d || !is_sign(at + 1, "-/.") || !is_sign(at + 3, "-/.")) return std::nullopt;
    if (*m > 12) return Written{{*y, *d, *m}, at + 5};
    return Written{{*y, *m, *d}, at + 5};
  }
  // 20130305
  std::optional<Written> compact(std::size_t at) const {
    const auto all = number(at, 8, 8);
    if (!all) return std::nullopt;
    return Written{{*all / 10'000, *all / 100 % 100, *all % 100}, at + 1};
  }
  // 5 mars 2013, 1er mars 2013, 5th March, 2013, 05-Mar-2013
  std::optional<Written> day_month_name(std::size_t at) const {
    const auto d = number(at, 1, 2);
    if (!d) return std::nullopt;
    std::size_t next = behind_ordinal(at + 1);
    const bool dashes = is_sign(next, "-");
    if (dashes || is_sign(next, ".") || word(next) == "of") ++next;
    const int m = month_named(word(next));
    if (m == 0) return std::nullopt;
    ++next;
    // "30 Nov -0001" is a database's zero.
    while (is_sign(next, dashes ? "-" : ".,")) ++next;
    const auto y = year(next);
    if (!y) return std::nullopt;
    return Written{{*y, m, *d}, next + 1};
  }
  // March 5, 2013
  std::optional<Written> month_name_day(std::size_t at) const {
    const int m = month_named(word(at));
    if (m == 0) return std::nullopt;
    std::size_t next = at + 1;
    if (is_sign(next, ".")) ++next;
    const auto d = number(next, 1, 2);
    if (!d) return std::nullopt;
    next = behind_ordinal(next + 1);
    if (is_sign(next, ",")) ++next;
    const auto y = year(next);
    if (!y) return std::nullopt;
    return Written{{*y, m, *d}, next + 1};
  }
  std::size_t behind_ordinal(std::size_t at) const {
    const std::string_view ending = word(at);
    return ending == "er" || ending == "st" || ending == "nd" || ending == "rd" || ending == "th" ? at + 1
                                                                                                  : at;
  }

  // Only where the number is all there is: numbers of ten digits are telephone numbers elsewhere.
  std::string since_epoch(std::size_t at) const {
    if (pieces_.size() != 1 || pieces_[at].kind != Piece::Kind::number) return {};
    const std::string_view digits = pieces_[at].text;
    if (digits.front() == '0') return {};
    if (digits.size() != kEpochSecondsDigits && digits.size() != kEpochMillisecondsDigits) return {};
    return text::rfc3339(std::stoll(std::string(digits.substr(0, kEpochSecondsDigits))));
  }

  // "T09:30:00+01:00" for a time behind the date, or "".
  std::string time_at(std::size_t at) const {
    if (is_sign(at, ",|-")) ++at;
    if (word(at) == "t" || word(at) == "a" || word(at) == "at") ++at;
    const auto hour = number(at, 1, 2);
    if (!hour || *hour > 23) return {};
    const bool french = word(at + 1) == "h";
    if (!french && !is_sign(at + 1, ":")) return {};
    const auto minute = number(at + 2, 1, 2);
    if ((!minute && !french) || minute.value_or(0) > 59) return {};
    std::size_t next = minute ? at + 3 : at + 2;
    int second = 0;
    if (is_sign(next, ":")) {
      if (const auto read = number(next + 1, 1, 2); read && *read <= 59) {
        second = *read;
        next += 2;
        if (is_sign(next, ".") && number(next + 1, 1, 9)) next += 2;
      }
    }
    int of_day = *hour;
    if (word(next) == "pm" || word(next) == "am") {
      if (of_day >= 1 && of_day <= 12) of_day = of_day % 12 + (word(next) == "pm" ? 12 : 0);
      ++next;
    }
    return "T" + two_digits(of_day) + ":" + two_digits(minute.value_or(0)) + ":" + two_digits(second) +
           zone_at(next);
  }

  std::string zone_at(std::size_t at) const {
    const std::string_view name = word(at);
    const bool universal = name == "z" || name == "utc" || name == "gmt";
    if (name == "cet") return "+01:00";
    if (name == "cest") return "+02:00";
    if (universal) ++at;
    if (!is_sign(at, "+-")) return universal ? "Z" : "";
    // +0100, +01:00, +01, +1
    std::optional<int> hours = number(at + 1, 1, 2), minutes = 0;
    if (hours && is_sign(at + 2, ":")) minutes = number(at + 3, 2, 2);
    if (const auto both = number(at + 1, 4, 4)) hours = *both / 100, minutes = *both % 100;
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return universal ? "Z" : "";
    return std::string(pieces_[at].text) + two_digits(*hours) + ":" + two_digits(*minutes);
  }

  std::vector<Piece> pieces_;
};

}  // namespace

std::string iso_of_written_date(std::string_view text) {
  text = text.substr(0, kMaxBytes);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n' || text.front() == '\t'))
    text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n' || text.back() == '\t'))
    text.remove_suffix(1);
  if (text::parse_iso(text)) return std::string(text);
  const std::string folded = text::fold(text);
  return DateReader(pieces_of(folded)).first();
}

std::string not_a_date(std::string_view field, std::string_view value) {
  constexpr std::size_t kMaxShown = 60;
  const std::string shown = text::repair_utf8(one_line(value.substr(0, kMaxShown)));
  return "'" + std::string(field) + "' is not a date: \"" + shown + (value.size() > kMaxShown ? "…\"" : "\"");
}

}  // namespace fonds::archive
