#include "server/query/spoken_number.h"

#include <algorithm>
#include <array>

namespace fonds::query {
namespace {

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
constexpr auto kRanks = std::to_array<Named>({{"premier", 1},
                                              {"premiere", 1},
                                              {"second", 2},
                                              {"seconde", 2},
                                              {"deuxieme", 2},
                                              {"troisieme", 3},
                                              {"quatrieme", 4},
                                              {"cinquieme", 5},
                                              {"dixieme", 10},
                                              {"onzieme", 11},
                                              {"douzieme", 12},
                                              {"treizieme", 13},
                                              {"quatorzieme", 14},
                                              {"quinzieme", 15},
                                              {"seizieme", 16},
                                              {"vingtieme", 20},
                                              {"dernier", Rank::kLast},
                                              {"derniere", Rank::kLast}});
// Behind dix or vingt.
constexpr auto kEnds =
    std::to_array<Named>({{"septieme", 17}, {"huitieme", 18}, {"neuvieme", 19}, {"unieme", 21}});
constexpr auto kEndings =
    std::to_array<std::string_view>({"e", "eme", "er", "ere", "ieme", "nd", "nde", "re"});

template <std::size_t N>
std::optional<int> named(const DateToken& token, const std::array<Named, N>& names) {
  const auto* const found =
      std::find_if(names.begin(), names.end(), [&](const Named& name) { return token.is(name.word); });
  return found == names.end() ? std::nullopt : std::optional(found->number);
}

}  // namespace

std::optional<int> count_of(const DateToken& token) {
  if (token.kind == DateToken::Kind::number) {
    if (token.count != 1 || token.parts[0] < 1 || token.parts[0] > kMostUnits) return std::nullopt;
    return token.parts[0];
  }
  return named(token, kNumbers);
}

std::optional<int> Rank::index_of(int count) const {
  if (value == kLast) return count - 1;
  return value >= 1 && value <= count ? std::optional(value - 1) : std::nullopt;
}

std::optional<Rank> rank_of(DateTokens tokens) {
  if (tokens.empty()) return std::nullopt;
  if (tokens[0].is_day_number() && tokens.size() > 1) {
    const bool rank = std::any_of(kEndings.begin(), kEndings.end(),
                                  [&](std::string_view ending) { return tokens[1].is(ending); });
    return rank ? std::optional(Rank{tokens[0].parts[0], 2}) : std::nullopt;
  }
  if (const auto value = named(tokens[0], kRanks)) return Rank{*value, 1};
  // dix-septième, vingt et unième
  if (!tokens[0].is("dix") && !tokens[0].is("vingt")) return std::nullopt;
  for (std::size_t i = 1; i < tokens.size() && i < 4; ++i) {
    const auto value = named(tokens[i], kEnds);
    if (value)
      return (*value > 20) == tokens[0].is("vingt") ? std::optional(Rank{*value, i + 1}) : std::nullopt;
    if (tokens[i].kind != DateToken::Kind::dash && !tokens[i].is("et")) return std::nullopt;
  }
  return std::nullopt;
}

bool means_last(const DateToken& token) {
  return token.is("dernier") || token.is("derniere") || token.is("passe") || token.is("passee");
}

int roman_rank(const DateToken& token) {
  if (token.kind != DateToken::Kind::word) return 0;
  std::string_view word = token.word;
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

}  // namespace fonds::query
