#include "server/api/search_url.h"

#include <algorithm>
#include <utility>

namespace fonds::api {
namespace {

using search::SearchRequest;

class QueryWriter {
 public:
  void add(std::string_view name, std::string_view value) {
    if (!text_.empty()) text_ += '&';
    text_ += name;
    text_ += '=';
    text_ += percent_encode(value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string_view name_of(search::Sort sort) {
  switch (sort) {
    case search::Sort::newest:
      return "newest";
    case search::Sort::oldest:
      return "oldest";
    case search::Sort::modified:
      return "modified";
    case search::Sort::relevance:
      break;
  }
  return "relevance";
}

std::vector<std::string> sorted(std::vector<std::string> values) {
  std::sort(values.begin(), values.end());
  return values;
}

void add_selection(QueryWriter& out, std::string_view name, const search::FacetSelection& selection) {
  for (const auto& slug : sorted(selection.any_of)) out.add(name, slug);
  for (const auto& slug : sorted(selection.none_of)) out.add(name, "-" + slug);
}

std::string facet_names(const SearchRequest& request) {
  std::string names;
  const auto append = [&names](bool wanted, std::string_view name) {
    if (!wanted) return;
    if (!names.empty()) names += ',';
    names += name;
  };
  append(request.facet_date, "date");
  append(request.facet_dossier, "dossier");
  append(request.facet_person, "person");
  append(request.facet_author, "author");
  append(request.facet_source, "source");
  return names.empty() ? "none" : names;
}

search::Sort default_sort(const SearchRequest& request) {
  const bool blank = request.q.find_first_not_of(" \t\r\n") == std::string::npos;
  return blank ? search::Sort::newest : search::Sort::relevance;
}

void erase(std::vector<std::string>& values, const std::string& value) {
  std::erase(values, value);
}

}  // namespace

std::string path_encode(std::string_view text) {
  // A client would take these for the folder and the one above.
  if (text == "." || text == "..") return text.size() == 1 ? "%2E" : "%2E%2E";
  std::string out;
  std::string_view rest = text;
  while (true) {
    const auto slash = rest.find('/');
    const auto segment = rest.substr(0, slash);
    if (segment.empty() || segment == "." || segment == "..") return percent_encode(text);
    out += percent_encode(segment);
    if (slash == std::string_view::npos) return out;
    out += '/';
    rest.remove_prefix(slash + 1);
  }
}

std::string field_query(std::string_view field, std::string_view value) {
  std::string plain(value);
  std::erase(plain, '"');
  return std::string(field).append(":\"").append(plain).append("\"");
}

search::Sort effective_sort(const SearchRequest& request) {
  return request.sort.value_or(default_sort(request));
}

std::string query_string(const SearchRequest& request, UrlStyle style) {
  const SearchRequest defaults;
  QueryWriter out;
  if (!request.q.empty()) out.add("q", request.q);
  add_selection(out, "dossier", request.dossier);
  add_selection(out, "person", request.person);
  add_selection(out, "author", request.author);
  add_selection(out, "source", request.source);
  if (request.persons_together) out.add("together", "1");
  std::vector<std::string> dates;
  for (const auto& period : request.dates) dates.push_back(period.undated ? "undated" : period.value);
  for (const auto& value : sorted(std::move(dates))) out.add("date", value);
  if (request.from) out.add("from", text::iso(*request.from));
  if (request.to) out.add("to", text::iso(*request.to));
  if (request.modified_from) out.add("modified_from", text::rfc3339(*request.modified_from));
  if (request.match != defaults.match) out.add("match", request.match == search::Match::all ? "all" : "any");
  if (request.fuzzy != defaults.fuzzy) out.add("fuzzy", request.fuzzy == search::Fuzzy::on ? "on" : "off");
  if (request.sort && *request.sort != default_sort(request)) out.add("sort", name_of(*request.sort));
  if (request.limit != defaults.limit) out.add("limit", std::to_string(request.limit));
  if (request.explain) out.add("explain", "1");
  if (!request.cursor.empty()) {
    out.add("cursor", request.cursor);  // a cursor says by itself where it stands
  } else if (request.offset != 0) {
    out.add("offset", std::to_string(request.offset));
  }
  if (style == UrlStyle::api) {
    // An address of the site says what is looked for; that a word is unfinished lasts for a keystroke.
    if (request.typing) out.add("typing", "1");
    if (request.kind != defaults.kind)
      out.add("kind", request.kind == search::ArticleKind::article ? "article" : "page");
    const auto facets = facet_names(request);
    if (facets != facet_names(defaults)) out.add("facets", facets);
    if (request.facet_limit != defaults.facet_limit)
      out.add("facet_limit", std::to_string(request.facet_limit));
  }
  return out.take();
}

std::string search_url(std::string_view path, const SearchRequest& request, UrlStyle style) {
  std::string url(path);
  if (const auto query = query_string(request, style); !query.empty()) url += "?" + query;
  return url;
}

SearchRequest first_page(SearchRequest request) {
  request.offset = 0;
  request.cursor.clear();
  return request;
}

SearchRequest with_only(SearchRequest request, FacetMember facet, const std::string& slug) {
  auto& selection = request.*facet;
  selection.any_of = {slug};
  erase(selection.none_of, slug);
  return first_page(std::move(request));
}

SearchRequest with_added(SearchRequest request, FacetMember facet, const std::string& slug) {
  auto& selection = request.*facet;
  erase(selection.none_of, slug);
  if (std::find(selection.any_of.begin(), selection.any_of.end(), slug) == selection.any_of.end()) {
    selection.any_of.push_back(slug);
  }
  return first_page(std::move(request));
}

SearchRequest with_excluded(SearchRequest request, FacetMember facet, const std::string& slug) {
  auto& selection = request.*facet;
  erase(selection.any_of, slug);
  erase(selection.none_of, slug);
  selection.none_of.push_back(slug);
  return first_page(std::move(request));
}

SearchRequest without(SearchRequest request, FacetMember facet, const std::string& slug) {
  auto& selection = request.*facet;
  erase(selection.any_of, slug);
  erase(selection.none_of, slug);
  return first_page(std::move(request));
}

SearchRequest with_only_date(SearchRequest request, const std::string& value) {
  search::DatePeriod period;
  period.undated = value == "undated";
  period.value = value;
  request.dates = {period};
  return first_page(std::move(request));
}

SearchRequest without_date(SearchRequest request, const std::string& value) {
  std::erase_if(request.dates, [&](const search::DatePeriod& period) {
    return period.undated ? value == "undated" : period.value == value;
  });
  return first_page(std::move(request));
}

SearchRequest without_period(SearchRequest request) {
  request.from.reset();
  request.to.reset();
  return first_page(std::move(request));
}

SearchRequest without_filters(SearchRequest request) {
  request.dossier = {};
  request.person = {};
  request.author = {};
  request.source = {};
  request.dates.clear();
  request.modified_from.reset();
  return without_period(std::move(request));
}

SearchRequest with_query(SearchRequest request, std::string q) {
  request.q = std::move(q);
  request.typing = false;
  return first_page(std::move(request));
}

SearchRequest with_sort(SearchRequest request, search::Sort sort) {
  request.sort = sort;
  return first_page(std::move(request));
}

SearchRequest with_match(SearchRequest request, search::Match match) {
  request.match = match;
  return first_page(std::move(request));
}

SearchRequest with_fuzzy(SearchRequest request, search::Fuzzy fuzzy) {
  request.fuzzy = fuzzy;
  return first_page(std::move(request));
}

SearchRequest with_explanations(SearchRequest request) {
  request.explain = true;
  return request;
}

SearchRequest with_offset(SearchRequest request, std::uint32_t offset) {
  request.cursor.clear();
  request.offset = offset;
  return request;
}

SearchRequest with_cursor(SearchRequest request, std::string cursor) {
  request.offset = 0;
  request.cursor = std::move(cursor);
  return request;
}

bool has_filters(const SearchRequest& request) {
  return !request.dossier.empty() || !request.person.empty() || !request.author.empty() ||
         !request.source.empty() || !request.dates.empty() || request.from || request.to ||
         request.modified_from;
}

}  // namespace fonds::api
