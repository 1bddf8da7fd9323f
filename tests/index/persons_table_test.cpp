// Whose names are: the file, the registration, and what an editor or another article changes.
#include "indexer/index/persons_table.h"

#include <map>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/index/person_registration.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"
#include "indexer/persons/recogniser.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

PersonsTable sample_table() {
  PersonsTable table;
  table.names = {{"Turcas", persons::Gender::kMasculine, false, persons::Certainty::kProved},
                 {"François Turcas", {}, true, persons::Certainty::kThing}};
  table.persons = {{"turcas", "François Turcas", {{"président", 2014, 2020}, {"élu", {}, {}}}},
                   {"x", "X", {}}};
  table.person_of = {0, kNobody};
  table.exceptions = {{"2014/kermesse", 1, 1}, {"b", 0, kNobody}};
  table.former_values = {{"francois-turcas", 0}};
  table.known_values = {{"turcas", "turcas"}};
  table.decisions = "rejeter : X\n";
  table.rules = 7;
  return table;
}

TEST(PersonsTable, ReadsWhatItWrites) {
  EXPECT_EQ(decode_persons(encode(sample_table())), sample_table());
  EXPECT_EQ(decode_persons(encode(PersonsTable())), PersonsTable());
}

TEST(PersonsTable, DamageIsNoTable) {
  const std::string whole = encode(sample_table());
  for (std::size_t length = 0; length < whole.size(); ++length) {
    EXPECT_EQ(decode_persons(whole.substr(0, length)), std::nullopt) << length;
    std::string changed = whole;
    changed[length] = static_cast<char>(changed[length] ^ 0x15);
    EXPECT_EQ(decode_persons(changed), std::nullopt) << length;
  }
}

// An archive of one-sentence articles, indexed with the recogniser.
class Archive {
 public:
  Archive& add(const std::string& id, const std::string& text) {
    articles_[id] = text;
    return *this;
  }
  Archive& decisions(std::string text) {
    decisions_ = std::move(text);
    return *this;
  }
  Changes build() { return write<Builder>(&Builder::add); }
  Changes update() { return write<Updater>(&Updater::put); }
  const std::filesystem::path& path() const { return folder_.path(); }

  // label by value of every person, and the values that each article has.
  std::map<std::string, std::string> persons() const {
    std::map<std::string, std::string> labels;
    for (const PersonEntry& person : read_persons(open_current(path())).persons) {
      labels[person.value] = person.label;
    }
    return labels;
  }
  std::map<std::string, std::set<std::string>> persons_of_articles() const {
    const Generation generation = open_current(path());
    const Xapian::Database database(generation.database.string());
    const PersonsTable table = read_persons(generation);
    const PersonLookup lookup(database, table);
    std::map<std::string, std::set<std::string>> values;
    for (auto posting = database.postlist_begin(""); posting != database.postlist_end(""); ++posting) {
      const StoredArticle stored = stored_article(path(), *posting);
      std::set<std::string>& of_article = values[stored.id];
      for (const Ordinal name : stored.persons) {
        const Ordinal person = lookup.person(*posting, name);
        if (person != kNobody) of_article.insert(table.persons.at(person).value);
      }
    }
    return values;
  }

 private:
  template <typename Writer, typename Add>
  Changes write(Add put) {
    Writer writer(path(), {2, &recogniser_, nullptr, decisions_});
    for (const auto& [id, text] : articles_) (writer.*put)(article(id, "Brève", text));
    return writer.publish();
  }

  TemporaryFolder folder_;
  persons::Recogniser recogniser_;
  std::map<std::string, std::string> articles_;
  std::optional<std::string> decisions_;
};

TEST(Persons, SpellingsAcrossArticlesAreOne) {
  Archive archive;
  archive.add("1", "Édouard Philippe a parlé.").add("2", "Hier, Edouard Philippe est venu.");
  archive.add("3", "« Non », a dit M. Philippe.").build();
  EXPECT_THAT(archive.persons(), ElementsAre(Pair("edouard-philippe", "Édouard Philippe")));
  EXPECT_THAT(archive.persons_of_articles(), ElementsAre(Pair("1", ElementsAre("edouard-philippe")),
                                                         Pair("2", ElementsAre("edouard-philippe")),
                                                         Pair("3", ElementsAre("edouard-philippe"))));
  EXPECT_THAT(check(archive.path()), IsEmpty());
}

TEST(Persons, AnArticleMoreChangesNoValue) {
  for (const bool updating : {false, true}) {
    Archive archive;
    archive.add("1", "M. Turcas préside.").add("2", "Claire Vasseur et Jean Dupont ont voté.").build();
    EXPECT_THAT(archive.persons(), ElementsAre(Pair("claire-vasseur", "Claire Vasseur"),
                                               Pair("jean-dupont", "Jean Dupont"), Pair("turcas", "Turcas")));
    archive.add("3", "François Turcas et Jean Dupond s’expliquent.");
    EXPECT_EQ((updating ? archive.update() : archive.build()).added, updating ? 1U : 3U);
    EXPECT_THAT(archive.persons(), testing::IsSupersetOf({Pair("claire-vasseur", "Claire Vasseur"),
                                                          Pair("jean-dupont", "Jean Dupont"),
                                                          Pair("turcas", "François Turcas")}));
    EXPECT_THAT(archive.persons_of_articles().at("1"), ElementsAre("turcas"));
  }
}

TEST(Persons, ADecisionTakenBackLeavesNoTrace) {
  const std::string decisions[] = {"fusionner : Jean Dupont -> Claire Vasseur\n",
                                   "renommer : Jean Dupont -> Jean du Pont\n",
                                   "rejeter : Jean Dupont\n",
                                   "rejeter : Jean Dupont dans 2\n",
                                   "protéger : Jean Dupont\n",
                                   "séparer : Jean Dupont -> Jean Dupont (boulanger) dans 2\n",
                                   "fonction : Jean Dupont : maire 2014-2020\n"};
  for (const std::string& decision : decisions) {
    for (const bool updating : {false, true}) {
      Archive archive;
      archive.add("1", "Claire Vasseur a parlé à J. Dupont.").add("2", "Jean Dupont a voté.");
      archive.add("3", "Jean Dupont est venu.").build();
      const Observed before = observe(archive.path());
      const auto table = read_persons(open_current(archive.path()));
      archive.decisions(decision);
      EXPECT_FALSE((updating ? archive.update() : archive.build()).added != (updating ? 0U : 3U));
      EXPECT_NE(read_persons(open_current(archive.path())).decisions, "") << decision;
      archive.decisions("");
      updating ? archive.update() : archive.build();
      EXPECT_EQ(observe(archive.path()), before) << decision;
      const auto after = read_persons(open_current(archive.path()));
      EXPECT_EQ(after.persons, table.persons) << decision;
      EXPECT_EQ(after.exceptions, table.exceptions) << decision;
    }
  }
}

TEST(Persons, AnUpdateAppliesDecisionsOnceAndKeepsThem) {
  Archive archive;
  archive.add("1", "Claire Vasseur a parlé.").add("2", "Jean Dupont a voté.").build();
  EXPECT_FALSE(archive.update().any());
  archive.decisions("fusionner : Jean Dupont -> Claire Vasseur\nfusionner : Personne -> Claire Vasseur\n");
  const Changes changes = archive.update();
  EXPECT_TRUE(changes.persons);
  EXPECT_EQ(changes.unchanged, 2U);
  ASSERT_EQ(changes.unmet.size(), 1U);
  EXPECT_EQ(changes.unmet[0].line, 2U);
  EXPECT_THAT(archive.persons(), ElementsAre(Pair("claire-vasseur", "Claire Vasseur")));
  EXPECT_FALSE(archive.update().any());
  // A writer that was told of no decisions leaves those of the index in force.
  {
    Updater updater(archive.path(), {1, nullptr, nullptr});
    EXPECT_TRUE(updater.remove("1"));
    updater.publish();
  }
  EXPECT_THAT(archive.persons(), ElementsAre(Pair("claire-vasseur", "Claire Vasseur")));
  EXPECT_THAT(archive.persons_of_articles(), ElementsAre(Pair("2", ElementsAre("claire-vasseur"))));
  EXPECT_THAT(check(archive.path()), IsEmpty());
}

TEST(Persons, ABuildKeepsTheValuesOfAnIndexItCannotUse) {
  Archive archive;
  archive.add("1", "M. Turcas préside.").build();
  const Generation generation = open_current(archive.path());
  std::filesystem::remove_all(generation.database);
  archive.add("2", "François Turcas aussi.").build();
  EXPECT_THAT(archive.persons(), ElementsAre(Pair("turcas", "François Turcas")));
}

}  // namespace
}  // namespace fonds::index
