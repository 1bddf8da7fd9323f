// What a build leaves in the database, read back through Xapian.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/index/document_builder.h"
#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"
#include "indexer/text/calendar.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

class OneArticle {
 public:
  explicit OneArticle(archive::Article article) {
    build(folder_.path(), {std::move(article)});
    database_ = Xapian::Database(open_current(folder_.path()).database.string());
  }
  std::string words() const { return words_in_order(folder_.path(), 1); }
  bool has(const std::string& term) const { return database_.term_exists(term); }
  std::string value(ValueSlot slot) const { return database_.get_document(1).get_value(slot); }
  StoredArticle stored() const { return stored_article(folder_.path(), 1); }

 private:
  TemporaryFolder folder_;
  Xapian::Database database_;
};

TEST(Builder, WordsStandWhereSchemaSays) {
  archive::Article input = article("a", "Une école", "École fermée");
  input.lead = "La mairie";
  const OneArticle index(input);
  EXPECT_EQ(index.words(), "une ecole, / la mairie, / ecole fermee, ");
  EXPECT_TRUE(index.has("Secole"));
  EXPECT_FALSE(index.has("Smairie"));
  EXPECT_EQ(index.stored().body_base(), 1 + 2 + kFieldGap + 2 + kFieldGap);
}

TEST(Builder, ACompoundStandsAtEveryPositionItCovers) {
  const OneArticle index(article("a", "T", "la start-up lyonnaise"));
  EXPECT_EQ(index.words(), "t, / / la start|startup up|startup lyonnaise, ");
}

// A comma in what words_in_order() gives: a break is between the word and the next.
TEST(Builder, WhatPartsTwoWordsIsKept) {
  const OneArticle index(
      article("a", "Le bourg, en Bresse", "Bourg en Bresse : St. Amour (Jura)\n\nfini. De"));
  EXPECT_EQ(index.words(), "le bourg, en bresse, / / bourg en bresse, st|saint amour, jura, fini, de, ");
}

TEST(Builder, AnArticleNamesAnyNumberOfPersonsAndDossiers) {
  archive::Article input = article("a", "T", "Texte");
  for (int i = 0; i < 20'000; ++i) {
    input.persons.push_back("Jeanne Morel" + std::to_string(i));
    input.dossiers.push_back("Dossier " + std::to_string(i));
  }
  input.dossiers.push_back(input.dossiers.front());
  const StoredArticle stored = OneArticle(input).stored();
  EXPECT_EQ(stored.dossiers.size(), 20'000U);
  EXPECT_EQ(stored.persons.size(), 20'000U);
}

TEST(Builder, PrefixedTerms) {
  archive::Article input =
      article("id 1", "Le vote", "Le maire de Lyon a voté. Hier, Paris aussi; la SNCF non.");
  input.author = "Agnès Müller";
  const OneArticle index(input);
  struct Case {
    const char* term;
    bool there;
  };
  const Case cases[] = {
      {"Wvoté", true},  {"Wvote", false},  {"Wmaire", false},  // only where it differs
      {"Clyon", true},  {"Cparis", true},  {"Csncf", true},    // capitals that say something
      {"Cle", false},   {"Chier", false},  {"Cmaire", false},  // starts of sentences, lower case
      {"Aagnes", true}, {"Amuller", true}, {"agnes", false},   // the author is no text
      {"Qid 1", true},  {"Qid", false},
  };
  for (const Case& test : cases) EXPECT_EQ(index.has(test.term), test.there) << test.term;
}

TEST(Builder, ATitleInCapitalsSaysNothingOfNames) {
  const OneArticle shouted(article("a", "LE MAIRE DE LYON", "rien"));
  EXPECT_FALSE(shouted.has("Clyon"));
  const OneArticle spoken(article("a", "Le maire de LYON", "rien"));
  EXPECT_TRUE(spoken.has("Clyon"));
}

TEST(Builder, Values) {
  archive::Article input = article("a", "Le titre", "texte");
  input.day = text::to_day({2017, 4, 5});
  const OneArticle dated(input);
  EXPECT_EQ(parse_day_value(dated.value(kDay)), input.day);
  EXPECT_EQ(dated.value(kTitle), "Le titre");
  EXPECT_TRUE(parse_modified_value(dated.value(kModified)));
  EXPECT_EQ(dated.value(kContentHash).size(), 16U);
  EXPECT_EQ(dated.value(kOrder), order_value(input.day, "a"));
  const OneArticle undated(article("a", "Le titre", "texte"));
  EXPECT_EQ(undated.value(kDay), "");
  EXPECT_NE(undated.value(kContentHash), dated.value(kContentHash));
}

TEST(Builder, DaysAndOrderSortAsBytes) {
  const text::Day days[] = {-719162, -1, 0, 1, 17261, 2932896};  // years 1 to 9999
  for (std::size_t i = 1; i < std::size(days); ++i) {
    EXPECT_LT(day_value(days[i - 1]), day_value(days[i]));
    EXPECT_GT(order_value(days[i - 1], "a"), order_value(days[i], "a"));  // newest first
    EXPECT_EQ(parse_day_value(day_value(days[i])), days[i]);
  }
  EXPECT_LT(order_value(0, "a"), order_value(0, "b"));
  EXPECT_GT(order_value(std::nullopt, "a"), order_value(days[0], "z"));  // undated last
}

TEST(Builder, TheSameLabelTwiceCountsOnce) {
  archive::Article input = article("a", "T", "t");
  input.dossiers = {"Écoles", "Budget", "Écoles"};
  input.persons = {"Anne Roche", "Anne Roche", ""};
  const StoredArticle stored = OneArticle(input).stored();
  EXPECT_EQ(stored.dossiers.size(), 2U);
  EXPECT_EQ(stored.persons.size(), 1U);
}

TEST(Builder, RecognisedPersonsAreAddedToTheEditors) {
  const persons::Recogniser recogniser;
  archive::Article input = article("a", "Inauguration", "Hier, Mme Hélène Marchand a parlé.");
  input.persons = {"Groupe Dupuis"};
  const TemporaryFolder folder;
  Builder builder(folder.path(), {1, &recogniser, nullptr});
  builder.add(archive::Article(input));
  builder.publish();
  const Generation generation = open_current(folder.path());
  const PersonsTable persons = read_persons(generation);
  const StoredArticle stored = stored_article(folder.path(), 1);
  ASSERT_EQ(stored.persons.size(), 2U);
  EXPECT_EQ(persons.names.at(stored.persons[0]),
            (SightedName{"Groupe Dupuis", persons::Gender::kUnknown, true, persons::Certainty::kProved}));
  EXPECT_EQ(persons.names.at(stored.persons[1]),
            (SightedName{"Hélène Marchand", persons::Gender::kFeminine, false, persons::Certainty::kProved}));
  EXPECT_EQ(persons.persons.at(persons.person_of.at(stored.persons[1])),
            (PersonEntry{"helene-marchand", "Hélène Marchand", {}}));
  ASSERT_FALSE(stored.mentions.empty());
  const PersonMention& mention = stored.mentions.back();
  EXPECT_NE(stored.body.substr(mention.begin, mention.end - mention.begin).find("Marchand"),
            std::string::npos);
}

TEST(Builder, AnEmptyArchiveIsAnIndex) {
  const TemporaryFolder folder;
  EXPECT_FALSE(build(folder.path(), {}).any());
  EXPECT_TRUE(observe(folder.path()).empty());
  EXPECT_TRUE(check(folder.path()).empty());
  EXPECT_EQ(stats(folder.path()).articles, 0U);
}

TEST(Builder, NeitherOrderNorThreadsChangeTheResult) {
  const std::vector<archive::Article> articles = sample_articles(300);
  const TemporaryFolder first;
  EXPECT_EQ(build(first.path(), articles, 1).added, 300U);
  const Observed expected = observe(first.path());
  ASSERT_EQ(expected.size(), 300U);
  std::mt19937 random(3);
  for (const unsigned threads : {1U, 2U, 5U}) {
    std::vector<archive::Article> shuffled = articles;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    const TemporaryFolder folder;
    build(folder.path(), shuffled, threads);
    EXPECT_EQ(observe(folder.path()), expected) << threads;
  }
}

TEST(Builder, WithoutPublishNothingIsThere) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(5));
  const Observed before = observe(folder.path());
  {
    Builder builder(folder.path(), {2, nullptr, nullptr});
    for (archive::Article& next : sample_articles(40)) builder.add(std::move(next));
  }
  EXPECT_EQ(observe(folder.path()), before);
  EXPECT_TRUE(check(folder.path()).empty());
}

TEST(Builder, ACheckpointThatThrowsPublishesNothing) {
  const TemporaryFolder folder;
  struct Stopped {};
  Builder builder(folder.path(), {2, nullptr, [] { throw Stopped{}; }});
  builder.add(article("a", "T", "t"));
  EXPECT_THROW(builder.publish(), Stopped);
  EXPECT_EQ(current_generation_name(folder.path()), std::nullopt);
}

TEST(Stats, SayWhatIsThere) {
  const TemporaryFolder folder;
  std::vector<archive::Article> articles = {article("a", "Un", "deux trois"), article("b", "Un", "quatre")};
  articles[0].day = text::to_day({2013, 2, 1});
  articles[0].dossiers = {"Écoles", "Budget"};
  articles[1].dossiers = {"Budget"};
  articles[1].persons = {"Anne Roche"};
  build(folder.path(), articles);
  const IndexStats found = stats(folder.path());
  EXPECT_EQ(found.articles, 2U);
  EXPECT_EQ(found.undated, 1U);
  EXPECT_EQ(found.first_day, "2013-02-01");
  EXPECT_EQ(found.last_day, "2013-02-01");
  EXPECT_EQ(found.distinct_words, 4U);
  EXPECT_EQ(found.dossiers, 2U);
  EXPECT_EQ(found.persons, 1U);
  EXPECT_EQ(found.schema, kSchemaVersion);
  EXPECT_GT(found.bytes_on_disk, 1000U);
}

}  // namespace
}  // namespace fonds::index
