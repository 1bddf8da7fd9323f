// The expression as typed comes first, small words included; scattered words, however frequent, do not outrank it.
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::SearchResponse;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

struct ExpressionRow {
  std::string_view query, has_it, scattered;
};

// `scattered` has the words in its title, more often and nearer to its front, and is newer.
constexpr ExpressionRow kExpressionRows[] = {
    {"droit de vote", "droit de vote", "vote du droit"},
    {"coup de couteau", "coup de couteau", "couteau sur le coup"},
    {"marché de Noël", "marché de Noël", "Noël au marché"},
    {"le marché de Noël", "marché de Noël", "Noël au marché"},
    {"Jean Moulin", "Jean Moulin", "moulin de Jean"},
    {"Debout la France", "Debout la France", "France debout"},
    {"mariage pour tous", "mariage pour tous", "mariage de tous"},
    {"son et lumière", "son et lumière", "lumière de son"},
    {"car scolaire", "car scolaire", "scolaire car"},
    {"Est lyonnais", "Est lyonnais", "lyonnais est"},
    {"AS Charvoisy", "AS Charvoisy", "Charvoisy as"},
    {"vol à main armée", "vol à main armée", "main armée du vol"},
    {"mise en examen", "mise en examen", "examen de la mise"},
    {"pas de porte", "pas de porte", "porte au pas"},
    {"hôtel de ville", "hôtel de ville", "ville et hôtel"},
    {"garde des sceaux", "garde des Sceaux", "sceaux de garde"},
    {"eau de source", "eau de source", "source sans eau"},
    {"pont de pierre", "pont de pierre", "pierre du pont"},
    {"chemin de fer", "chemin de fer", "fer du chemin"},
    {"permis à points", "permis à points", "points du permis"},
    {"salle des fêtes", "salle des fêtes", "fêtes en salle"},
    {"feu de forêt", "feu de forêt", "forêt en feu"},
    {"maison de retraite", "maison de retraite", "retraite à la maison"},
    {"poste de police", "poste de police", "police en poste"},
    {"taxe d'habitation", "taxe d’habitation", "habitation et taxe"},
    {"école de musique", "école de musique", "musique et école"},
    {"plan local d'urbanisme", "plan local d’urbanisme", "urbanisme, plan et local"},
    {"ligne à grande vitesse", "ligne à grande vitesse", "vitesse de la grande ligne"},
    {"service après vente", "service après vente", "vente du service"},
    {"route de la soie", "route de la soie", "soie sur la route"},
    {"arc en ciel", "arc-en-ciel", "ciel sans arc"},
    {"prise d'otages", "prise d’otages", "otages, prise"},
    {"point de vue", "point de vue", "vue du point"},
    {"tour de France", "Tour de France", "France et tour"},
    {"bac à sable", "bac à sable", "sable du bac"},
    {"mur de soutènement", "mur de soutènement", "soutènement du mur"},
};

using ExpressionTest = SmallArchive;

TEST_F(ExpressionTest, ComesBeforeScatteredWords) {
  for (const ExpressionRow& row : kExpressionRows) {
    const std::string scattered(row.scattered);
    std::string body;
    for (int i = 0; i < 3; ++i) body += "Ici " + scattered + ", et là " + scattered + " encore. ";
    std::string long_body = "Le conseil a siégé jeudi. ";
    for (int i = 0; i < 12; ++i) long_body += "On y parla d’abord de tout autre chose, et longuement. ";
    build({article("has", "Brèves",
                   long_body + "Enfin, il fut question d’un " + std::string(row.has_it) + " ici.",
                   "2012-01-01"),
           article("scattered", scattered, body, "2018-01-01"), article("other", "Divers", "Rien de tel.")});
    const std::vector<std::string> found = ids(std::string(row.query));
    ASSERT_FALSE(found.empty()) << row.query;
    EXPECT_EQ(found.front(), "has") << row.query;
  }
}

// However many articles have the words, and better ones: small words are in all of them.
TEST_F(ExpressionTest, IsFoundBeyondTheBestByItsWords) {
  std::vector<archive::Article> articles = {
      article("shop", "Commerces", "Ils versent un pas de porte au bailleur, disent-ils, sans savoir.",
              "2001-01-01"),
      article("front", "Journal", "On en parle à la une, ce matin, et partout.", "2001-01-02")};
  for (int i = 0; i < 1200; ++i) {
    articles.push_back(article("other-" + std::to_string(i), "La porte",
                               "Une porte, la porte, pas la porte de bois. Voilà une porte à elle.",
                               "2010-01-01"));
  }
  build(articles);
  const struct { std::string_view query, first; } rows[] = {{"pas de porte", "shop"}, {"à la une", "front"}};
  for (const auto& [query, first] : rows) {
    const SearchResponse found = search(std::string(query));
    EXPECT_GT(found.total, 1000U) << query;
    ASSERT_FALSE(found.hits.empty()) << query;
    EXPECT_EQ(found.hits.front().id, first) << query;
  }
}

TEST_F(ExpressionTest, WordForWordBeforeAnotherInflexion) {
  build(
      {article("plural", "Les coups de couteau", "Des coups de couteau, des coups de couteau.", "2018-01-01"),
       article("typed", "Brèves", "Il reçut un coup de couteau au bras.", "2012-01-01"),
       article("apart", "Le coup du couteau", "Un coup, puis le couteau.", "2019-01-01"),
       article("comma", "Un coup, de couteau", "Rien.", "2019-01-01")});
  EXPECT_EQ(ids("coup de couteau")[0], "typed");
  EXPECT_EQ(ids("coup de couteau")[1], "plural");
}

// What was found of an expression is kept: whatever was asked before, the answer is that of an engine that never was.
TEST_F(ExpressionTest, WhatIsKeptOfOneSearchChangesNoOther) {
  std::vector<archive::Article> articles;
  constexpr int kArticles = 90;
  for (int i = 0; i < kArticles; ++i) {
    const char* text = i % 3 == 0   ? "un coup de couteau"
                       : i % 3 == 1 ? "des coups de couteau"
                                    : "le couteau, un coup";
    articles.push_back(article(std::to_string(i), "Brèves",
                               "Il y eut " + std::string(text) + ". Et rien d’autre.",
                               "2012-01-0" + std::to_string(1 + i % 9)));
    articles.back().dossiers = {i % 2 == 0 ? "Pair" : "Impair"};
  }
  build(articles);
  const auto answer = [](search::Engine& engine, const std::string& dossier, std::uint32_t offset) {
    search::SearchRequest request;
    request.q = "coup de couteau";
    request.offset = offset;
    request.limit = 20;
    if (!dossier.empty()) request.dossier.any_of = {dossier};
    std::vector<std::pair<std::string, double>> hits;
    for (const search::Hit& hit : engine.state().search(0, request, soon()).hits)
      hits.emplace_back(hit.id, hit.score);
    return hits;
  };
  for (const std::uint32_t offset : {0U, 20U, 40U}) {
    for (const std::string dossier : {"pair", "", "impair", "pair"}) {
      search::Engine fresh(folder_.path(), {1});
      EXPECT_EQ(answer(*engine_, dossier, offset), answer(fresh, dossier, offset))
          << dossier << ' ' << offset;
    }
  }
}

// A small word that is a noun or a name as well: where no article has the expression, that is said.
TEST_F(ExpressionTest, SaysWhatWasNotSearched) {
  build({article("1", "École", "Le transport scolaire est gratuit."),
         article("2", "Foot", "L’AS Charvoisy a gagné."), article("3", "Foot", "Charvoisy a perdu.")});
  EXPECT_THAT(search("car scolaire").notes, Contains(HasSubstr("n’a pas été exigé")));
  EXPECT_THAT(search("AS Charvoisy").notes, Not(Contains(HasSubstr("exigé"))));
  EXPECT_THAT(ids("AS Charvoisy"), ElementsAre("2", "3"));
  EXPECT_THAT(search("le transport scolaire").notes, Not(Contains(HasSubstr("exigé"))));
  build({article("1", "Santé", "La vitamine B se trouve dans la levure.", "2017-01-01")});
  EXPECT_THAT(search("vitamine C").notes, Contains(HasSubstr("n’a pas été exigé")));
  EXPECT_THAT(search("L vitamine").notes, Not(Contains(HasSubstr("exigé"))));
}

}  // namespace
}  // namespace fonds::test
