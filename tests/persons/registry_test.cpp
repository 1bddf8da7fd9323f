// The persons of a whole archive. A case names the labels of each article; the registry answers by label.
#include "indexer/persons/registry.h"

#include <algorithm>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::persons {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

// An archive in a few lines: add() an article with the labels found in it.
class Archive {
 public:
  Archive& add(const std::vector<std::string>& labels, int times = 1, Gender gender = Gender::kUnknown) {
    for (; times > 0; --times) {
      for (const std::string& label : labels)
        sightings_.push_back({articles_, ordinal(label), gender, false});
      ids_.push_back("article-" + std::to_string(articles_++));
    }
    return *this;
  }
  // Articles of which each says as much of the name.
  Archive& add(const std::string& label, Certainty certainty, int times) {
    for (; times > 0; --times) {
      sightings_.push_back({articles_, ordinal(label), Gender::kUnknown, false, certainty});
      ids_.push_back("article-" + std::to_string(articles_++));
    }
    return *this;
  }
  Archive& add_by_editor(const std::string& label) {
    sightings_.push_back({articles_, ordinal(label), Gender::kUnknown, true});
    ids_.push_back("article-" + std::to_string(articles_++));
    return *this;
  }
  Archive& editor(const std::string& text) {
    editor_ = parse_editor_file(text);
    return *this;
  }
  Registry build(const std::vector<KnownValue>& known = {}) const {
    return build_registry({labels_, ids_, sightings_, &editor_, known});
  }
  // The label under which the last sighting of `label` was filed; empty where it was rejected.
  std::string filed(const Registry& registry, const std::string& label) const {
    for (std::size_t s = sightings_.size(); s-- > 0;) {
      if (labels_[sightings_[s].label] != label) continue;
      const std::uint32_t person = registry.person_of[s];
      return person == kNobody ? "" : registry.persons[person].label;
    }
    return "?";
  }
  void shuffle() { std::reverse(sightings_.begin(), sightings_.end()); }

 private:
  std::uint32_t ordinal(const std::string& label) {
    const auto found = std::find(labels_.begin(), labels_.end(), label);
    if (found != labels_.end()) return static_cast<std::uint32_t>(found - labels_.begin());
    labels_.push_back(label);
    return static_cast<std::uint32_t>(labels_.size() - 1);
  }
  std::vector<std::string> labels_, ids_;
  std::vector<Sighting> sightings_;
  EditorFile editor_;
  std::uint32_t articles_ = 0;
};

std::vector<std::string> labels_of(const Registry& registry) {
  std::vector<std::string> out;
  for (const RegisteredPerson& p : registry.persons) out.push_back(p.label);
  return out;
}

struct MergeCase {
  const char* name;
  std::vector<std::pair<std::string, int>>
      labels;  // with the number of articles, each label in articles of its own
  std::vector<std::string> persons;
};
void PrintTo(const MergeCase& c, std::ostream* out) {
  *out << c.name;
}

class RegistryMerge : public testing::TestWithParam<MergeCase> {};

TEST_P(RegistryMerge, FilesUnder) {
  Archive archive;
  for (const auto& [label, articles] : GetParam().labels) archive.add({label}, articles);
  const Registry registry = archive.build();
  EXPECT_THAT(labels_of(registry), testing::UnorderedElementsAreArray(GetParam().persons));
  archive.shuffle();
  EXPECT_EQ(labels_of(archive.build()), labels_of(registry)) << "the order of sightings changes the result";
}

INSTANTIATE_TEST_SUITE_P(
    Rules, RegistryMerge,
    testing::ValuesIn(std::vector<MergeCase>{
        {"accents", {{"Edouard Philippe", 5}, {"Édouard Philippe", 2}}, {"Édouard Philippe"}},
        {"a lone accent is a slip",
         {{"Edouard Philippe", 50}, {"Edouard Philippé", 1}},
         {"Edouard Philippe"}},
        {"hyphens", {{"Jean-Luc Gibet", 3}, {"Jean Luc Gibet", 1}}, {"Jean-Luc Gibet"}},
        {"apostrophes", {{"Mamadou N'Diaye", 3}, {"Mamadou N’Diaye", 1}}, {"Mamadou N'Diaye"}},
        {"order", {{"Pierre Martin", 3}, {"Martin Pierre", 1}}, {"Pierre Martin"}},
        {"particles in capitals", {{"François de Rugy", 3}, {"François De Rugy", 1}}, {"François de Rugy"}},
        {"a slip", {{"Laurent Wauquiez", 9}, {"Laurent Wauqiez", 1}}, {"Laurent Wauquiez"}},
        {"a spelling that comes back is another name",
         {{"Paul Marchenoir", 20}, {"Paul Marchenoire", 4}},
         {"Paul Marchenoir", "Paul Marchenoire"}},
        {"unless the other one is everywhere",
         {{"Paul Marchenoir", 40}, {"Paul Marchenoire", 4}},
         {"Paul Marchenoir"}},
        {"given names spelt two ways",
         {{"Mathieu Orphelin", 2}, {"Matthieu Orphelin", 3}},
         {"Matthieu Orphelin"}},
        {"an l that is not heard: Thibault is Thibaut",
         {{"Thibault Korvat", 2}, {"Thibaut Korvat", 3}},
         {"Thibaut Korvat"}},
        {"an initial behind", {{"Donald J. Trump", 1}, {"Donald Trump", 3}}, {"Donald Trump"}},
        {"initials", {{"Emmanuel Duval", 3}, {"E. Duval", 1}}, {"Emmanuel Duval"}},
        {"half a double surname",
         {{"Nathalie Morel-Dupuis", 3}, {"Nathalie Morel", 1}},
         {"Nathalie Morel-Dupuis"}},
        {"a short given name",
         {{"Marie-Josèphe Batard", 3}, {"Marie-Jo Batard", 1}},
         {"Marie-Josèphe Batard"}},
        {"a surname", {{"François Turcas", 1}, {"Turcas", 3}}, {"François Turcas"}},
        {"a surname with its particle",
         {{"Charles de Gaulle", 1}, {"de Gaulle", 1}, {"Gaulle", 1}},
         {"Charles de Gaulle"}},
        {"the bearer whom everybody means",
         {{"Paul Macret", 40}, {"Lucie Macret", 2}, {"Macret", 9}},
         {"Paul Macret", "Lucie Macret"}},
        {"a prince by one title or another", {{"prince Charles", 3}, {"roi Charles", 1}}, {"prince Charles"}},
        {"a queen and her number", {{"Élisabeth II", 9}, {"reine Élisabeth", 1}}, {"Élisabeth II"}},
        {"a priest by his surname", {{"Luc Jambart", 3}, {"père Jambart", 1}}, {"Luc Jambart"}},
        {"a second surname left out",
         {{"Geoffroy Roux de Bazière", 3}, {"Geoffroy Roux", 1}},
         {"Geoffroy Roux de Bazière"}},
        {"the bearer who comes back",
         {{"Roland Macret", 4}, {"Joannès Macret", 1}, {"Macret", 2}},
         {"Roland Macret", "Joannès Macret"}},
        {"one surname of several in Portuguese",
         {{"Rafael Dos Santos Cruz", 3}, {"Rafael Dos Santos", 1}, {"Dos Santos", 1}},
         {"Rafael Dos Santos Cruz"}},
        // What stays apart.
        {"a pope and a king", {{"François Ier", 1}, {"pape François", 9}}, {"François Ier", "pape François"}},
        {"a prince and whom he has for a surname",
         {{"Vincent Harry", 30}, {"prince Harry", 1}},
         {"Vincent Harry", "prince Harry"}},
        {"father and son",
         {{"Donald Trump", 30}, {"Donald Trump Jr", 1}, {"Donald Trump père", 1}},
         {"Donald Trump", "Donald Trump Jr", "Donald Trump père"}},
        {"homonyms",
         {{"Paul Macret", 4}, {"Lucie Macret", 2}, {"Macret", 9}},
         {"Paul Macret", "Lucie Macret", "Macret"}},
        {"initials of two",
         {{"Paul Macret", 4}, {"Pierre Macret", 2}, {"P. Macret", 1}},
         {"Paul Macret", "Pierre Macret", "P. Macret"}},
        {"a near name as frequent",
         {{"Jean Bernard", 4}, {"Jean Bernaud", 4}},
         {"Jean Bernard", "Jean Bernaud"}},
        {"short surnames", {{"Jean Morel", 9}, {"Jean Mortl", 1}}, {"Jean Morel", "Jean Mortl"}},
        {"given names of two persons",
         {{"Michel Durand", 9}, {"Michèle Durand", 1}},
         {"Michel Durand", "Michèle Durand"}},
        {"a prince is no surname", {{"Vincent Harry", 1}, {"Harry", 9}}, {"Vincent Harry", "Harry"}},
    }));

TEST(Registry, TheCivilityTellsBearersApart) {
  Archive archive;
  archive.add({"Luc Martin"}, 3, Gender::kMasculine).add({"Lucie Martin"}, 3, Gender::kFeminine);
  archive.add({"Martin"}, 1, Gender::kFeminine);
  EXPECT_EQ(archive.filed(archive.build(), "Martin"), "Lucie Martin");
  archive.add({"Martin"}, 1, Gender::kMasculine);
  EXPECT_EQ(archive.filed(archive.build(), "Martin"), "Luc Martin");
  archive.add({"Martin"}, 1, Gender::kUnknown);
  EXPECT_EQ(archive.filed(archive.build(), "Martin"), "Martin");
}

TEST(Registry, AnInitialBehindASurname) {
  Archive archive;
  archive.add({"Christine Martin"}, 3, Gender::kFeminine).add({"Martin C."}, 1, Gender::kFeminine);
  archive.add({"Sofia Amir"}, 3, Gender::kFeminine).add({"Amir S."});
  EXPECT_THAT(labels_of(archive.build()), UnorderedElementsAre("Christine Martin", "Sofia Amir", "Amir S."));
}

TEST(Registry, NamesSideBySideAreNoSlips) {
  Archive archive;
  archive.add({"Philippe Lambert", "Philippe Lambart"}).add({"Philippe Lambert"}, 9);
  EXPECT_THAT(labels_of(archive.build()), UnorderedElementsAre("Philippe Lambert", "Philippe Lambart"));
}

TEST(Registry, TheEditorsLabelWins) {
  Archive archive;
  archive.add({"Leonore Moncondhuy"}, 9).add_by_editor("Léonore Moncond'huy");
  EXPECT_THAT(labels_of(archive.build()), ElementsAre("Léonore Moncond'huy"));
}

TEST(Registry, NamesOfTheMetadataStayAsTheyAre) {
  Archive archive;
  for (int i = 0; i < 9; ++i) archive.add_by_editor("Christian Estrosi");
  archive.add_by_editor("Christian Estrozi").add_by_editor("Estrosi").add({"Christian Estrossi"});
  const Registry registry = archive.build();
  EXPECT_THAT(labels_of(registry), UnorderedElementsAre("Christian Estrosi", "Christian Estrozi", "Estrosi"));
  EXPECT_EQ(archive.filed(registry, "Christian Estrossi"), "Christian Estrosi");
  EXPECT_EQ(registry.doubts.size(), 1u);
}

TEST(Registry, DoubtsAreForTheEditor) {
  Archive archive;
  archive.add({"Jean Bernard"}, 4).add({"Jean Bernaud"}, 3);
  const Registry registry = archive.build();
  ASSERT_EQ(registry.doubts.size(), 1u);
  EXPECT_EQ(registry.persons[registry.doubts[0].person].label, "Jean Bernaud");
  EXPECT_EQ(registry.persons[registry.doubts[0].other].label, "Jean Bernard");
  EXPECT_EQ(registry.doubts[0].tie, Tie::kSlip);
}

TEST(Registry, TwoGivenNamesThatExistAreForTheEditorWhereOneIsFarRarer) {
  Archive archive;
  archive.add({"Gérald Darmonin"}, 40)
      .add({"Gérard Darmonin"})
      .add({"Martine Duval"}, 5)
      .add({"Martin Duval"});
  const Registry registry = archive.build();
  EXPECT_EQ(registry.persons.size(), 4u);
  ASSERT_EQ(registry.doubts.size(), 1u);
  EXPECT_EQ(registry.persons[registry.doubts[0].person].label, "Gérard Darmonin");
}

TEST(Registry, CountsArticlesOnce) {
  Archive archive;
  archive.add({"Emmanuel Duval", "E. Duval"}).add({"Emmanuel Duval"});
  const Registry registry = archive.build();
  ASSERT_EQ(registry.persons.size(), 1u);
  EXPECT_EQ(registry.persons[0].articles, 2u);
}

// --- what only looks like a person ---

TEST(RegistryRefuses, WhatHasArticlesMoreOftenThanCivilities) {
  Archive archive;
  archive.add("James Bond", Certainty::kNamed, 5).add("James Bond", Certainty::kThing, 2);
  archive.add("Marine Le Pen", Certainty::kNamed, 5).add("Marine Le Pen", Certainty::kThing, 2);
  archive.add("Marine Le Pen", Certainty::kProved, 2);
  archive.add("Jean Dupont", Certainty::kNamed, 15).add("Jean Dupont", Certainty::kThing, 2);
  const Registry registry = archive.build();
  EXPECT_THAT(labels_of(registry), ElementsAre("Jean Dupont", "Marine Le Pen"));
  ASSERT_EQ(registry.refusals.size(), 1u);
  EXPECT_EQ(registry.refusals[0].label, "James Bond");
  EXPECT_EQ(registry.refusals[0].articles, 7u);
}

TEST(RegistryRefuses, WhatNeverProvesToBeAPerson) {
  Archive archive;
  archive.add("Bison Futé", Certainty::kGuessed, 20).add("Bison Futé", Certainty::kProved, 2);
  archive.add("Ombrelune Dagicourt", Certainty::kGuessed, 6)
      .add("Ombrelune Dagicourt", Certainty::kProved, 1);
  archive.add("Albane Duvauchel", Certainty::kGuessed, 20).add("Albane Duvauchel", Certainty::kNamed, 1);
  archive.add("Zinédou Martinat", Certainty::kGuessed, 3);  // of whom too little is known
  EXPECT_THAT(labels_of(archive.build()),
              ElementsAre("Albane Duvauchel", "Ombrelune Dagicourt", "Zinédou Martinat"));
}

TEST(RegistryRefuses, NobodyForWhomTheEditorVouches) {
  Archive archive;
  archive.add("Bison Futé", Certainty::kGuessed, 20).editor("protéger : Bison Futé");
  EXPECT_THAT(labels_of(archive.build()), ElementsAre("Bison Futé"));
  archive.editor("").add_by_editor("Bison Futé");
  EXPECT_THAT(labels_of(archive.build()), ElementsAre("Bison Futé"));
}

TEST(RegistryRefuses, AThingBearsNoSurname) {
  Archive archive;
  archive.add("Aston Martin", Certainty::kThing, 9).add({"Martin"}, 2, Gender::kMasculine);
  EXPECT_THAT(labels_of(archive.build()), ElementsAre("Martin"));
}

// --- values ---

std::map<std::string, std::string> values_of(const Registry& registry) {
  std::map<std::string, std::string> out;
  for (const RegisteredPerson& p : registry.persons) out[p.label] = p.value;
  return out;
}

TEST(RegistryValues, AreDistinctSlugs) {
  Archive archive;
  archive.add({"Éric Noël"});
  EXPECT_EQ(values_of(archive.build()).at("Éric Noël"), "eric-noel");
  // A value that somebody else once had is never given again.
  EXPECT_EQ(values_of(archive.build({{"somebody", "eric-noel"}})).at("Éric Noël"), "eric-noel-2");
}

TEST(RegistryValues, StayWhenArticlesAreAdded) {
  Archive archive;
  archive.add({"Turcas"}, 2).add({"Laurent Wauqiez"}).add({"Laurent Duval"});
  const Registry before = archive.build();
  archive.add({"François Turcas"}).add({"Laurent Wauquiez"}, 9);
  const Registry after = archive.build(before.values);
  EXPECT_EQ(values_of(after).at("François Turcas"), "turcas");
  EXPECT_EQ(values_of(after).at("Laurent Wauquiez"), "laurent-wauqiez");
  EXPECT_EQ(values_of(after).at("Laurent Duval"), "laurent-duval");
  // Another bearer comes: the first keeps the value, the surname alone is now nobody's.
  archive.add({"Marie Turcas"}, 2);
  const Registry later = archive.build(after.values);
  EXPECT_EQ(values_of(later).at("François Turcas"), "turcas");
  EXPECT_EQ(values_of(later).at("Turcas"), "turcas-2");
}

TEST(RegistryValues, OfTwoFoundToBeOneTheMoreFrequentKeepsIt) {
  Archive archive;
  archive.add({"Jean Bernaud"}, 4).add({"Jean Bernard"}, 2);
  const Registry before = archive.build();
  archive.add({"Jean Bernaud"}, 9);
  const Registry after = archive.build(before.values);
  EXPECT_EQ(values_of(after), (std::map<std::string, std::string>{{"Jean Bernaud", "jean-bernaud"}}));
  EXPECT_THAT(after.former_values, ElementsAre(testing::Pair("jean-bernard", 0u)));
  // And keeps it where the other spelling becomes the more frequent one.
  archive.add({"Jean Bernard"}, 130);
  EXPECT_EQ(values_of(archive.build(after.values)),
            (std::map<std::string, std::string>{{"Jean Bernard", "jean-bernaud"}}));
}

TEST(RegistryValues, AMergeTakenBackRestoresBoth) {
  Archive archive;
  archive.add({"Jean Bernard"}, 4).add({"Paul Durand"}, 4);
  const Registry before = archive.build();
  archive.editor("fusionner : Jean Bernard -> Paul Durand");
  const Registry merged = archive.build(before.values);
  EXPECT_EQ(values_of(merged), (std::map<std::string, std::string>{{"Paul Durand", "paul-durand"}}));
  EXPECT_THAT(merged.former_values, ElementsAre(testing::Pair("jean-bernard", 0u)));
  archive.editor("");
  const Registry after = archive.build(merged.values);
  EXPECT_THAT(after.former_values, IsEmpty());
  EXPECT_EQ(values_of(after), values_of(before));
  EXPECT_EQ(after.person_of, before.person_of);
}

// --- the editor's word ---

TEST(RegistryEditor, MergesRenamesAndRejects) {
  Archive archive;
  archive.add({"Jean Bernard"}).add({"Jeannot"}).add({"Place Bellecour"}).add({"Leo Durand"});
  archive.editor(
      "fusionner : Jeannot -> Jean Bernard\nrejeter : Place Bellecour\nrenommer : Leo Durand -> Léo "
      "Durand-Ruel\n"
      "fusionner : Personne Inconnue -> Jean Bernard\n");
  const Registry registry = archive.build();
  EXPECT_EQ(archive.filed(registry, "Jeannot"), "Jean Bernard");
  EXPECT_EQ(archive.filed(registry, "Place Bellecour"), "");
  EXPECT_EQ(archive.filed(registry, "Leo Durand"), "Léo Durand-Ruel");
  EXPECT_EQ(values_of(registry).at("Léo Durand-Ruel"), "leo-durand");
  ASSERT_EQ(registry.warnings.size(), 1u);
  EXPECT_EQ(registry.warnings[0].line, 4u);
}

TEST(RegistryEditor, SplitsAndRejectsInArticles) {
  Archive archive;
  archive.add({"Jean Dupont"}, 3)
      .editor(
          "séparer : Jean Dupont -> Jean Dupont (boulanger) dans article-1\nrejeter : Jean Dupont dans "
          "article-2");
  const Registry registry = archive.build();
  ASSERT_EQ(registry.person_of.size(), 3u);
  EXPECT_EQ(registry.persons[registry.person_of[0]].label, "Jean Dupont");
  EXPECT_EQ(registry.persons[registry.person_of[1]].label, "Jean Dupont (boulanger)");
  EXPECT_EQ(registry.person_of[2], kNobody);
}

// Nobody is left in an article under a short form; elsewhere all stays.
TEST(RegistryEditor, RejectsAPersonInAnArticleUnderEveryName) {
  Archive archive;
  archive.add({"Henri Carron"}, 4).add({"Henri Carron", "CARRON", "H. Carron"}).add({"CARRON"});
  archive.add({"Paul Durand"}, 3);
  for (const char* file :
       {"rejeter : Henri Carron dans article-4",
        "renommer : Henri Carron -> Henri Carron-Roy\nrejeter : Henri Carron-Roy dans article-4",
        "fusionner : Henri Carron -> Henri de Carron\nrejeter : Henri de Carron dans article-4"}) {
    const Registry registry = archive.editor(file).build();
    EXPECT_THAT(registry.warnings, IsEmpty()) << file;
    ASSERT_EQ(registry.person_of.size(), 11u);
    for (const std::size_t there : {4u, 5u, 6u}) EXPECT_EQ(registry.person_of[there], kNobody) << file;
    for (const std::size_t elsewhere : {0u, 7u, 8u})
      EXPECT_NE(registry.person_of[elsewhere], kNobody) << file;
  }
  EXPECT_EQ(archive.editor("renommer : Paul Durand -> Paul X\nrejeter : Paul X").build().person_of[8],
            kNobody);
}

TEST(RegistryEditor, ProtectedNamesAreNotMerged) {
  Archive archive;
  archive.add({"Laurent Wauquiez"}, 9).add({"Laurent Wauqiez"}).editor("protéger : Laurent Wauqiez");
  EXPECT_THAT(labels_of(archive.build()), UnorderedElementsAre("Laurent Wauquiez", "Laurent Wauqiez"));
}

TEST(RegistryEditor, FunctionsBelongToThePerson) {
  Archive archive;
  archive.add({"Claire Vasseur"}).editor("fonction : claire vasseur : maire 2014-2020");
  const Registry registry = archive.build();
  ASSERT_EQ(registry.persons[0].functions.size(), 1u);
  EXPECT_EQ(registry.persons[0].functions[0].title, "maire");
}

// In a small archive nothing is frequent: one letter twice is the same name; one letter wrong in as many articles is not.
TEST(Registry, SpellingsOfASmallArchiveMerge) {
  Archive small;
  small.add({"Maxime Pedebossc"}).add({"Maxime Pedebosc"});
  small.add({"Anne Berthod", "Anne Berthot"}, 2);
  small.add({"Paul Martinet"}, 3).add({"Paul Martinez"}, 3);
  const Registry registry = small.build();
  EXPECT_EQ(small.filed(registry, "Maxime Pedebossc"), small.filed(registry, "Maxime Pedebosc"));
  EXPECT_NE(small.filed(registry, "Anne Berthot"), small.filed(registry, "Anne Berthod"));
  EXPECT_NE(small.filed(registry, "Paul Martinez"), small.filed(registry, "Paul Martinet"));
}

}  // namespace
}  // namespace fonds::persons
