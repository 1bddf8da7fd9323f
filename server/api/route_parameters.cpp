#include "server/api/route_parameters.h"

#include <algorithm>
#include <string>

#include "indexer/text/folding.h"

namespace fonds::api {
namespace {

using Names = std::span<const std::string_view>;

constexpr std::string_view kSearch[] = {
    "q",      "dossier",  "person",        "author", "source", "kind",   "date",
    "from",   "to",       "modified_from", "match",  "fuzzy",  "sort",   "explain",
    "typing", "together", "limit",         "offset", "cursor", "facets", "facet_limit"};
// Those of search, in the same order, and these.
constexpr std::string_view kExport[] = {
    "q",     "dossier",       "person", "author", "source",      "kind",    "date",      "from",
    "to",    "modified_from", "match",  "fuzzy",  "sort",        "explain", "typing",    "together",
    "limit", "offset",        "cursor", "facets", "facet_limit", "format",  "separator", "bom"};
// Of a person and of a dossier.
constexpr std::string_view kProfile[] = {"limit", "offset", "asof"};
constexpr std::string_view kSince[] = {"since"};
constexpr std::string_view kArticle[] = {"q"};
constexpr std::string_view kLimit[] = {"limit"};
constexpr std::string_view kTyped[] = {"q", "limit"};
constexpr std::string_view kListing[] = {"q", "limit", "offset"};

std::string list(Names names) {
  std::string text;
  for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
  return text;
}

Problem unknown(std::string_view name, Names names) {
  const std::string shown = text::repair_utf8(name);
  std::string detail = "'" + shown + "' is no parameter of this address";
  constexpr std::string_view kBrackets = "[]";
  const std::string_view bare =
      name.ends_with(kBrackets) ? name.substr(0, name.size() - kBrackets.size()) : std::string_view();
  if (std::find(names.begin(), names.end(), bare) != names.end()) {
    detail += ": write '" + std::string(bare) + "', once for each value";
  } else {
    detail += names.empty() ? ", which has none" : ", which has: " + list(names);
  }
  return {400, std::move(detail), shown};
}

}  // namespace

Names parameters_of(Route route) {
  switch (route) {
    case Route::search:
      return kSearch;
    case Route::exported:
      return kExport;
    case Route::person:
    case Route::dossier:
      return kProfile;
    case Route::changes:
      return kSince;
    case Route::article:
      return kArticle;
    case Route::related:
    case Route::related_text:
      return kLimit;
    case Route::suggest:
      return kTyped;
    case Route::facet_dossier:
    case Route::facet_person:
      return kListing;
    default:
      return {};
  }
}

std::optional<Problem> wrong_parameter(Route route, const http::QueryString& parameters) {
  const Names names = parameters_of(route);
  for (const http::Parameter& parameter : parameters.parameters()) {
    const auto& [name, value, well_formed] = parameter;
    // "?=": nothing is said.
    if (name.empty() && value.empty()) continue;
    if (std::find(names.begin(), names.end(), name) == names.end()) return unknown(name, names);
    if (name == "q" || (well_formed && text::is_valid_utf8(value))) continue;
    return Problem{400, "'" + name + "' is not percent-encoded UTF-8", name};
  }
  return std::nullopt;
}

}  // namespace fonds::api
