// The demonstration archive, of which corpus/README.md tells who is in it: one label each, none for what only
// bears a name.
#include <algorithm>
#include <filesystem>
#include <fstream>
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
    std::vector<std::string> labels;
    std::map<std::string, std::uint32_t> ordinals;
    std::vector<Sighting> sightings;
    for (std::uint32_t article = 0; article < paths.size(); ++article) {
      for (const Person& person : recogniser.recognise(text_of(paths[article]))) {
        const auto [found, is_new] =
            ordinals.emplace(person.label, static_cast<std::uint32_t>(labels.size()));
        if (is_new) labels.push_back(person.label);
        sightings.push_back({article, found->second, person.gender, false, standing_of(person.signs)});
      }
    }
    registry_ = build_registry({labels, {}, sightings, nullptr, {}});
  }
  static std::size_t count(const std::string& name) {
    return static_cast<std::size_t>(
        std::count_if(registry_.persons.begin(), registry_.persons.end(),
                      [&](const RegisteredPerson& p) { return compact_key(p.label) == compact_key(name); }));
  }
  static Registry registry_;
};
Registry Corpus::registry_;

TEST_F(Corpus, EverybodyHasOneLabel) {
  const std::vector<std::string> names = persons_of_readme();
  ASSERT_GE(names.size(), 40u);
  for (const std::string& name : names) EXPECT_EQ(count(name), 1u) << name;
}

TEST_F(Corpus, ASurnameOfOnePersonIsNoPersonOfItsOwn) {
  std::map<std::string, int> bearers;
  for (const RegisteredPerson& p : registry_.persons) {
    const std::size_t blank = p.label.find(' ');
    if (blank != std::string::npos) ++bearers[compact_key(p.label.substr(blank + 1))];
  }
  for (const RegisteredPerson& p : registry_.persons) {
    if (p.label.find(' ') != std::string::npos) continue;
    EXPECT_NE(bearers[compact_key(p.label)], 1) << p.label;
  }
}

TEST_F(Corpus, WhatBearsANameIsNobody) {
  for (const char* name :
       {"Simone Veil", "Jules Ferry", "Jules-Ferry", "Louise-Labé", "Marie Curie", "Édouard Herriot",
        "Gambetta", "Fracasse", "Marcel Chavant", "Girard", "de Gaulle", "Charles de Gaulle"}) {
    EXPECT_EQ(count(name), 0u) << name;
  }
}

}  // namespace
}  // namespace fonds::persons
