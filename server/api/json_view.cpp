#include "server/api/json_view.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"
#include "server/api/search_url.h"

namespace fonds::api {

namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}
Json or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}
Json instant(const std::optional<std::int64_t>& seconds) {
  return seconds ? Json(text::rfc3339(*seconds)) : Json(nullptr);
}

Json labels(const std::vector<search::FacetLabel>& labels) {
  Json array = Json::array();
  for (const search::FacetLabel& label : labels)
    array.push_back({{"value", label.value}, {"label", label.label}});
  return array;
}

Json hit_json(const search::Hit& hit) {
  return {{"id", hit.id},
          {"url", or_null(hit.url)},
          {"title", hit.title},
          {"date", hit.day ? Json(text::iso(*hit.day)) : Json(nullptr)},
          {"author", or_null(hit.author)},
          {"source", or_null(hit.source)},
          {"dossiers", labels(hit.dossiers)},
          {"persons", labels(hit.persons)},
          {"title_html", hit.title_html},
          {"excerpt_html", hit.excerpt_html},
          {"score", std::round(hit.score * 10'000) / 10'000}};
}

Json buckets(const search::DateHistogram& histogram) {
  Json array = Json::array();
  for (const search::DateBucket& bucket : histogram.buckets) {
    array.push_back({{"value", bucket.value}, {"count", bucket.count}, {"selected", bucket.selected}});
  }
  return array;
}

Json date_facet(const search::DateFacet& facet) {
  Json json = {{"granularity", facet.histogram.granularity},
               {"buckets", buckets(facet.histogram)},
               {"undated", facet.undated}};
  if (facet.drilldown) {
    json["drilldown"] = {{"granularity", facet.drilldown->granularity},
                         {"parent", facet.drilldown->parent},
                         {"buckets", buckets(*facet.drilldown)}};
  }
  return json;
}

Json values(const std::vector<search::FacetValue>& values) {
  Json array = Json::array();
  for (const search::FacetValue& value : values) {
    Json json = {
        {"value", value.value}, {"label", value.label}, {"count", value.count}, {"selected", value.selected}};
    if (value.excluded) json["excluded"] = true;
    array.push_back(std::move(json));
  }
  return array;
}

Json index_json(const search::IndexInfo& index) {
  return {{"generation", index.generation}, {"articles", index.articles}, {"updated", index.updated}};
}

constexpr std::string_view kSearchPath = "/api/v1/search";

Json links(const search::SearchRequest& request, const search::SearchResponse& response) {
  const auto url = [](const search::SearchRequest& r) {
    return Json(search_url(kSearchPath, r, UrlStyle::api));
  };
  Json json = {{"self", url(request)}, {"next", nullptr}, {"prev", nullptr}};
  if (!response.next_cursor.empty()) json["next"] = url(with_cursor(request, response.next_cursor));
  // A cursor leads forwards only; numbered pages lead back.
  if (request.cursor.empty() && request.offset > 0 && request.limit > 0) {
    json["prev"] = url(with_offset(request, request.offset - std::min(request.offset, request.limit)));
  }
  return json;
}

}  // namespace

std::string search_json(const search::SearchRequest& request, const search::SearchResponse& response,
                        double took_ms) {
  Json json = {{"query",
                {{"q", request.q},
                 {"understood", response.understood},
                 {"relaxed", response.relaxed},
                 {"corrected", or_null(response.corrected)},
                 {"suggestion", or_null(response.suggestion)},
                 {"notes", response.notes}}},
               {"total", response.total},
               {"took_ms", std::round(took_ms * 1000) / 1000},
               {"index", index_json(response.index)}};
  Json& hits = json["hits"] = Json::array();
  for (const search::Hit& hit : response.hits) hits.push_back(hit_json(hit));
  Json& facets = json["facets"] = Json::object();
  if (response.date) facets["date"] = date_facet(*response.date);
  if (response.dossier) {
    facets["dossier"] = {{"values", values(response.dossier->values)},
                         {"distinct", response.dossier->distinct}};
  }
  if (response.person) {
    facets["person"] = {{"values", values(response.person->values)}, {"distinct", response.person->distinct}};
  }
  json["links"] = links(request, response);
  return dump(json);
}

std::string article_json(const search::ArticleView& article, const search::IndexInfo& index) {
  Json json = hit_json(article.hit);
  json.erase("excerpt_html");
  json.erase("score");
  json["published"] = instant(article.hit.published);
  json["modified"] = instant(article.hit.modified);
  json["lang"] = or_null(article.lang);
  json["lead"] = or_null(article.hit.lead);
  json["lead_html"] = or_null(article.lead_html);
  json["body_html"] = article.body_html;
  json["body_text"] = article.body_text;
  json["index"] = index_json(index);
  return dump(json);
}

std::string hits_json(const std::vector<search::Hit>& hits) {
  Json array = Json::array();
  for (const search::Hit& hit : hits) array.push_back(hit_json(hit));
  return dump({{"hits", std::move(array)}});
}

std::string suggestions_json(const std::vector<search::Suggestion>& suggestions) {
  Json array = Json::array();
  for (const search::Suggestion& suggestion : suggestions) {
    std::string_view kind = "word";
    switch (suggestion.kind) {
      case search::SuggestionKind::person:
        kind = "person";
        break;
      case search::SuggestionKind::dossier:
        kind = "dossier";
        break;
      case search::SuggestionKind::title:
        kind = "title";
        break;
      case search::SuggestionKind::word:
        break;
    }
    array.push_back({{"kind", kind},
                     {"text", suggestion.text},
                     {"value", suggestion.value},
                     {"count", suggestion.count}});
  }
  return dump({{"suggestions", std::move(array)}});
}

std::string opensearch_suggestions(const std::string& q, const std::vector<search::Suggestion>& suggestions) {
  Json texts = Json::array();
  for (const search::Suggestion& suggestion : suggestions) texts.push_back(suggestion.text);
  return dump(Json::array({q, std::move(texts)}));
}

std::string facet_json(const search::FacetListing& listing) {
  return dump(
      {{"values", values(listing.values)}, {"total", listing.total}, {"index", index_json(listing.index)}});
}

}  // namespace fonds::api
