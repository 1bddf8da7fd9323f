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
  suggest,
  facet_dossier,
  facet_person,
  person,
  openapi,
  feed_rss,
  feed_json,
  opensearch,
  opensearch_suggest,
  health,
  ready,
  metrics,
  robots,
  home,
  article_page,
  dossiers_page,
  persons_page,
  person_page,
  help_page,
  static_file,
  none,
};

struct RouteMatch {
  Route route = Route::none;
  std::string id;  // of an article, or a person's value; decoded
};

RouteMatch match_route(std::string_view raw_path);
std::string_view name_of(Route route);  // for metrics

}  // namespace fonds::api
