// Persons by family name, and which of many are shown.
#include "server/api/person_list.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::api {
namespace {

using ::testing::ElementsAre;

TEST(FamilyName, IsWhatReadersLookUnder) {
  const struct {
    const char *label, *turned, *letter;
  } cases[] = {
      {"Claire Vasseur", "Vasseur, Claire", "V"},
      {"Charles de Gaulle", "Gaulle, Charles de", "G"},
      {"Yann Le Goff", "Le Goff, Yann", "L"},
      {"Geoffroy Roux de Bézieux", "Roux de Bézieux, Geoffroy", "R"},
      {"Mamadou N’Diaye", "N’Diaye, Mamadou", "N"},
      {"Marie Étienne", "Étienne, Marie", "E"},
      {"Jean-Luc Grand", "Grand, Jean-Luc", "G"},
      {"Alexandre Da Silva", "Da Silva, Alexandre", "D"},
      {"Rostaing", "Rostaing", "R"},
      {"Le Goff", "Goff, Le", "G"},
      {"", "", "#"},
      {"101", "101", "#"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(by_family_name(c.label), c.turned) << c.label;
    EXPECT_EQ(family_letter(c.label), c.letter) << c.label;
  }
}

std::vector<std::string> labels(const PersonList& list) {
  std::vector<std::string> labels;
  for (const auto& value : list.values) labels.push_back(value.label);
  return labels;
}

TEST(PersonList, OfALetterIsInItsOrder) {
  PersonList list;
  list.letter = "R";
  leaf_through({{"b", "Anne Roy", 3, false, false},
                {"a", "Zoé Rambaud", 2, false, false},
                {"c", "Paul Noël", 9, false, false}},
               10, list);
  EXPECT_THAT(labels(list), ElementsAre("Zoé Rambaud", "Anne Roy"));
  EXPECT_THAT(list.letters, ElementsAre("N", "R"));
  EXPECT_EQ(list.total, 2U);
}

TEST(PersonList, ManyThatAreNamedOnceAreLeftOut) {
  std::vector<search::FacetValue> persons;
  for (int i = 0; i < 400; ++i)
    persons.push_back(
        {"p" + std::to_string(i), "Anne P" + std::to_string(i), i < 100 ? 2U : 1U, false, false});
  PersonList list;
  leaf_through(persons, 30, list);
  EXPECT_EQ(list.total, 100U);
  EXPECT_EQ(list.once, 300U);
  EXPECT_EQ(list.values.size(), 30U);
  list = {};
  list.whole = true;
  list.offset = 390;
  leaf_through(persons, 30, list);
  EXPECT_EQ(list.total, 400U);
  EXPECT_EQ(list.values.size(), 10U);
  persons.resize(200);
  list = {};
  leaf_through(persons, 30, list);
  EXPECT_EQ(list.once, 0U);
}

}  // namespace
}  // namespace fonds::api
