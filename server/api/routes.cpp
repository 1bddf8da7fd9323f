#include "server/api/routes.h"

#include "indexer/text/folding.h"
#include "server/http/url.h"

namespace fonds::api {

namespace {

struct Entry {
  std::string_view path;
  Route route;
  std::string_view name;
};

constexpr Entry kRoutes[] = {
    {"/", Route::home, "home"},
    {"/api/v1/search", Route::search, "search"},
    {"/api/v1/suggest", Route::suggest, "suggest"},
    {"/api/v1/facets/dossier", Route::facet_dossier, "facet_dossier"},
    {"/api/v1/facets/person", Route::facet_person, "facet_person"},
    {"/api/v1/related", Route::related_text, "related_text"},
    {"/api/v1/changes", Route::changes, "changes"},
    {"/api/v1/export", Route::exported, "export"},
    {"/api/v1/openapi.json", Route::openapi, "openapi"},
    {"/feed.rss", Route::feed_rss, "feed_rss"},
    {"/feed.json", Route::feed_json, "feed_json"},
    {"/feed.atom", Route::feed_atom, "feed_atom"},
    {"/oai", Route::oai, "oai"},
    {"/opensearch.xml", Route::opensearch, "opensearch"},
    {"/opensearch/suggest", Route::opensearch_suggest, "opensearch_suggest"},
    {"/healthz", Route::health, "health"},
    {"/readyz", Route::ready, "ready"},
    {"/metrics", Route::metrics, "metrics"},
    {"/robots.txt", Route::robots, "robots"},
    {"/sitemap.xml", Route::sitemap, "sitemap"},
    {"/manifest.webmanifest", Route::manifest, "manifest"},
    {"/dossiers", Route::dossiers_page, "dossiers_page"},
    {"/personnes", Route::persons_page, "persons_page"},
    {"/frise", Route::compare_page, "compare_page"},
    {"/aide", Route::help_page, "help_page"},
    {"/integrer", Route::integrer_page, "integrer_page"},
    {"/api", Route::api_page, "api_page"},
    {"/embed.js", Route::embed, "embed"},
    // The ones with an id behind them.
    {"/api/v1/articles/", Route::article, "article"},
    {"/api/v1/persons/", Route::person, "person"},
    {"/api/v1/dossiers/", Route::dossier, "dossier"},
    {"/article/", Route::article_page, "article_page"},
    {"/personnes/", Route::person_page, "person_page"},
    {"/dossiers/", Route::dossier_page, "dossier_page"},
    {"/date/", Route::date_page, "date_page"},
    {"/sitemap/", Route::sitemap_list, "sitemap_list"},
    {"/static/", Route::static_file, "static"},
};

// The id as bytes of UTF-8; empty where it is not that.
std::string decode_id(std::string_view raw) {
  http::Decoded decoded = http::decode_path(raw);
  return decoded.well_formed && text::is_valid_utf8(decoded.text) ? std::move(decoded.text) : std::string();
}

}  // namespace

RouteMatch match_route(std::string_view path) {
  for (const Entry& entry : kRoutes) {
    if (path == entry.path && entry.path.size() > 1 && entry.path.back() == '/') return {};  // an empty id
    if (path == entry.path) return {entry.route, {}};
    if (entry.path.size() == 1 || entry.path.back() != '/' || !path.starts_with(entry.path)) continue;
    std::string_view rest = path.substr(entry.path.size());
    Route route = entry.route;
    constexpr std::string_view kRelated = "/related";
    if (route == Route::article && rest.size() > kRelated.size() && rest.ends_with(kRelated)) {
      route = Route::related;
      rest.remove_suffix(kRelated.size());
    }
    return {route, decode_id(rest)};
  }
  return {};
}

bool is_page(Route route) {
  switch (route) {
    case Route::home:
    case Route::article_page:
    case Route::dossiers_page:
    case Route::dossier_page:
    case Route::date_page:
    case Route::compare_page:
    case Route::persons_page:
    case Route::person_page:
    case Route::help_page:
    case Route::integrer_page:
    case Route::api_page:
      return true;
    default:
      return false;
  }
}

std::string_view name_of(Route route) {
  if (route == Route::related) return "related";
  for (const Entry& entry : kRoutes) {
    if (entry.route == route) return entry.name;
  }
  return "none";
}

}  // namespace fonds::api
