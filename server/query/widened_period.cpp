#include "server/query/widened_period.h"

#include <array>
#include <string>

#include "indexer/text/one_of.h"
#include "server/query/parser.h"
#include "server/query/weeks.h"

namespace fonds::query {
namespace {

constexpr std::uint32_t kMostWords = 3;  // milieu de l'année 2017

// At the end of a query only: elsewhere they lead to another word.
constexpr auto kOpen = std::to_array<std::string_view>({"apres", "avant", "depuis", "jusqu", "jusque"});
constexpr auto kPartOf = std::to_array<std::string_view>({"courant", "debut", "fin", "mi", "milieu"});
constexpr auto kSeasons = std::to_array<std::string_view>({"automne", "ete", "hiver", "printemps"});
// Unless they belong to the word before: marché de Noël 2018.
constexpr auto kFeasts =
    std::to_array<std::string_view>({"ascension", "noel", "paques", "pentecote", "toussaint"});

std::string joined(std::span<const std::string_view> words) {
  std::string text;
  for (const std::string_view word : words) {
    if (!text.empty()) text += ' ';
    text += word;
  }
  return text;
}

bool is_weekday(std::string_view word) {
  DateToken token;
  token.word = word;
  return weekday_named(token) >= 0;
}

}  // namespace

std::optional<WidenedPeriod> widened(std::span<const std::string_view> words, std::uint32_t begin,
                                     std::uint32_t end, bool with_year, text::Day today) {
  for (std::uint32_t at = begin; at > 0 && begin - at < kMostWords;) {
    const std::string_view word = words[--at];
    const bool open = with_year && end == words.size() && text::is_one_of(word, kOpen);
    const bool part = text::is_one_of(word, kPartOf);
    const bool season = with_year && text::is_one_of(word, kSeasons);
    const bool feast = with_year && text::is_one_of(word, kFeasts) &&
                       (at == 0 || (words[at - 1] != "de" && words[at - 1] != "d"));
    const bool weekday = at + 1 == begin && is_weekday(word);
    if (!open && !part && !season && !feast && !weekday) continue;
    auto range = parse_date_range(joined(words.subspan(at, end - at)), today);
    if (!range) continue;
    WidenedPeriod period{at, *std::move(range), std::nullopt, open || part, weekday};
    if (word == "hiver" && period.range.first) {
      const int year = text::to_date(*period.range.first).year - 1;
      period.other = parse_date_range("hiver " + std::to_string(year), today);
    }
    return period;
  }
  return std::nullopt;
}

}  // namespace fonds::query
