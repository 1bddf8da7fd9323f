#include <gtest/gtest.h>

#include "indexer/index/generation.h"
#include "indexer/index/writer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

const WriterOptions kUpdateOptions = {1, nullptr, nullptr};

Changes update(const std::filesystem::path& index, std::vector<archive::Article> articles) {
  Updater updater(index, kUpdateOptions);
  for (archive::Article& next : articles) updater.put(std::move(next));
  return updater.publish();
}

TEST(Updater, TheSameArticlesChangeNothing) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(50));
  const auto name = current_generation_name(folder.path());
  const Changes changes = update(folder.path(), sample_articles(50));
  EXPECT_FALSE(changes.any());
  EXPECT_EQ(changes.unchanged, 50U);
  EXPECT_EQ(current_generation_name(folder.path()), name);
}

TEST(Updater, AnUpdatedIndexIsTheOneABuildMakes) {
  std::vector<archive::Article> before = sample_articles(60);
  std::vector<archive::Article> after(before.begin() + 10, before.end());
  after[0].title = "Un autre titre";
  after[1].body += " et la suite";
  after[1].blocks[0].end = static_cast<std::uint32_t>(after[1].body.size());
  after[2].day = 12345;
  after[3].dossiers = {"Budget"};
  after.push_back(article("neuf", "Tout neuf", "Un texte neuf"));

  const TemporaryFolder updated, built;
  build(updated.path(), before);
  Updater updater(updated.path(), kUpdateOptions);
  std::set<std::string> keep;
  for (const archive::Article& next : after) {
    keep.insert(next.id);
    updater.put(archive::Article(next));
  }
  updater.prune(keep);
  const Changes changes = updater.publish();
  EXPECT_EQ(changes.added, 1U);
  EXPECT_EQ(changes.changed, 4U);
  EXPECT_EQ(changes.removed, 10U);
  EXPECT_EQ(changes.unchanged, 46U);

  build(built.path(), after);
  EXPECT_EQ(observe(updated.path()), observe(built.path()));
  EXPECT_TRUE(check(updated.path()).empty());
  EXPECT_EQ(stats(updated.path()).articles, 51U);
  EXPECT_EQ(stats(updated.path()).dossiers, stats(built.path()).dossiers);
}

TEST(Updater, ManyChangesDoNotSwellTheIndex) {
  const TemporaryFolder folder;
  std::vector<archive::Article> articles = sample_articles(600);
  build(folder.path(), articles);
  const std::uint64_t before = stats(folder.path()).bytes_on_disk;
  for (std::size_t i = 0; i < articles.size(); i += 3) articles[i].title += " bis";
  EXPECT_EQ(update(folder.path(), articles).changed, 200U);
  EXPECT_LT(stats(folder.path()).bytes_on_disk, before * 4 / 3);
  EXPECT_TRUE(check(folder.path()).empty());
  const TemporaryFolder built;
  build(built.path(), articles);
  EXPECT_EQ(observe(folder.path()), observe(built.path()));
}

TEST(Updater, EveryFieldCounts) {
  archive::Article base = article("a", "Titre", "Un lien et un mot");
  struct Case {
    const char* what;
    void (*change)(archive::Article&);
  };
  const Case cases[] = {
      {"title", [](archive::Article& a) { a.title = "titre"; }},
      {"lead", [](archive::Article& a) { a.lead = "x"; }},
      {"body", [](archive::Article& a) { a.body = "Un lien et un mut"; }},
      {"url", [](archive::Article& a) { a.url = "https://example.org/"; }},
      {"author", [](archive::Article& a) { a.author = "x"; }},
      {"source", [](archive::Article& a) { a.source = "x"; }},
      {"lang", [](archive::Article& a) { a.lang = "fr"; }},
      {"day", [](archive::Article& a) { a.day = 0; }},
      {"published", [](archive::Article& a) { a.published = 0; }},
      {"modified", [](archive::Article& a) { a.modified = 0; }},
      {"dossiers", [](archive::Article& a) { a.dossiers = {"x"}; }},
      {"persons", [](archive::Article& a) { a.persons = {"x"}; }},
      {"links",
       [](archive::Article& a) {
         a.links = {{3, 7, "https://example.org/"}};
       }},
      {"images",
       [](archive::Article& a) {
         a.images.push_back({"https://example.org/a.jpg", "", 0, 0, 0});
       }},
      {"blocks", [](archive::Article& a) { a.blocks[0].kind = archive::BlockKind::heading; }},
  };
  const TemporaryFolder folder;
  for (const Case& test : cases) {
    build(folder.path(), {base});
    archive::Article changed = base;
    test.change(changed);
    EXPECT_EQ(update(folder.path(), {changed}).changed, 1U) << test.what;
    EXPECT_EQ(update(folder.path(), {changed}).unchanged, 1U) << test.what;
    EXPECT_TRUE(check(folder.path()).empty()) << test.what;
  }
}

// What is taken out of an index and put back is the same in every field: by the digest of its content, and by all that is
// observed of it.
TEST(Updater, GivesArticlesAsTheyWereGiven) {
  std::vector<archive::Article> articles = sample_articles(30);
  archive::Article whole = article("whole", "Un titre", "Un lien et une image");
  whole.lead = "Un chapô";
  whole.url = "https://example.org/whole";
  whole.author = "Guy", whole.source = "La Voix", whole.lang = "fr";
  whole.day = 17000, whole.published = 1468800000, whole.modified = 1500000000;
  whole.dossiers = {"Écoles", "Budget"};
  whole.persons = {"Jeanne Petit", "Paul Grand"};
  whole.links = {{3, 7, "https://example.org/"}};
  whole.styles = {{0, 2, archive::Style::strong}};
  whole.images.push_back({"https://example.org/a.jpg", "Un crédit", 10, 20, 0});
  whole.embeds.push_back({"https://example.org/film", 0});
  archive::Article page = article("page", "Mentions légales", "Le journal");
  page.is_page = true;
  articles.push_back(whole);
  articles.push_back(page);
  const TemporaryFolder folder;
  build(folder.path(), articles);
  Updater updater(folder.path(), kUpdateOptions);
  for (const archive::Article& given : articles) {
    std::optional<archive::Article> kept = updater.article(given.id);
    ASSERT_TRUE(kept) << given.id;
    EXPECT_EQ(kept->dossiers, given.dossiers) << given.id;
    EXPECT_FALSE(updater.put(*std::move(kept))) << given.id;
  }
  EXPECT_FALSE(updater.article("nowhere"));
  EXPECT_FALSE(updater.publish().any());
}

TEST(Updater, KnowsWhatADossierHolds) {
  std::vector<archive::Article> articles = sample_articles(30);
  std::set<std::string> expected;
  for (std::size_t i = 0; i < articles.size(); i += 4) {
    articles[i].dossiers.push_back("Celui-ci");
    expected.insert(articles[i].id);
  }
  const TemporaryFolder folder;
  build(folder.path(), articles);
  const Updater updater(folder.path(), kUpdateOptions);
  const std::vector<std::string> found = updater.in_dossier("Celui-ci");
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), expected);
  EXPECT_EQ(found.size(), expected.size());
  EXPECT_TRUE(updater.in_dossier("celui-ci").empty());
}

TEST(Updater, SlugsOfAnIndexNeverChange) {
  const TemporaryFolder folder;
  archive::Article second = article("a", "T", "t"), first = article("b", "T", "t");
  second.dossiers = {"budget"};
  first.dossiers = {"Budget"};  // would get the plain slug in a build of both
  build(folder.path(), {second});
  update(folder.path(), {first});
  const Observed found = observe(folder.path());
  EXPECT_NE(found.at("a").find("budget=budget;"), std::string::npos);
  EXPECT_NE(found.at("b").find("budget-2=Budget;"), std::string::npos);
}

TEST(Updater, RemovesById) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(3));
  Updater updater(folder.path(), kUpdateOptions);
  EXPECT_TRUE(updater.remove("article/1"));
  EXPECT_FALSE(updater.remove("article/1"));
  EXPECT_FALSE(updater.remove("article"));
  EXPECT_EQ(updater.publish().removed, 1U);
  const Observed found = observe(folder.path());
  EXPECT_EQ(found.size(), 2U);
  EXPECT_FALSE(found.contains("article/1"));
  EXPECT_TRUE(check(folder.path()).empty());
}

TEST(Updater, AllCanGo) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(20));
  {
    Updater updater(folder.path(), kUpdateOptions);
    updater.prune({});
    EXPECT_EQ(updater.publish().removed, 20U);
  }
  EXPECT_TRUE(observe(folder.path()).empty());
  EXPECT_TRUE(check(folder.path()).empty());
  EXPECT_EQ(update(folder.path(), sample_articles(20)).added, 20U);
  EXPECT_TRUE(check(folder.path()).empty());
}

TEST(Updater, WithoutPublishNothingChanges) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(20));
  const Observed before = observe(folder.path());
  const auto name = current_generation_name(folder.path());
  {
    Updater updater(folder.path(), kUpdateOptions);
    updater.remove("article/1");
    updater.put(article("neuf", "Tout neuf", "Un texte neuf"));
  }
  EXPECT_EQ(current_generation_name(folder.path()), name);
  EXPECT_EQ(observe(folder.path()), before);
}

TEST(Updater, AReaderKeepsItsSnapshot) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(20));
  const Generation old = open_current(folder.path());
  Updater(folder.path(), kUpdateOptions).publish();
  {
    Updater updater(folder.path(), kUpdateOptions);
    updater.prune({});
    updater.publish();
  }
  EXPECT_TRUE(std::filesystem::exists(old.database));
  EXPECT_NE(current_generation_name(folder.path()), old.name);
}

TEST(Updater, NeedsAnIndex) {
  const TemporaryFolder folder;
  try {
    const Updater updater(folder.path(), kUpdateOptions);
    FAIL();
  } catch (const IndexError& error) {
    EXPECT_EQ(error.kind(), IndexError::Kind::missing);
  }
}

}  // namespace
}  // namespace fonds::index
