#include "server/api/path_words.h"

#include <gtest/gtest.h>

namespace fonds::api {
namespace {

TEST(PathWords, AreThoseOfTheLastPartThatHasSome) {
  const struct {
    const char *path, *words;
  } cases[] = {
      {"/2014/05/03/le-march%C3%A9-couvert.html", "le marché couvert"},
      {"/dossiers/vie-municipale/", "vie municipale"},
      {"/actualites/12345", "actualites"},
      {"/index.php", "index"},
      {"/2014/05/03", ""},
      {"/", ""},
      {"", ""},
      {"/%FF-un", ""},
      {"/l'eau_d%E2%80%99ici", "l eau d’ici"},
  };
  for (const auto& c : cases) EXPECT_EQ(words_of_path(c.path), c.words) << c.path;
  EXPECT_EQ(words_of_path("/" + std::string(500, 'a')), "");
}

}  // namespace
}  // namespace fonds::api
