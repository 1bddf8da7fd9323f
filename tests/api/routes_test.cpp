#include "server/api/routes.h"

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

TEST(Routes, PathsAndIds) {
  const struct {
    const char* path;
    Route route;
    const char* id;
  } cases[] = {
      {"/", Route::home, ""},
      {"/api/v1/search", Route::search, ""},
      {"/api/v1/search/", Route::none, ""},
      {"/api/v1/Search", Route::none, ""},
      {"/api/v1/articles/", Route::none, ""},
      {"/api/v1/articles/12", Route::article, "12"},
      {"/api/v1/articles/a%2Fb%25%C3%A9", Route::article, "a/b%é"},
      {"/api/v1/articles/a/b", Route::article, "a/b"},
      {"/api/v1/articles/a+b", Route::article, "a+b"},
      {"/article/%2E%2E", Route::article_page, ".."},
      {"/api/v1/articles/12/related", Route::related, "12"},
      {"/api/v1/articles/x%2Frelated", Route::article, "x/related"},
      {"/api/v1/articles/x%2Frelated/related", Route::related, "x/related"},
      {"/api/v1/articles/related", Route::article, "related"},
      // Not UTF-8, or no escape: no article has such an id.
      {"/api/v1/articles/%FF", Route::article, ""},
      {"/api/v1/articles/%zz", Route::article, ""},
      {"/article/%C3%A9t%C3%A9", Route::article_page, "été"},
      {"/article/x/related", Route::article_page, "x/related"},
      {"/api/v1/facets/dossier", Route::facet_dossier, ""},
      {"/api/v1/facets/person", Route::facet_person, ""},
      {"/api/v1/facets/date", Route::none, ""},
      {"/static/", Route::none, ""},
      {"/static/style.css", Route::static_file, "style.css"},
      {"", Route::none, ""},
      {"/nope", Route::none, ""},
  };
  for (const auto& [path, route, id] : cases) {
    const RouteMatch match = match_route(path);
    EXPECT_EQ(match.route, route) << path;
    EXPECT_EQ(match.id, id) << path;
  }
}

TEST(Routes, MethodsAndBodies) {
  constexpr std::size_t kB = 1024;
  const struct {
    const char* path;
    Methods methods;
    const char* content_type;
    std::size_t body;
  } cases[] = {
      {"/", Methods::read, "text/plain", 0},
      {"/api/v1/search", Methods::read, "application/json", 0},
      {"/api/v1/articles/12/related", Methods::read, "text/plain", 0},
      {"/api/v1/related", Methods::post, "text/plain", 200 * kB},
      // JSON may escape every letter.
      {"/api/v1/related", Methods::post, "application/json; charset=utf-8", 400 * kB},
      {"/oai", Methods::read_or_post, "application/x-www-form-urlencoded", 8 * kB},
      {"/nope", Methods::read, "text/plain", 0},
  };
  for (const auto& [path, methods, content_type, body] : cases) {
    const Route route = match_route(path).route;
    EXPECT_EQ(methods_of(route), methods) << path;
    EXPECT_EQ(most_body_bytes(route, content_type), body) << path;
  }
}

TEST(Routes, NamesAndKinds) {
  const struct {
    const char* path;
    const char* name;
    bool page, api;
  } cases[] = {
      {"/", "home", true, false},
      {"/api/v1/articles/12", "article", false, true},
      {"/api/v1/articles/12/related", "related", false, true},
      {"/date/2017/04", "date_page", true, false},
      {"/feed.rss", "feed_rss", false, false},
      {"/static/style.css", "static", false, false},
      {"/nope", "none", false, false},
  };
  for (const auto& [path, name, page, api] : cases) {
    const Route route = match_route(path).route;
    EXPECT_EQ(name_of(route), name) << path;
    EXPECT_EQ(is_page(route), page) << path;
    EXPECT_EQ(is_api(route), api) << path;
  }
}

}  // namespace
}  // namespace fonds::api
