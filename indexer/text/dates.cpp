// Dates as written: 30/01/2017 and 2017-01-30 are 30 janvier 2017; 1er avril is 1 avril; janv. is janvier.
#include <array>
#include <string>

#include "indexer/text/calendar.h"
#include "indexer/text/number_text.h"
#include "indexer/text/rules.h"

namespace fonds::text {
namespace {

constexpr std::array<std::string_view, 12> kFoldedMonths = {"janvier",   "fevrier", "mars",     "avril",
                                                            "mai",       "juin",    "juillet",  "aout",
                                                            "septembre", "octobre", "novembre", "decembre"};
struct ShortMonth {
  std::string_view word;
  int month;
};
constexpr auto kShortMonths = std::to_array<ShortMonth>({{"janv", 1},
                                                         {"jan", 1},
                                                         {"fev", 2},
                                                         {"fevr", 2},
                                                         {"avr", 4},
                                                         {"juil", 7},
                                                         {"juill", 7},
                                                         {"sept", 9},
                                                         {"oct", 10},
                                                         {"nov", 11},
                                                         {"dec", 12}});

// Two digits are this century up to this year, the last one beyond.
constexpr int kCenturyPivot = 50;

int full_year(std::string_view digits) {
  const int value = small_number(digits);
  if (digits.size() == 4) return value;
  return value < kCenturyPivot ? 2000 + value : 1900 + value;
}

// The digits of a day without a leading zero.
std::string_view without_zero(std::string_view digits) {
  return digits.size() == 2 && digits.front() == '0' ? digits.substr(1) : digits;
}

}  // namespace

int month_of(std::string_view folded, bool& abbreviated) {
  abbreviated = false;
  if (folded.size() < 3 || folded.size() > 9) return 0;
  for (std::size_t i = 0; i < kFoldedMonths.size(); ++i) {
    if (kFoldedMonths[i] == folded) return static_cast<int>(i) + 1;
  }
  for (const ShortMonth& each : kShortMonths) {
    if (each.word == folded) {
      abbreviated = true;
      return each.month;
    }
  }
  return 0;
}

std::string_view month_name(int month) {
  return kFoldedMonths[static_cast<std::size_t>(month - 1)];
}

std::size_t numeric_date_rule(Passage& passage, std::size_t i) {
  const Gap separator = passage.gap(i + 1);
  if (separator != Gap::slash && separator != Gap::dot && separator != Gap::hyphen) return 0;
  if (passage.gap(i + 2) != separator || passage.kind(i) != AtomKind::number ||
      passage.kind(i + 1) != AtomKind::number || passage.kind(i + 2) != AtomKind::number)
    return 0;
  if (passage.gap(i + 3) == separator && passage.kind(i + 3) == AtomKind::number) return 0;
  // A longer chain of numbers is no date: 04-78-87-00-00.
  if (i > 0 && passage.gap(i) == separator && passage.kind(i - 1) == AtomKind::number) return 0;
  const std::string_view a = passage.folded(i);
  const std::string_view b = passage.folded(i + 1);
  const std::string_view c = passage.folded(i + 2);
  const bool year_first = a.size() == 4 && b.size() == 2 && c.size() == 2 && separator != Gap::dot;
  const bool day_first =
      a.size() <= 2 && b.size() <= 2 && (c.size() == 4 || (c.size() == 2 && separator == Gap::slash));
  if (!year_first && !day_first) return 0;
  const Date date = year_first ? Date{small_number(a), small_number(b), small_number(c)}
                               : Date{full_year(c), small_number(b), small_number(a)};
  if (!is_valid(date)) return 0;
  const Atom& first = passage.atoms[i];
  const std::string_view day = passage.out.keep(std::to_string(date.day));
  const std::string_view year = passage.out.keep(std::to_string(date.year));
  const std::string_view month = month_name(date.month);
  if (year_first) {
    // The order of the words is not that of the text: each token marks the whole date.
    const std::uint32_t end = passage.atoms[i + 2].end;
    passage.out.word(first, day, day, first.begin, end, false);
    passage.out.word(first, month, month, first.begin, end, true);
    passage.out.word(first, year, year, first.begin, end, true);
  } else {
    passage.out.word(first, day, false);
    passage.out.word(passage.atoms[i + 1], month, true);
    passage.out.word(passage.atoms[i + 2], year, true);
  }
  return 3;
}

std::size_t month_and_year_rule(Passage& passage, std::size_t i) {
  if (passage.gap(i + 1) != Gap::slash || passage.kind(i) != AtomKind::number ||
      passage.kind(i + 1) != AtomKind::number || passage.gap(i + 2) == Gap::slash ||
      passage.gap(i) == Gap::slash)
    return 0;
  const int month = passage.folded(i).size() == 2 ? small_number(passage.folded(i)) : 0;
  const int year = passage.folded(i + 1).size() == 4 ? small_number(passage.folded(i + 1)) : 0;
  constexpr int kFirstYear = 1800;
  constexpr int kLastYear = 2100;
  if (month < 1 || month > 12 || year < kFirstYear || year > kLastYear) return 0;
  passage.out.word(passage.atoms[i], month_name(month), false);
  passage.out.word(passage.atoms[i + 1], true);
  return 2;
}

std::size_t day_and_month_rule(Passage& passage, std::size_t i) {
  if (passage.gap(i + 1) != Gap::space && passage.gap(i + 1) != Gap::none) return 0;
  if (passage.kind(i + 1) != AtomKind::word) return 0;
  bool abbreviated = false;
  const int month = month_of(passage.folded(i + 1), abbreviated);
  if (month == 0) return 0;
  const Atom& day = passage.atoms[i];
  if (day.folded == "1er") {
    passage.out.word(day, false);
    passage.out.alternate("1");
    passage.out.alternate("premier");
  } else {
    const int value = day.kind == AtomKind::number && day.folded.size() <= 2 ? small_number(day.folded) : -1;
    if (value < 1 || value > 31) return 0;
    passage.out.word(day, without_zero(day.folded), false);
  }
  const Atom& name = passage.atoms[i + 1];
  passage.out.word(name, false);
  if (abbreviated) passage.out.alternate(month_name(month));
  return 2;
}

}  // namespace fonds::text
