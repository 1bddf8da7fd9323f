// Which route a path is. Thread safety: pure functions.
#pragma once

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

}  // namespace fonds::api
