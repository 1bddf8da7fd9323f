// From the parameters of a URL to a SearchRequest, checked: what is out of its range is an error that names
// the parameter; a query text never is. Thread safety: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "indexer/text/calendar.h"
#include "server/api/problem.h"
#include "server/http/query_string.h"
#include "server/search/types.h"

namespace fonds::api {

// A parameter without a value (?dossier=) is one that was not given: forms send them.
// `today` gives a year to the dates that name none, here and in the query.
std::variant<search::SearchRequest, Problem> parse_search(const http::QueryString& parameters,
                                                          text::Day today);

// "2017", "2017-04", "2017-04-05" or "undated"; nullopt for anything else.
std::optional<search::DatePeriod> parse_period(std::string_view value);

// A whole number of [0, max], `fallback` where the parameter is absent.
std::variant<std::uint32_t, Problem> parse_number(const http::QueryString& parameters, std::string_view name,
                                                  std::uint32_t fallback, std::uint32_t max);

// The value of a parameter as well-formed UTF-8; empty where it is absent.
std::string parse_text(const http::QueryString& parameters, std::string_view name);

// One of a few names, `fallback` where the parameter is absent.
template <typename Value>
struct Choice {
  std::string_view name;
  Value value;
};
template <typename Value>
std::variant<Value, Problem> parse_choice(const http::QueryString& parameters, std::string_view name,
                                          Value fallback, std::span<const Choice<Value>> choices) {
  const std::string value = parse_text(parameters, name);
  if (value.empty()) return fallback;
  std::string names;
  for (const Choice<Value>& choice : choices) {
    if (choice.name == value) return choice.value;
    names += (names.empty() ? "" : ", ") + std::string(choice.name);
  }
  return Problem{400, "'" + std::string(name) + "' takes one of: " + names, std::string(name)};
}

struct ParameterLimits {
  // hits of a page
  static constexpr std::uint32_t kLimit = 100;
  // beyond it, cursors
  static constexpr std::uint32_t kOffset = 10'000;
  // values of a facet
  static constexpr std::uint32_t kFacetLimit = 1'000;
  static constexpr std::uint32_t kSuggestions = 50;
  // Values chosen in one facet. Each stands in the addresses of all links of the page, which grows with the square.
  static constexpr std::size_t kSelected = 100;
};

}  // namespace fonds::api
