#include "server/api/routes.h"

#include <algorithm>
#include <array>

#include "indexer/text/folding.h"
#include "server/api/text_body.h"
#include "server/http/url.h"

namespace fonds::api {

namespace {

enum class Kind : std::uint8_t { page, api, other };

// By Content-Type.
using BodyLimit = std::size_t (*)(std::string_view);

// A form whose fields are those of an address.
std::size_t form_bytes(std::string_view) {
  return std::size_t{8} * 1024;
}

struct Entry {
  // `path`: what stands in braces is the id, of one character at least.
  constexpr Entry(std::string_view path, Route the_route, std::string_view the_name, Kind the_kind,
                  Methods the_methods = Methods::read, BodyLimit body = nullptr)
      : before(path.substr(0, path.find('{'))),
        after(path.substr(std::min(path.find('}'), path.size() - 1) + 1)),
        has_id(before.size() < path.size()),
        route(the_route),
        name(the_name),
        kind(the_kind),
        methods(the_methods),
        most_body_bytes(body) {}

  // of the path, around its id
  std::string_view before, after;
  bool has_id;
  Route route;
  std::string_view name;
  Kind kind;
  Methods methods;
  BodyLimit most_body_bytes;
};

// The first that fits counts.
constexpr Entry kRoutes[] = {
    {"/", Route::home, "home", Kind::page},
    {"/api/v1/search", Route::search, "search", Kind::api},
    {"/api/v1/suggest", Route::suggest, "suggest", Kind::api},
    {"/api/v1/facets/dossier", Route::facet_dossier, "facet_dossier", Kind::api},
    {"/api/v1/facets/person", Route::facet_person, "facet_person", Kind::api},
    {"/api/v1/related", Route::related_text, "related_text", Kind::api, Methods::post, most_bytes},
    {"/api/v1/changes", Route::changes, "changes", Kind::api},
    {"/api/v1/export", Route::exported, "export", Kind::api},
    {"/api/v1/openapi.json", Route::openapi, "openapi", Kind::api},
    {"/feed.rss", Route::feed_rss, "feed_rss", Kind::other},
    {"/feed.json", Route::feed_json, "feed_json", Kind::other},
    {"/feed.atom", Route::feed_atom, "feed_atom", Kind::other},
    {"/oai", Route::oai, "oai", Kind::other, Methods::read_or_post, form_bytes},
    {"/opensearch.xml", Route::opensearch, "opensearch", Kind::other},
    {"/opensearch/suggest", Route::opensearch_suggest, "opensearch_suggest", Kind::other},
    {"/healthz", Route::health, "health", Kind::other},
    {"/readyz", Route::ready, "ready", Kind::other},
    {"/metrics", Route::metrics, "metrics", Kind::other},
    {"/robots.txt", Route::robots, "robots", Kind::other},
    {"/sitemap.xml", Route::sitemap, "sitemap", Kind::other},
    {"/manifest.webmanifest", Route::manifest, "manifest", Kind::other},
    {"/dossiers", Route::dossiers_page, "dossiers_page", Kind::page},
    {"/personnes", Route::persons_page, "persons_page", Kind::page},
    {"/frise", Route::compare_page, "compare_page", Kind::page},
    {"/aide", Route::help_page, "help_page", Kind::page},
    {"/integrer", Route::integrer_page, "integrer_page", Kind::page},
    {"/api", Route::api_page, "api_page", Kind::page},
    {"/embed.js", Route::embed, "embed", Kind::other},
    {"/api/v1/articles/{id}/related", Route::related, "related", Kind::api},
    {"/api/v1/articles/{id}", Route::article, "article", Kind::api},
    {"/api/v1/persons/{value}", Route::person, "person", Kind::api},
    {"/api/v1/dossiers/{value}", Route::dossier, "dossier", Kind::api},
    {"/article/{id}", Route::article_page, "article_page", Kind::page},
    {"/personnes/{value}", Route::person_page, "person_page", Kind::page},
    {"/dossiers/{value}", Route::dossier_page, "dossier_page", Kind::page},
    {"/date/{day}", Route::date_page, "date_page", Kind::page},
    {"/sitemap/{list}", Route::sitemap_list, "sitemap_list", Kind::other},
    {"/static/{name}", Route::static_file, "static", Kind::other},
};

constexpr auto kRouteCount = static_cast<std::size_t>(Route::none);

constexpr auto kEntries = [] {
  std::array<const Entry*, kRouteCount> entries{};
  for (const Entry& entry : kRoutes) entries[static_cast<std::size_t>(entry.route)] = &entry;
  return entries;
}();
static_assert(std::find(kEntries.begin(), kEntries.end(), nullptr) == kEntries.end(),
              "a route has no line in kRoutes");

constexpr Entry kNone{"", Route::none, "none", Kind::other};

const Entry& entry_of(Route route) {
  return route == Route::none ? kNone : *kEntries[static_cast<std::size_t>(route)];
}

// The id as bytes of UTF-8; empty where it is not that.
std::string decode_id(std::string_view raw) {
  http::Decoded decoded = http::decode_path(raw);
  return decoded.well_formed && text::is_valid_utf8(decoded.text) ? std::move(decoded.text) : std::string();
}

}  // namespace

RouteMatch match_route(std::string_view path) {
  for (const Entry& entry : kRoutes) {
    const std::size_t around = entry.before.size() + entry.after.size();
    if (!entry.has_id) {
      if (path == entry.before) return {entry.route, {}};
    } else if (path.size() > around && path.starts_with(entry.before) && path.ends_with(entry.after)) {
      return {entry.route, decode_id(path.substr(entry.before.size(), path.size() - around))};
    }
  }
  return {};
}

std::string_view name_of(Route route) {
  return entry_of(route).name;
}

bool is_page(Route route) {
  return entry_of(route).kind == Kind::page;
}

bool is_api(Route route) {
  return entry_of(route).kind == Kind::api;
}

Methods methods_of(Route route) {
  return entry_of(route).methods;
}

std::size_t most_body_bytes(Route route, std::string_view content_type) {
  const BodyLimit limit = entry_of(route).most_body_bytes;
  return limit == nullptr ? 0 : limit(content_type);
}

}  // namespace fonds::api
