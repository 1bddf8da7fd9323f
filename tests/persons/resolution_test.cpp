// Inside one article: every form goes to its person, under the best label.
#include <algorithm>

#include "tests/persons/recognised.h"

namespace fonds::persons {
namespace {

TEST_P(LabelTest, OneLabelEach) {
  EXPECT_EQ(labels(GetParam().text), GetParam().labels);
}

INSTANTIATE_TEST_SUITE_P(
    Resolution, LabelTest,
    testing::ValuesIn(std::vector<LabelCase>{
        {"M. TURCAS ouvre. François Turcas parle. TURCAS conclut.", {"François Turcas"}},
        {"M. François TURCAS ouvre. François Turcas conclut.", {"François Turcas"}},
        {"E. Duval arrive. Emmanuel Duval part.", {"Emmanuel Duval"}},
        {"Benoit Durand arrive. Benoît Durand part.", {"Benoît Durand"}},
        {"Jean Luc Gibet arrive. Jean-Luc Gibet part.", {"Jean Luc Gibet"}},
        {"Philippe Meirieu arrive. Philippe Mérieu part. Philippe Meirieu revient.", {"Philippe Meirieu"}},
        {"Marion Maréchal arrive. Marion Maréchal-Le Pen part.", {"Marion Maréchal"}},
        {"Selon de Gaulle, oui. Charles de Gaulle insiste. M. de Gaulle aussi.", {"Charles de Gaulle"}},
        {"Laetita Morel part ! Avec Laetitia Morel.", {"Laetitia Morel"}},
        {"Le prince Harry arrive. Harry part.", {"prince Harry"}},
        // Homonyms stay apart.
        {"Donald Trump arrive. Donald Trump Jr part.", {"Donald Trump", "Donald Trump Jr"}},
        {"Alexandre Dumas arrive. Alexandre Dumas fils part.", {"Alexandre Dumas", "Alexandre Dumas fils"}},
        {"Jean Dupont père de deux enfants arrive.", {"Jean Dupont"}},
        {"Marine Le Pen arrive. Jean-Marie Le Pen part.", {"Marine Le Pen", "Jean-Marie Le Pen"}},
        {"M. Luc Martin arrive. Mme Martin part.", {"Luc Martin", "Martin"}},
        {"M. Luc Martin et Mme Lucie Martin. Mme Martin part.", {"Luc Martin", "Lucie Martin"}},
    }));

TEST(Resolution, MentionsFollowTheirPerson) {
  EXPECT_EQ(mentions("Claire Vasseur, maire, ouvre. Vasseur salue. Claire rit. Mme VASSEUR conclut."),
            (std::vector<std::string>{"Claire Vasseur", "Vasseur", "Claire", "VASSEUR"}));
}

TEST(Resolution, AMisspeltGivenNameBelongsToTheMention) {
  EXPECT_EQ(mentions("Laetita Morel part ! Avec Laetitia Morel."),
            (std::vector<std::string>{"Laetita Morel", "Laetitia Morel"}));
}

TEST(Resolution, TheNearestBearerOfASurname) {
  const auto persons =
      recogniser().recognise("Marine Le Pen arrive. Le Pen rit. Jean-Marie Le Pen part. Le Pen boude.");
  ASSERT_EQ(persons.size(), 2u);
  EXPECT_EQ(persons[0].mentions.size(), 2u);
  EXPECT_EQ(persons[1].mentions.size(), 2u);
}

TEST(Resolution, TheEditorsNamesStay) {
  EXPECT_EQ(labels("M. TURCAS ouvre.", {"François Turcas"}), (std::vector<std::string>{"François Turcas"}));
  EXPECT_EQ(labels("F. Turcas ouvre.", {"François Turcas"}), (std::vector<std::string>{"François Turcas"}));
  EXPECT_EQ(labels("Rien.", {"François Turcas"}), (std::vector<std::string>{"François Turcas"}));
  EXPECT_EQ(labels("Le Collectif dit non.", {"collectif Vaise"}),
            (std::vector<std::string>{"collectif Vaise"}));
}

TEST(Resolution, LabelsAreDistinctAndMentionsOrdered) {
  const std::string text =
      "M. Dupont, Paul Dupont, P. Dupont, Mme Dupont, Dupont, PAUL DUPONT et Dupont Paul.";
  const auto persons = recogniser().recognise(text);
  std::vector<std::string> seen;
  for (const Person& p : persons) {
    seen.push_back(p.label);
    EXPECT_TRUE(std::is_sorted(p.mentions.begin(), p.mentions.end(),
                               [](const Mention& a, const Mention& b) { return a.end <= b.begin; }));
  }
  std::sort(seen.begin(), seen.end());
  EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
}

}  // namespace
}  // namespace fonds::persons
