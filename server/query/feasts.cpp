#include "server/query/feasts.h"

#include <algorithm>
#include <array>

namespace fonds::query {
namespace {

using text::Day;

struct Dated {
  std::string_view name;
  int month, day, last_month, last_day;
};
constexpr auto kDated = std::to_array<Dated>({
    {"jour an", 1, 1, 1, 1},
    {"nouvel an", 1, 1, 1, 1},
    {"epiphanie", 1, 6, 1, 6},
    {"chandeleur", 2, 2, 2, 2},
    {"saint valentin", 2, 14, 2, 14},
    {"fete travail", 5, 1, 5, 1},
    {"fete musique", 6, 21, 6, 21},
    {"saint jean", 6, 24, 6, 24},
    {"fete nationale", 7, 14, 7, 14},
    {"assomption", 8, 15, 8, 15},
    {"halloween", 10, 31, 10, 31},
    {"toussaint", 11, 1, 11, 1},
    {"saint nicolas", 12, 6, 12, 6},
    {"noel", 12, 24, 12, 25},
    {"saint sylvestre", 12, 31, 12, 31},
    // With the articles that announce it, and those that look back.
    {"rentree", 8, 25, 9, 30},
    {"rentree scolaire", 8, 25, 9, 30},
    {"vacances ete", 7, 1, 8, 31},
    {"grandes vacances", 7, 1, 8, 31},
});

// Days from Easter Sunday.
struct Movable {
  std::string_view name;
  int first, last;
};
constexpr auto kMovable = std::to_array<Movable>({
    {"mardi gras", -47, -47},
    {"mercredi cendres", -46, -46},
    {"rameaux", -7, -7},
    {"dimanche rameaux", -7, -7},
    {"jeudi saint", -3, -3},
    {"vendredi saint", -2, -2},
    {"paques", 0, 1},
    {"dimanche paques", 0, 0},
    {"lundi paques", 1, 1},
    {"week end paques", -1, 1},
    {"ascension", 39, 39},
    {"jeudi ascension", 39, 39},
    {"week end ascension", 39, 42},
    {"pentecote", 49, 50},
    {"dimanche pentecote", 49, 49},
    {"lundi pentecote", 50, 50},
    {"week end pentecote", 48, 50},
});

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

// From a Saturday on, not later than the 23rd, two weeks and a day: the same in all of France.
Days christmas_holidays(int year) {
  constexpr int kSaturday = 2;  // days from 1970-01-01, a Thursday
  const Day latest = text::to_day({year, 12, 23});
  const Day saturday = latest - ((latest - kSaturday) % 7 + 7) % 7;
  return {saturday, saturday + 15};
}

}  // namespace

std::optional<Days> feast(std::string_view name, int year) {
  if (name == "vacances noel") return christmas_holidays(year);
  const auto named = [&](const auto& each) { return each.name == name; };
  if (const auto* dated = std::find_if(kDated.begin(), kDated.end(), named); dated != kDated.end()) {
    return Days{text::to_day({year, dated->month, dated->day}),
                text::to_day({year, dated->last_month, dated->last_day})};
  }
  if (const auto* movable = std::find_if(kMovable.begin(), kMovable.end(), named); movable != kMovable.end())
    return Days{easter(year) + movable->first, easter(year) + movable->last};
  return std::nullopt;
}

}  // namespace fonds::query
