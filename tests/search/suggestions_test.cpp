// What is offered while a reader types: what people write, most frequent first.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/small_archive.h"

namespace fonds::test {
namespace {

using search::Suggestion;
using search::SuggestionKind;
using testing::Contains;
using testing::Each;
using testing::IsEmpty;
using testing::Not;

class Suggestions : public SmallArchive {
 protected:
  // Each text stands in so many articles, and so do the persons named with it.
  struct Told {
    int articles;
    const char* text;
    std::vector<std::string> persons = {};
  };
  void tell(const std::vector<Told>& told) {
    std::vector<archive::Article> articles;
    for (const Told& one : told) {
      for (int i = 0; i < one.articles; ++i) {
        articles.push_back(
            article(std::to_string(articles.size()), "Brèves", one.text, "2017-01-01", {}, one.persons));
      }
    }
    build(articles);
  }
  std::vector<Suggestion> offered(const std::string& q, std::uint32_t limit = 8) const {
    return engine_->state().suggest(q, limit, soon());
  }
  std::vector<std::string> texts(const std::string& q, SuggestionKind kind) const {
    std::vector<std::string> texts;
    for (const Suggestion& one : offered(q)) {
      if (one.kind == kind) texts.push_back(one.text);
    }
    return texts;
  }
  std::vector<std::string> words(const std::string& q) const { return texts(q, SuggestionKind::word); }
  std::vector<std::string> persons(const std::string& q) const { return texts(q, SuggestionKind::person); }
};

class WaysOfWriting : public Suggestions {
 protected:
  void SetUp() override {
    tell({{4, "Le tram-train dessert la ville ; les élèves de l’école Jules-Ferry le prennent."},
          {6, "À Saint-Étienne, la porte-parole a lu le compte-rendu. On vit Notre-Dame."},
          {5, "Sa grand-mère vint à Sainte-Foy ; un chef-d’œuvre, dit le maire."},
          {7, "Les gilets jaunes manifestent contre le droit de vote refusé."},
          {3, "GILETS JAUNES : la suite. La cour d’appel siège, la ministre part en week-end."},
          {8, "Le vote du budget, le compte de la ville, la parole du maire, une mère, un ferry, un gilet."},
          {80, "Rien de neuf pour les saints de la porte du grand train."}});
  }
};

TEST_F(WaysOfWriting, JoinedFormsAreNeverShown) {
  const struct {
    const char* typed;
    const char* shown;
  } rows[] = {
      {"tram", "tram-train"},
      {"tram-", "tram-train"},
      {"tram-t", "tram-train"},
      {"tramtr", "tram-train"},
      {"jules", "Jules-Ferry"},
      {"jules-f", "Jules-Ferry"},
      {"saint", "Saint-Étienne"},
      {"saint-e", "Saint-Étienne"},
      {"saint et", "Saint-Étienne"},
      {"porte-p", "porte-parole"},
      {"porte", "porte-parole"},
      {"compte", "compte-rendu"},
      {"notre", "Notre-Dame"},
      {"grand-m", "grand-mère"},
      {"grand", "grand-mère"},
      {"chef", "chef-d’œuvre"},
      {"week", "week-end"},
      {"l'école jules", nullptr},
      {"gil", "gilets jaunes"},
      {"gilets j", "gilets jaunes"},
      {"les gilets", nullptr},
      {"droit", "droit de vote"},
      {"droit de", "droit de vote"},
      {"droit de v", "droit de vote"},
      {"cour", "cour d’appel"},
      {"SAINT-É", "Saint-Étienne"},
      {"cour d'a", "cour d’appel"},
      {"chef-d'o", "chef-d’œuvre"},
      {"l'éco", "école"},
  };
  const std::vector<std::string> inner = {
      "tramtrain", "julesferry", "saintetienne", "porteparole", "compterendu", "notredame",   "grandmere",
      "grandmère", "weekend",    "chefdoeuvre",  "chefdœuvre",  "saintefoy",   "saintétienne"};
  for (const auto& row : rows) {
    const std::vector<std::string> shown = words(row.typed);
    if (row.shown != nullptr) {
      EXPECT_THAT(shown, Contains(std::string(row.shown))) << row.typed;
    }
    for (const std::string& word : inner) EXPECT_THAT(shown, Not(Contains(word))) << row.typed;
  }
}

TEST_F(WaysOfWriting, ACompoundIsTypedInItsOwnParts) {
  EXPECT_THAT(words("saint-e"), Not(Contains(std::string("Sainte-Foy"))));
  EXPECT_THAT(words("sainte"), Contains(std::string("Sainte-Foy")));
  EXPECT_THAT(words("sainte"), Not(Contains(std::string("Saint-Étienne"))));
}

TEST_F(WaysOfWriting, WhatIsOfferedFindsArticles) {
  for (const char* typed : {"tram", "saint", "gil", "droit", "cour", "chef", "porte", "compte"}) {
    for (const Suggestion& one : offered(typed)) {
      EXPECT_GE(search(one.value).total, one.count) << one.text;
      EXPECT_GT(one.count, 0U) << one.text;
    }
  }
}

TEST_F(Suggestions, WhatMostArticlesHaveComesFirst) {
  tell({{2, "Vote.", {"Marie Vassal"}},
        {30, "Une vasque."},
        {20, "Que c’est vaste.", {"Claire Vasseur"}},
        {9, "Un vasistas."}});
  const std::vector<Suggestion> found = offered("vas", 4);
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0].text, "Claire Vasseur");
  EXPECT_EQ(found[1].text, "vasque");
  EXPECT_EQ(found[2].text, "vaste");
  EXPECT_EQ(found[3].text, "Marie Vassal");
}

TEST_F(Suggestions, NamesAreReachedHoweverTheyAreTyped) {
  tell({{3, "Vu.", {"Papa N'Diaye"}},
        {3, "Vu.", {"Yann Le Goff"}},
        {3, "Vu.", {"Claire Vasseur"}},
        {3, "Vu.", {"Alexandre Benalla"}},
        {3, "Vu.", {"Jean-Luc Mélenchon"}},
        {3, "Vu.", {"Awa Ndour"}},
        {3, "Vu.", {"Pierre de La Tour"}}});
  const struct {
    const char* typed;
    const char* person;
  } rows[] = {
      {"ndiaye", "Papa N'Diaye"},
      {"n'diaye", "Papa N'Diaye"},
      {"n diaye", "Papa N'Diaye"},
      {"papa ndi", "Papa N'Diaye"},
      {"legoff", "Yann Le Goff"},
      {"le goff", "Yann Le Goff"},
      {"yann legoff", "Yann Le Goff"},
      {"mme vasseur", "Claire Vasseur"},
      {"Mme Vas", "Claire Vasseur"},
      {"madame vas", "Claire Vasseur"},
      {"m. benalla", "Alexandre Benalla"},
      {"monsieur ben", "Alexandre Benalla"},
      {"vaseur", "Claire Vasseur"},
      {"benala", "Alexandre Benalla"},
      {"mme vaseur", "Claire Vasseur"},
      {"melanch", "Jean-Luc Mélenchon"},
      {"jeanluc", "Jean-Luc Mélenchon"},
      {"jean luc mel", "Jean-Luc Mélenchon"},
      {"n'dour", "Awa Ndour"},
      {"dr ndou", "Awa Ndour"},
      {"latour", "Pierre de La Tour"},
      {"alexandre benala", "Alexandre Benalla"},
  };
  for (const auto& row : rows)
    EXPECT_THAT(persons(row.typed), Contains(std::string(row.person))) << row.typed;
  for (const char* typed : {"mme", "m", "vxsr", "mme zorglub", "dupont vasseur"})
    EXPECT_THAT(persons(typed), Not(Contains(std::string("Claire Vasseur")))) << typed;
}

TEST_F(Suggestions, SlipsOfTheArchiveAreNotOffered) {
  tell({{60, "La bibliothèque est ouverte, dit Benalla."},
        {2, "La bibliothque est fermée, dit Benala."},
        {2, "Une bibliographie de Benamou."}});
  EXPECT_THAT(words("biblio"), Contains(std::string("bibliothèque")));
  EXPECT_THAT(words("biblio"), Contains(std::string("bibliographie")));
  EXPECT_THAT(words("biblio"), Not(Contains(std::string("bibliothque"))));
  EXPECT_THAT(words("bena"), Contains(std::string("benalla")));
  EXPECT_THAT(words("bena"), Contains(std::string("benamou")));
  EXPECT_THAT(words("bena"), Not(Contains(std::string("benala"))));
}

// A person is offered even where a few articles have what was typed.
TEST_F(Suggestions, ASlipOfTheArchiveLeadsToThePerson) {
  tell({{50, "Vu.", {"Alexandre Benalla"}}, {2, "Dit Benala hier, et Benalla."}, {48, "Benalla passe."}});
  EXPECT_THAT(persons("benala"), Contains(std::string("Alexandre Benalla")));
}

TEST_F(Suggestions, NothingForNothing) {
  tell({{3, "Le texte du conseil."}});
  for (const char* typed : {"", " ", "'", "-", "zzyzx", "l'", "«"})
    EXPECT_THAT(offered(typed), IsEmpty()) << typed;
  EXPECT_THAT(engine_->state().suggest("con", 0, soon()), IsEmpty());
}

}  // namespace
}  // namespace fonds::test
