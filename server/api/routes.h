// The addresses that are served: which route a path is, and what may be sent to it. A new one is a value of Route and a
// line of kRoutes in routes.cpp; without its line it does not compile.
// Thread safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fonds::api {

enum class Route : std::uint8_t {
  search,
  article,
  related,
  related_text,
  suggest,
  facet_dossier,
  facet_person,
  person,
  dossier,
  exported,
  changes,
  openapi,
  feed_rss,
  feed_json,
  feed_atom,
  oai,
  opensearch,
  opensearch_suggest,
  health,
  ready,
  metrics,
  robots,
  sitemap,
  sitemap_list,
  manifest,
  home,
  article_page,
  dossiers_page,
  dossier_page,
  date_page,
  compare_page,
  persons_page,
  person_page,
  help_page,
  integrer_page,
  api_page,
  embed,
  static_file,
  none,
};

// What a route takes besides OPTIONS.
enum class Methods : std::uint8_t { read, post, read_or_post };

struct RouteMatch {
  Route route = Route::none;
  // of an article, the value of a person or a dossier, a date or the name of a list; decoded
  std::string id;
};

RouteMatch match_route(std::string_view raw_path);
// for metrics
std::string_view name_of(Route route);
// of the site, in HTML
bool is_page(Route route);
// for programs, in JSON; the names of its parameters are checked
bool is_api(Route route);
Methods methods_of(Route route);
// Bytes that a POST of this Content-Type may bring along; 0 = no body.
std::size_t most_body_bytes(Route route, std::string_view content_type);

}  // namespace fonds::api
