#include "server/api/parameters.h"

#include <algorithm>
#include <charconv>

#include "indexer/text/folding.h"
#include "server/query/parser.h"

namespace fonds::api {

namespace {

using search::SearchRequest;

Problem bad(std::string_view name, std::string detail) {
  return {400, std::move(detail), std::string(name)};
}

// A number that is all digits, of `digits` places.
std::optional<int> digits(std::string_view text, std::size_t places) {
  if (text.size() != places) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

// Sets `out` from a parameter that takes one of a few names; a Problem for any other.
template <typename Value, std::size_t N, typename Out>
std::optional<Problem> choose(const http::QueryString& parameters, std::string_view name,
                              const Choice<Value> (&choices)[N], Out& out) {
  if (parse_text(parameters, name).empty()) return std::nullopt;
  auto chosen = parse_choice<Value>(parameters, name, choices[0].value, choices);
  if (auto* problem = std::get_if<Problem>(&chosen)) return std::move(*problem);
  out = std::get<Value>(chosen);
  return std::nullopt;
}

std::optional<Problem> take_number(const http::QueryString& parameters, std::string_view name,
                                   std::uint32_t max, std::uint32_t& out) {
  auto number = parse_number(parameters, name, out, max);
  if (auto* problem = std::get_if<Problem>(&number)) return std::move(*problem);
  out = std::get<std::uint32_t>(number);
  return std::nullopt;
}

Problem too_many(std::string_view name) {
  return bad(name, "'" + std::string(name) + "' can be given " + std::to_string(ParameterLimits::kSelected) +
                       " times at most");
}

std::optional<Problem> take_selection(const http::QueryString& parameters, std::string_view name,
                                      search::FacetSelection& selection) {
  const auto add = [](std::vector<std::string>& slugs, std::string slug) {
    if (std::find(slugs.begin(), slugs.end(), slug) == slugs.end()) slugs.push_back(std::move(slug));
  };
  for (const std::string_view raw : parameters.all(name)) {
    std::string value = text::repair_utf8(raw);
    if (value.empty()) continue;
    // "-" alone excludes nothing; an index of an older program has it as the value of a label without letters.
    if (value.front() == '-' && value.size() > 1) {
      add(selection.none_of, value.substr(1));
    } else {
      add(selection.any_of, std::move(value));
    }
    if (selection.any_of.size() + selection.none_of.size() > ParameterLimits::kSelected)
      return too_many(name);
  }
  return std::nullopt;
}

std::optional<Problem> take_day(const http::QueryString& parameters, std::string_view name, text::Day today,
                                bool first, std::optional<text::Day>& out) {
  const std::string value = parse_text(parameters, name);
  if (value.find_first_not_of(' ') == std::string::npos) return std::nullopt;
  const auto range = query::parse_date_range(value, today);
  if (!range) {
    return bad(name, "'" + std::string(name) +
                         "' is not a date: write 2017-04-05, 2017-04, 2017 or \"5 avril 2017\"");
  }
  // from=2017 starts with the first day of 2017, to=2017 ends with the last; an open end restricts nothing.
  out = first ? range->first : range->last;
  return std::nullopt;
}

std::optional<Problem> take_instant(const http::QueryString& parameters, std::string_view name,
                                    text::Day today, std::optional<std::int64_t>& out) {
  const std::string value = parse_text(parameters, name);
  if (value.empty()) return std::nullopt;
  out = text::parse_iso_instant(value);
  if (out) return std::nullopt;
  // A day begins at midnight in Paris.
  if (const auto range = query::parse_date_range(value, today); range && range->first) {
    out = text::parse_iso_instant(text::iso(*range->first));
  }
  if (out) return std::nullopt;
  return bad(name, "'" + std::string(name) +
                       "' is neither a day (2017-04-05) nor an instant (2017-04-05T16:30:00Z)");
}

std::optional<Problem> take_facets(const http::QueryString& parameters, SearchRequest& request) {
  // A list, or one for each: programs that are made of the description write lists in their own way.
  std::string value;
  for (const std::string_view one : parameters.all("facets"))
    value.append(value.empty() ? "" : ",").append(one);
  if (value.empty()) return std::nullopt;
  request.facet_date = request.facet_dossier = request.facet_person = request.facet_author =
      request.facet_source = false;
  if (value == "none") return std::nullopt;
  std::string_view rest = value;
  while (true) {
    const std::size_t comma = rest.find(',');
    const std::string_view name = rest.substr(0, comma);
    if (name == "date") {
      request.facet_date = true;
    } else if (name == "dossier") {
      request.facet_dossier = true;
    } else if (name == "person") {
      request.facet_person = true;
    } else if (name == "author") {
      request.facet_author = true;
    } else if (name == "source") {
      request.facet_source = true;
    } else {
      return bad("facets", "'facets' takes a comma list of: date, dossier, person, author, source; or none");
    }
    if (comma == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(comma + 1);
  }
}

}  // namespace

std::string parse_text(const http::QueryString& parameters, std::string_view name) {
  return text::repair_utf8(parameters.get(name).value_or(std::string_view()));
}

std::variant<std::uint32_t, Problem> parse_number(const http::QueryString& parameters, std::string_view name,
                                                  std::uint32_t fallback, std::uint32_t max) {
  const std::string_view value = parameters.get(name).value_or(std::string_view());
  if (value.empty()) return fallback;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size() || number > max) {
    return bad(name, "'" + std::string(name) + "' is a whole number from 0 to " + std::to_string(max));
  }
  return number;
}

std::optional<search::DatePeriod> parse_period(std::string_view value) {
  search::DatePeriod period;
  period.value = value;
  if (value == "undated") {
    period.undated = true;
    return period;
  }
  const auto year = digits(value.substr(0, 4), 4);
  if (!year || (value.size() > 4 && value[4] != '-') || (value.size() > 7 && value[7] != '-'))
    return std::nullopt;
  text::Date first{*year, 1, 1};
  text::Date last{*year, 12, 31};
  if (value.size() > 4) {
    const auto month = digits(value.substr(5, 2), 2);
    if (!month || *month < 1 || *month > 12 || *year < 1) return std::nullopt;
    first.month = last.month = *month;
    last.day = text::days_in_month(*year, *month);
  }
  if (value.size() > 7) {
    const auto day = digits(value.substr(8), 2);
    if (!day) return std::nullopt;
    first.day = last.day = *day;
  }
  if (!text::is_valid(first) || !text::is_valid(last)) return std::nullopt;
  period.first = text::to_day(first);
  period.last = text::to_day(last);
  return period;
}

std::variant<SearchRequest, Problem> parse_search(const http::QueryString& parameters, text::Day today) {
  using search::ArticleKind;
  using search::Fuzzy;
  using search::Match;
  using search::Sort;
  static constexpr Choice<Match> kMatches[] = {
      {"auto", Match::automatic}, {"all", Match::all}, {"any", Match::any}};
  static constexpr Choice<Fuzzy> kFuzzies[] = {
      {"auto", Fuzzy::automatic}, {"on", Fuzzy::on}, {"off", Fuzzy::off}};
  static constexpr Choice<Sort> kSorts[] = {{"relevance", Sort::relevance},
                                            {"newest", Sort::newest},
                                            {"oldest", Sort::oldest},
                                            {"modified", Sort::modified}};

  static constexpr Choice<ArticleKind> kKinds[] = {
      {"any", ArticleKind::any}, {"article", ArticleKind::article}, {"page", ArticleKind::page}};
  static constexpr Choice<bool> kFlags[] = {{"0", false}, {"1", true}};

  SearchRequest request;
  request.q = parse_text(parameters, "q");
  request.today = today;
  for (const std::string_view value : parameters.all("date")) {
    if (value.empty()) continue;
    auto period = parse_period(value);
    if (!period)
      return bad("date", "'date' takes a year (2017), a month (2017-04), a day (2017-04-05) or undated");
    const bool repeated =
        std::any_of(request.dates.begin(), request.dates.end(),
                    [&](const search::DatePeriod& other) { return other.value == period->value; });
    if (!repeated) request.dates.push_back(std::move(*period));
    if (request.dates.size() > ParameterLimits::kSelected) return too_many("date");
  }
  request.cursor = parse_text(parameters, "cursor");

  std::optional<Problem> problem;
  const auto failed = [&](std::optional<Problem> found) {
    problem = std::move(found);
    return problem.has_value();
  };
  if (failed(take_selection(parameters, "dossier", request.dossier)) ||
      failed(take_selection(parameters, "person", request.person)) ||
      failed(take_selection(parameters, "author", request.author)) ||
      failed(take_selection(parameters, "source", request.source)) ||
      failed(choose(parameters, "kind", kKinds, request.kind)) ||
      failed(take_day(parameters, "from", today, true, request.from)) ||
      failed(take_day(parameters, "to", today, false, request.to)) ||
      failed(take_instant(parameters, "modified_from", today, request.modified_from)) ||
      failed(choose(parameters, "match", kMatches, request.match)) ||
      failed(choose(parameters, "fuzzy", kFuzzies, request.fuzzy)) ||
      failed(choose(parameters, "sort", kSorts, request.sort)) ||
      failed(choose(parameters, "explain", kFlags, request.explain)) ||
      failed(choose(parameters, "together", kFlags, request.persons_together)) ||
      failed(choose(parameters, "typing", kFlags, request.typing)) ||
      failed(take_number(parameters, "limit", ParameterLimits::kLimit, request.limit)) ||
      failed(take_number(parameters, "offset", ParameterLimits::kOffset, request.offset)) ||
      failed(take_number(parameters, "facet_limit", ParameterLimits::kFacetLimit, request.facet_limit)) ||
      failed(take_facets(parameters, request))) {
    return std::move(*problem);
  }
  return request;
}

}  // namespace fonds::api
