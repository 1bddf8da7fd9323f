#include "server/api/call.h"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

#include "server/api/feeds.h"
#include "server/api/parameters.h"
#include "server/api/search_url.h"

namespace fonds::api {

namespace {

// Items where a request names no limit.
constexpr std::uint32_t kRelated = 6, kSuggestions = 8, kFacetValues = 100, kChronology = 100;
constexpr std::uint32_t kMostRelated = 50;
// Listings are paged by offset to their end, however long.
constexpr std::uint32_t kFacetOffset = 1'000'000, kPages = 100'000;

std::optional<Problem> read_number(const Call& call, std::string_view name, std::uint32_t fallback,
                                   std::uint32_t max, std::uint32_t& out) {
  auto parsed = parse_number(call.parameters, name, fallback, max);
  if (auto* problem = std::get_if<Problem>(&parsed)) return std::move(*problem);
  out = std::get<std::uint32_t>(parsed);
  return std::nullopt;
}

// As it stood at the end of a year, a month or a day.
std::optional<Problem> read_asof(Call& call) {
  const std::string value = parse_text(call.parameters, "asof");
  if (value.empty()) return std::nullopt;
  call.asof = parse_period(value);
  if (call.asof && !call.asof->undated) return std::nullopt;
  return Problem{400, "'asof' is a year, a month or a day, such as 2017-04", "asof"};
}

// The offset of a numbered page.
std::optional<Problem> read_page(Call& call, std::uint32_t items) {
  std::uint32_t page = 1;
  if (auto problem = read_number(call, "page", 1, kPages, page)) return problem;
  call.offset = (std::max(page, 1U) - 1) * items;
  return std::nullopt;
}

// A reader who mistypes a date gets the page, with the field explained, rather than an error.
void set_aside_invalid_period(http::QueryString& parameters, text::Day today, PeriodForm& period) {
  period.from = parse_text(parameters, "from");
  period.to = parse_text(parameters, "to");
  for (const char* name : {"from", "to"}) {
    http::QueryString one;
    one.add(name, parse_text(parameters, name));
    if (std::holds_alternative<search::SearchRequest>(parse_search(one, today))) continue;
    parameters.remove(name);
    (std::string_view(name) == "from" ? period.from_invalid : period.to_invalid) = true;
  }
}

bool is_feed(Route route) {
  return route == Route::feed_rss || route == Route::feed_json || route == Route::feed_atom;
}

std::optional<Problem> read_search(Call& call) {
  http::QueryString parameters = call.parameters;
  const bool feed = is_feed(call.route);
  if (feed && parameters.get("limit").value_or("").empty())
    parameters.set("limit", std::to_string(kFeedItems));
  auto parsed = parse_search(parameters, call.today);
  auto* problem = std::get_if<Problem>(&parsed);
  if (problem != nullptr && call.route == Route::home &&
      (problem->param == "from" || problem->param == "to")) {
    set_aside_invalid_period(parameters, call.today, call.period);
    parsed = parse_search(parameters, call.today);
    problem = std::get_if<Problem>(&parsed);
  }
  if (problem != nullptr) return std::move(*problem);
  call.search = std::get<search::SearchRequest>(std::move(parsed));
  // A page by its number, as « Aller à la page » asks for it.
  if (call.route == Route::home && !parse_text(call.parameters, "page").empty()) {
    std::uint32_t page = 1;
    if (auto wrong = read_number(call, "page", 1, kPages, page)) return wrong;
    const std::uint64_t offset = std::uint64_t{std::max(page, 1U) - 1} * call.search.limit;
    call.search.offset =
        static_cast<std::uint32_t>(std::min<std::uint64_t>(offset, ParameterLimits::kOffset));
  }
  // Readers find articles; a page of the paper is reached by its address.
  const bool for_readers = call.route == Route::home || call.route == Route::article_page;
  if (for_readers) {
    call.search.kind = search::ArticleKind::article;
    if (!call.parameters.has("facets")) call.search.facet_author = call.search.facet_source = true;
  }
  if (feed) {
    call.search.sort = search::Sort::newest;
    call.search.facet_date = call.search.facet_dossier = call.search.facet_person = false;
  }
  return std::nullopt;
}

template <typename Value, std::size_t N>
std::optional<Problem> read_choice(const Call& call, std::string_view name, const Choice<Value> (&choices)[N],
                                   Value& out) {
  auto chosen = parse_choice<Value>(call.parameters, name, out, choices);
  if (auto* problem = std::get_if<Problem>(&chosen)) return std::move(*problem);
  out = std::get<Value>(chosen);
  return std::nullopt;
}

// An export is as long as its search finds, where it names no limit.
std::optional<Problem> read_export(Call& call) {
  static constexpr Choice<ExportFormat> kFormats[] = {{"jsonl", ExportFormat::jsonl},
                                                      {"csv", ExportFormat::csv},
                                                      {"bibtex", ExportFormat::bibtex},
                                                      {"ris", ExportFormat::ris}};
  static constexpr Choice<char> kSeparators[] = {
      {"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {",", ','}, {";", ';'}};
  static constexpr Choice<bool> kFlags[] = {{"0", false}, {"1", true}};
  constexpr std::uint32_t kAll = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t limit = kAll;
  if (auto problem = read_choice(call, "format", kFormats, call.exported.format)) return problem;
  if (auto problem = read_choice(call, "bom", kFlags, call.exported.bom)) return problem;
  if (auto problem = read_choice(call, "separator", kSeparators, call.exported.separator)) return problem;
  if (auto problem = read_number(call, "limit", kAll, kAll, limit)) return problem;
  http::QueryString parameters = call.parameters;
  parameters.remove("limit");
  auto parsed = parse_search(parameters, call.today);
  if (auto* problem = std::get_if<Problem>(&parsed)) return std::move(*problem);
  call.search = std::get<search::SearchRequest>(std::move(parsed));
  call.search.limit = limit;
  call.search.facet_date = call.search.facet_dossier = call.search.facet_person = false;
  return std::nullopt;
}

}  // namespace

std::optional<Problem> read_parameters(Call& call) {
  switch (call.route) {
    case Route::search:
    case Route::feed_rss:
    case Route::feed_json:
    case Route::feed_atom:
    case Route::home:
    case Route::article_page:
      return read_search(call);
    case Route::exported:
      return read_export(call);
    case Route::changes:
      if (!parse_text(call.parameters, "since").empty()) return std::nullopt;
      return Problem{400, "'since' is the generation that you have, as index.generation of an answer says",
                     "since"};
    case Route::article:
      call.search.q = parse_text(call.parameters, "q");
      return std::nullopt;
    case Route::related:
    case Route::related_text:
      return read_number(call, "limit", kRelated, kMostRelated, call.limit);
    case Route::suggest:
    case Route::opensearch_suggest:
      return read_number(call, "limit", kSuggestions, ParameterLimits::kSuggestions, call.limit);
    case Route::facet_dossier:
    case Route::facet_person:
      if (auto problem = read_number(call, "limit", kFacetValues, ParameterLimits::kFacetLimit, call.limit)) {
        return problem;
      }
      return read_number(call, "offset", 0, kFacetOffset, call.offset);
    case Route::persons_page:
      return read_page(call, Site::kPersonsPerPage);
    case Route::dossier_page:
    case Route::person_page:
      if (auto problem = read_asof(call)) return problem;
      return read_page(call, Site::kChronologyPage);
    case Route::dossier:
    case Route::person:
      if (auto problem = read_asof(call)) return problem;
      if (auto problem = read_number(call, "limit", kChronology, ParameterLimits::kFacetLimit, call.limit)) {
        return problem;
      }
      return read_number(call, "offset", 0, kFacetOffset, call.offset);
    default:
      return std::nullopt;
  }
}

std::string key_of(const Call& call) {
  if (call.period.from_invalid || call.period.to_invalid) return {};
  // The addresses of links leave out an order that is the default; here it makes a difference, as the
  // engine's default for a query of nothing but punctuation is not theirs.
  const std::string order = call.search.sort ? std::to_string(static_cast<int>(*call.search.sort)) : "";
  const std::string route =
      std::string(name_of(call.route)) + " " + std::to_string(call.today) + " " + order + " ";
  switch (call.route) {
    case Route::search:
    case Route::home:
      return search_url(route, call.search, UrlStyle::api);
    case Route::feed_rss:
    case Route::feed_json:
    case Route::feed_atom:
      return search_url(route + call.base, call.search, UrlStyle::api);
    case Route::exported:
      return search_url(route + call.base + " " + std::string(ending(call.exported.format)) +
                            call.exported.separator + (call.exported.bom ? "x" : ""),
                        call.search, UrlStyle::api);
    // An id may hold any character: encoded, it cannot be taken for a parameter.
    case Route::article:
    case Route::article_page:
      return search_url(route + percent_encode(call.id) + " " + std::to_string(static_cast<int>(call.form)) +
                            " " + call.base,
                        call.search, UrlStyle::api);
    case Route::person:
    case Route::person_page:
    case Route::dossier:
    case Route::dossier_page:
    case Route::date_page:
    case Route::sitemap:
    case Route::sitemap_list:
      // The addresses of a map of the site are absolute.
      return route + percent_encode(call.id) + " " + std::to_string(call.offset) + " " +
             std::to_string(call.limit) + " " + (call.asof ? call.asof->value : "") + " " + call.base;
    case Route::related:
      return route + std::to_string(call.limit) + " " + percent_encode(call.id);
    case Route::suggest:
    case Route::opensearch_suggest:
    case Route::facet_dossier:
    case Route::facet_person:
    case Route::dossiers_page:
    case Route::persons_page:
    case Route::compare_page:
    case Route::help_page:
      return route + call.parameters.encode();
    case Route::integrer_page:
    case Route::api_page:
      return route + call.base;
    default:
      return {};
  }
}

}  // namespace fonds::api
