#include "server/api/site_text.h"

#include <array>
#include <charconv>

namespace fonds::api {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0", kNarrowNoBreakSpace = "\u202F";

int number_at(std::string_view text, std::size_t begin, std::size_t length) {
  int number = 0;
  if (begin + length <= text.size())
    std::from_chars(text.data() + begin, text.data() + begin + length, number);
  return number;
}

// The month of "2017-04" or "2017-04-05"; 0 where there is none.
int month_of(std::string_view value) {
  if (value.size() != 7 && value.size() != 10) return 0;
  const int month = number_at(value, 5, 2);
  return month <= 12 ? month : 0;
}

}  // namespace

std::string french_number(std::uint64_t number) {
  const auto digits = std::to_string(number);
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += kNarrowNoBreakSpace;
    out += digits[i];
  }
  return out;
}

std::string_view articles_word(std::uint64_t count) {
  return count < 2 ? "article" : "articles";
}

std::string count_of_articles(std::uint64_t count) {
  if (count == 0) return "Aucun article";
  return french_number(count).append(kNoBreakSpace).append(articles_word(count));
}

std::string capitalised(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

std::string in_guillemets(std::string_view text) {
  return std::string("«").append(kNoBreakSpace).append(text).append(kNoBreakSpace).append("»");
}

std::string french_period(std::string_view value) {
  if (value == "undated") return "sans date";
  const int month = month_of(value);
  if (month == 0) return std::string(value);
  if (value.size() == 7) {
    return text::french_month(month).append(kNoBreakSpace).append(value.substr(0, 4));
  }
  const text::Date date{number_at(value, 0, 4), month, number_at(value, 8, 2)};
  return text::is_valid(date) ? text::french(text::to_day(date)) : std::string(value);
}

std::string short_period(std::string_view value) {
  // The abbreviations of the Imprimerie nationale.
  constexpr std::array<std::string_view, 12> kMonths = {"janv.",  "févr.", "mars",  "avr.", "mai",  "juin",
                                                        "juill.", "août",  "sept.", "oct.", "nov.", "déc."};
  const int month = month_of(value);
  if (month == 0) return std::string(value);
  if (value.size() == 7) return std::string(kMonths[static_cast<std::size_t>(month - 1)]);
  return std::to_string(number_at(value, 8, 2));
}

std::string french_day_of_year(text::Day day) {
  const auto written = text::french(day);
  return written.substr(0, written.rfind(kNoBreakSpace));
}

std::string french_range(const search::SearchRequest& request) {
  if (request.from && request.to) {
    if (*request.from == *request.to) return "le " + text::french(*request.from);
    return "du " + text::french(*request.from) + " au " + text::french(*request.to);
  }
  if (request.from) return "depuis le " + text::french(*request.from);
  if (request.to) return "jusqu’au " + text::french(*request.to);
  return {};
}

std::string typed_day(text::Day day) {
  auto written = text::french(day);
  for (auto at = written.find(kNoBreakSpace); at != std::string::npos; at = written.find(kNoBreakSpace)) {
    written.replace(at, kNoBreakSpace.size(), " ");
  }
  return written;
}

}  // namespace fonds::api
