// The demonstration archive, of which corpus/README.md tells who is in it: one label each, none for what only
// bears a name.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <map>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "indexer/persons/letters.h"
#include "indexer/persons/natural_case.h"
#include "indexer/persons/recogniser.h"
#include "indexer/persons/registry.h"

namespace fonds::persons {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

// An article without its front matter and its emphasis; its title as the first line.
std::string text_of(const fs::path& path) {
  std::string text = read(path), title;
  if (text.starts_with("---\n")) {
    const std::size_t end = text.find("\n---\n", 4);
    const std::size_t at = text.find("title:");
    if (at < end) title = text.substr(at + 6, text.find('\n', at) - at - 6);
    text = text.substr(end + 5);
  }
  std::erase(text, '*');
  std::erase(title, '"');
  return title + "\n\n" + text;
}

// The first column of the table of persons.
std::vector<std::string> persons_of_readme() {
  std::vector<std::string> names;
  std::istringstream readme(read(fs::path(FONDS_CORPUS) / "README.md"));
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.starts_with("## ")) inside = line == "## Persons who come back";
    if (!inside || !line.starts_with("| ") || line.starts_with("| person ") || line.starts_with("| ---"))
      continue;
    names.push_back(line.substr(2, line.find(" |", 2) - 2));
  }
  return names;
}

// Who else is named, once or twice or in passing.
constexpr const char* kInPassing[] = {
    "Xavier Niel",      "Gérard Collomb",    "David Kimelfeld", "Bruno Bernard",    "Benoît Thévenet",
    "Marius Vial",      "Joseph Dechavanne", "Aubert",          "Pierre Perrachon", "Benoît Perrachon",
    "Claudius Chavent", "Joannès Escoffier", "Bonnefoy",        "Alice Milliat",    "Fausto Coppi",
    "Glenn Miller",     "Jean Moulin",       "Victor Hugo",
};

// The sightings of the archive, article by article.
struct Sightings {
  std::vector<std::string> labels;
  std::vector<std::vector<Sighting>> by_article;

  // Without one article; all of them where `left_out` is none of them.
  Registry registry(std::size_t left_out, const std::vector<KnownValue>& known = {},
                    const std::string& decisions = "") const {
    std::vector<Sighting> all;
    for (std::size_t article = 0; article < by_article.size(); ++article) {
      if (article != left_out) all.insert(all.end(), by_article[article].begin(), by_article[article].end());
    }
    const EditorFile editor = parse_editor_file(decisions);
    return build_registry({labels, {}, all, &editor, known});
  }
};
constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();

class Corpus : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const Recogniser recogniser;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::recursive_directory_iterator(FONDS_CORPUS)) {
      if (entry.path().extension() == ".md" && entry.path().filename() != "README.md")
        paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    std::map<std::string, std::uint32_t> ordinals;
    for (std::uint32_t article = 0; article < paths.size(); ++article) {
      auto& of_article = sightings_.by_article.emplace_back();
      for (const Person& person : recogniser.recognise(text_of(paths[article]))) {
        const auto [found, is_new] =
            ordinals.emplace(person.label, static_cast<std::uint32_t>(sightings_.labels.size()));
        if (is_new) sightings_.labels.push_back(person.label);
        of_article.push_back({article, found->second, person.gender, false, certainty_of(person.signs)});
      }
    }
    registry_ = sightings_.registry(kNone);
  }
  static std::size_t count(const std::string& name) {
    return static_cast<std::size_t>(
        std::count_if(registry_.persons.begin(), registry_.persons.end(),
                      [&](const RegisteredPerson& p) { return compact_key(p.label) == compact_key(name); }));
  }
  static Sightings sightings_;
  static Registry registry_;
};
Sightings Corpus::sightings_;
Registry Corpus::registry_;

// One label each, and nobody else: no street, no school, no surname that is somebody's.
TEST_F(Corpus, IsWhoItIs) {
  std::set<std::string> truth, found;
  const std::vector<std::string> names = persons_of_readme();
  ASSERT_GE(names.size(), 40u);
  for (const std::string& name : names) truth.insert(compact_key(name));
  for (const char* name : kInPassing) truth.insert(compact_key(name));
  for (const RegisteredPerson& p : registry_.persons) {
    EXPECT_TRUE(truth.contains(compact_key(p.label))) << p.label << " is nobody";
    EXPECT_TRUE(found.insert(compact_key(p.label)).second) << p.label << " is there twice";
  }
  for (const std::string& key : truth) EXPECT_TRUE(found.contains(key)) << key << " is missing";
}

TEST_F(Corpus, WhatBearsANameIsNobody) {
  for (const char* name :
       {"Simone Veil", "Jules Ferry", "Jules-Ferry", "Louise-Labé", "Marie Curie", "Édouard Herriot",
        "Gambetta", "Fracasse", "Marcel Chavant", "Girard", "de Gaulle", "Charles de Gaulle"}) {
    EXPECT_EQ(count(name), 0u) << name;
  }
}

TEST_F(Corpus, AnArticleMoreChangesNoValue) {
  for (std::size_t last = 0; last < sightings_.by_article.size(); ++last) {
    const Registry before = sightings_.registry(last);
    const Registry after = sightings_.registry(kNone, before.values);
    std::map<std::string, std::uint32_t> owners;  // of each name
    for (std::uint32_t person = 0; person < after.persons.size(); ++person) {
      for (const RegisteredForm& form : after.persons[person].forms) owners.emplace(form.label, person);
    }
    for (const RegisteredPerson& p : before.persons) {
      const std::uint32_t person = owners.at(p.forms[0].label);
      // Who is found to be somebody else leaves the value behind, and it leads there.
      const std::pair left(p.value, person);
      const auto& former = after.former_values;
      EXPECT_TRUE(after.persons[person].value == p.value ||
                  std::find(former.begin(), former.end(), left) != former.end())
          << p.label << ", with article " << last;
    }
  }
}

TEST_F(Corpus, AMergeTakenBackRestoresEverything) {
  for (const char* decisions :
       {"fusionner : Isabelle Carron -> Philippe Carron", "fusionner : Aubert -> Bonnefoy",
        "fusionner : Claire Vasseur, Samia Benhaddou -> Madame la maire"}) {
    const Registry merged = sightings_.registry(kNone, registry_.values, decisions);
    EXPECT_LT(merged.persons.size(), registry_.persons.size());
    const Registry after = sightings_.registry(kNone, merged.values);
    ASSERT_EQ(after.persons.size(), registry_.persons.size()) << decisions;
    for (std::size_t i = 0; i < after.persons.size(); ++i) {
      EXPECT_EQ(after.persons[i].label, registry_.persons[i].label);
      EXPECT_EQ(after.persons[i].value, registry_.persons[i].value);
      EXPECT_EQ(after.persons[i].articles, registry_.persons[i].articles);
    }
    EXPECT_EQ(after.person_of, registry_.person_of);
    EXPECT_EQ(after.former_values, registry_.former_values);
  }
}

}  // namespace
}  // namespace fonds::persons
