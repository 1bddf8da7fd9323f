#include "indexer/persons/editor_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fonds::persons {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(EditorFile, ReadsEveryVerb) {
  const EditorFile file = parse_editor_file(
      "# Décisions\n"
      "\n"
      "fusionner : F. Turcas, Turquas -> François Turcas\n"
      "renommer : Leonore Moncondhuy → Léonore Moncond'huy\r\n"
      "séparer : Jean Dupont -> Jean Dupont (boulanger) dans 2014-kermesse, 2015-forum\n"
      "rejeter : Place Bellecour\n"
      "REJETER : Grand Pré dans a/b, c\n"
      "protéger : Pierre Martin, Pierre Martins\n"
      "fonction : Claire Vasseur : maire de Charvoisy, 2014-2020");
  EXPECT_THAT(file.errors, IsEmpty());
  ASSERT_EQ(file.merges.size(), 1u);
  EXPECT_THAT(file.merges[0].names, ElementsAre("F. Turcas", "Turquas"));
  EXPECT_EQ(file.merges[0].into, "François Turcas");
  EXPECT_EQ(file.merges[0].line, 3u);
  ASSERT_EQ(file.renames.size(), 1u);
  EXPECT_EQ(file.renames[0].to, "Léonore Moncond'huy");
  ASSERT_EQ(file.splits.size(), 1u);
  EXPECT_EQ(file.splits[0].to, "Jean Dupont (boulanger)");
  EXPECT_THAT(file.splits[0].articles, ElementsAre("2014-kermesse", "2015-forum"));
  ASSERT_EQ(file.rejects.size(), 2u);
  EXPECT_THAT(file.rejects[0].articles, IsEmpty());
  EXPECT_THAT(file.rejects[1].articles, ElementsAre("a/b", "c"));
  EXPECT_THAT(file.protected_names, ElementsAre("Pierre Martin", "Pierre Martins"));
  ASSERT_EQ(file.functions.size(), 1u);
  EXPECT_EQ(file.functions[0].title, "maire de Charvoisy");
  EXPECT_EQ(file.functions[0].from, 2014);
  EXPECT_EQ(file.functions[0].to, 2020);
}

struct YearsCase {
  const char* text;
  const char* title;
  std::optional<int> from, to;
};

TEST(EditorFile, ReadsTheYearsOfAFunction) {
  for (const YearsCase& c :
       {YearsCase{"maire 2014-2020", "maire", 2014, 2020}, YearsCase{"maire 2014–2020", "maire", 2014, 2020},
        YearsCase{"maire 2014-", "maire", 2014, std::nullopt}, YearsCase{"maire 2014", "maire", 2014, 2014},
        YearsCase{"maire", "maire", std::nullopt, std::nullopt},
        YearsCase{"présidente du club des 1000", "présidente du club des", 1000, 1000},
        YearsCase{"équipe A380", "équipe A380", std::nullopt, std::nullopt}}) {
    const EditorFile file = parse_editor_file(std::string("fonction : A B : ") + c.text);
    ASSERT_EQ(file.functions.size(), 1u) << c.text;
    EXPECT_EQ(file.functions[0].title, c.title) << c.text;
    EXPECT_EQ(file.functions[0].from, c.from) << c.text;
    EXPECT_EQ(file.functions[0].to, c.to) << c.text;
  }
}

TEST(EditorFile, EnglishVerbsAreTheSame) {
  const EditorFile file = parse_editor_file("merge: A B -> C D\nreject: E F in x\nsplit: A B -> G H in y\n");
  EXPECT_EQ(file.merges.size() + file.rejects.size() + file.splits.size(), 3u);
  EXPECT_THAT(file.errors, IsEmpty());
}

TEST(EditorFile, NamesTheLineOfAnErrorAndKeepsTheOthers) {
  struct {
    const char* line;
    const char* reason;
  } const cases[] = {
      {"fusionner A, B", "deux-points"},
      {"fusionner : A, B", "flèche"},
      {"fusionner : -> B", "avant la flèche"},
      {"fusionner : A ->", "vide"},
      {"renomer : A -> B", "verbe inconnu"},
      {"séparer : A -> B", "articles"},
      {"rejeter :", "rien après"},
      {"fonction : A", "fonction"},
      {"fonction : A : maire 2020-2014", "période"},
      {"fonction : A : 2014-2020", "fonction"},
  };
  for (const auto& c : cases) {
    const EditorFile file = parse_editor_file(std::string("rejeter : X Y\n") + c.line + "\nrejeter : Z Z");
    ASSERT_EQ(file.errors.size(), 1u) << c.line;
    EXPECT_EQ(file.errors[0].line, 2u);
    EXPECT_THAT(file.errors[0].reason, HasSubstr(c.reason)) << c.line;
    EXPECT_EQ(file.rejects.size(), 2u) << c.line;
  }
}

TEST(EditorFile, AByteOrderMarkIsNoVerb) {
  EXPECT_EQ(parse_editor_file("\xEF\xBB\xBFrejeter : A B").rejects.size(), 1u);
}

}  // namespace
}  // namespace fonds::persons
