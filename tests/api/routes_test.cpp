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

}  // namespace
}  // namespace fonds::api
