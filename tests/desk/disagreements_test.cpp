// What a draft says otherwise than the archive, and what only looks like it.
#include "server/desk/disagreements.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::desk {
namespace {

struct Row {
  const char* draft;
  const char* archived;
  // days between them
  int apart;
  // of the draft; empty = they agree, or are not comparable
  const char* figure;
};

const Row kRows[] = {
    {"L’école de code de Poitiers accueille 120 étudiants à la rentrée.",
     "L’école de code de Poitiers accueillera 150 étudiants dès la rentrée.", 20, "120 étudiants"},
    {"L’école de code de Poitiers accueille 120 étudiants.",
     "L’école de code de Poitiers accueille 120 étudiants.", 20, ""},
    // What is counted is another thing.
    {"L’école de code de Poitiers accueille 120 étudiants.",
     "L’école de code de Poitiers accueille 15 enseignants.", 20, ""},
    // Hardly a word in common.
    {"Le lycée a reçu 120 étudiants.", "Le campus de Futuroscope compte 25000 étudiants.", 20, ""},
    // Another year, by its words or by its time.
    {"En 2016 la fête du quartier des Couronneries a réuni 300 habitants.",
     "En 2018 la fête du quartier des Couronneries a réuni 450 habitants.", 20, ""},
    {"La fête du quartier a réuni au parc environ 300 habitants ravis.",
     "La fête du quartier a réuni sous la pluie 450 habitants trempés.", 700, ""},
    {"Le spectacle de la compagnie aura lieu salle Voltaire le 12 juin.",
     "Le spectacle de la compagnie aura lieu salle Voltaire le 14 juin.", 5, "12 juin"},
    {"Le spectacle de la compagnie aura lieu salle Voltaire le 12 juin.",
     "Le spectacle de la compagnie aura lieu salle Voltaire le 14 juin.", 365, ""},
    // A reference, no count.
    {"DE-2012/59 – Protection sociale complémentaire prévoyance : proposition du centre de gestion.",
     "DE-2012/68 – Protection sociale complémentaire prévoyance : proposition du centre de gestion.", 3, ""},
    // Two of a kind: nobody knows which is meant.
    {"Sur 300 élèves du collège Jules-Ferry, 120 élèves mangent à la cantine.",
     "Au collège Jules-Ferry, 150 élèves mangent à la cantine.", 3, ""},
};

TEST(Disagreements, AreOfTheSameThingAtTheSameTime) {
  text::Analyzer analyzer;
  const text::Day day = text::parse_iso("2018-06-01").value();
  for (const Row& row : kRows) {
    const Archived article{day - row.apart, row.archived};
    const auto found = disagreements(row.draft, day, {&article, 1}, analyzer);
    if (*row.figure == '\0') {
      EXPECT_TRUE(found.empty()) << row.draft;
    } else {
      ASSERT_EQ(found.size(), 1U) << row.draft;
      EXPECT_EQ(found[0].said_figure, row.figure);
      EXPECT_EQ(found[0].archived, row.archived);
    }
  }
}

// Where another article says as the draft does, the archive is of two minds.
TEST(Disagreements, AreNoneWhereSomeArticleAgrees) {
  text::Analyzer analyzer;
  const char* const draft = "L’école de code de Poitiers accueille 120 étudiants.";
  const std::vector<Archived> articles = {
      {17000, "L’école de code de Poitiers accueille 150 étudiants."},
      {17010, "Les 120 étudiants de l’école de code que Poitiers accueille sont là."}};
  EXPECT_TRUE(disagreements(draft, 17020, articles, analyzer).empty());
}

TEST(FunctionDisagreements, AreFunctionsOfAnotherTime) {
  text::Analyzer analyzer;
  const std::vector<search::PersonFunction> functions = {{"maire de Charvoisy", 2014, 2020},
                                                         {"sénatrice", 2020, std::nullopt}};
  const auto found = [&](const char* draft, const char* day) {
    return function_disagreements(draft, text::parse_iso(day).value(), "Claire Vasseur", functions, analyzer)
        .size();
  };
  EXPECT_EQ(found("La maire, Claire Vasseur, s’en réjouit.", "2013-05-01"), 1U);
  EXPECT_EQ(found("Claire Vasseur, maire de Charvoisy, s’en réjouit.", "2022-05-01"), 1U);
  EXPECT_EQ(found("Claire Vasseur, maire de Charvoisy, s’en réjouit.", "2017-05-01"), 0U);
  EXPECT_EQ(found("L’ancienne maire Claire Vasseur s’en réjouit.", "2022-05-01"), 0U);
  EXPECT_EQ(found("La sénatrice Claire Vasseur s’en réjouit.", "2022-05-01"), 0U);
  EXPECT_EQ(found("La sénatrice Claire Vasseur s’en réjouit.", "2018-05-01"), 1U);
  EXPECT_EQ(found("Le maire a répondu longuement aux habitants, et Claire Vasseur aussi.", "2022-05-01"), 0U);
}

}  // namespace
}  // namespace fonds::desk
