// Which queries are sentences. See server/search/sentence.h.
#include "server/search/sentence.h"

#include <gtest/gtest.h>

#include "server/query/parser.h"

namespace fonds::search {
namespace {

TEST(Sentence, Questions) {
  struct Row {
    const char* q;
    bool question;
  };
  constexpr Row kRows[] = {
      {"où puis-je refaire ma carte grise ?", true},
      {"ou puis je refaire ma carte grise", true},
      {"Comment s'inscrire à la cantine", true},
      {"horaires de la déchetterie ?", true},
      {"horaires de la déchetterie\u202F?", true},
      {"horaires de la déchetterie\u00A0? ", true},
      {"Pouvez-vous m'aider", true},
      {"Peut-on se garer place du marché", true},
      {"Y a-t-il une piscine", false},  // no question mark, and begins like nothing else
      {"A-t-on le droit de brûler des végétaux", true},
      {"Est-ce que la mairie ouvre le samedi", true},
      {"Quelles rues sont fermées", true},
      {"Combien coûte le nouveau gymnase", true},
      {"Qui a dessiné la fontaine", true},
      {"horaires de la déchetterie", false},
      {"Rendez-vous place du marché", false},
      {"le maire qui démissionne", false},
      {"? horaires", false},
      {"", false},
      {"?", true},
  };
  for (const Row& row : kRows) EXPECT_EQ(is_question(row.q), row.question) << row.q;
}

TEST(Sentence, PlainTextIsWordsOnly) {
  for (const char* q : {"piscine", "piscine municipale ?", "L'école d'Écully : rentrée, cantine !"}) {
    EXPECT_TRUE(is_plain(query::parse(q, 0).root.get())) << q;
  }
  for (const char* q : {"", "piscine OU gymnase", "piscine -gymnase", "\"piscine municipale\" été",
                        "titre:piscine horaires", "pisci* horaires", "piscine date:2017"}) {
    EXPECT_FALSE(is_plain(query::parse(q, 0).root.get())) << q;
  }
}

}  // namespace
}  // namespace fonds::search
