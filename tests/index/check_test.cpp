// Whatever is damaged in a published index, `check` finds it.
#include <fstream>
#include <memory>

#include <gtest/gtest.h>
#include <xapian.h>

#include "indexer/index/article_store_writer.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"
#include "tests/index/sample_index.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write(const fs::path& path, const std::string& contents) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << contents;
}

bool is_found(const fs::path& index) {
  try {
    return !check(index).empty();
  } catch (const IndexError&) {
    return true;  // CURRENT gone: there is no index, which is not sound either
  }
}

TEST(Check, ASoundIndexHasNoFault) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(200));
  EXPECT_EQ(check(folder.path()), std::vector<std::string>{});
}

TEST(Check, AMissingIndexIsSaidToBeMissing) {
  const TemporaryFolder folder;
  try {
    check(folder.path());
    FAIL();
  } catch (const IndexError& error) {
    EXPECT_EQ(error.kind(), IndexError::Kind::missing);
  }
}

TEST(Check, AnyDamagedFileIsFound) {
  const TemporaryFolder folder;
  build(folder.path(), sample_articles(60));
  ASSERT_TRUE(check(folder.path()).empty());
  std::vector<fs::path> files = {folder.path() / "CURRENT"};
  const fs::path generation = open_current(folder.path()).database.parent_path();
  for (const auto& entry : fs::recursive_directory_iterator(generation)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  ASSERT_GE(files.size(), 7U);
  for (const fs::path& file : files) {
    const std::string whole = read(file);
    constexpr std::size_t kPlaces = 12;
    for (std::size_t place = 0; place < kPlaces && !whole.empty(); ++place) {
      const std::size_t at = place * (whole.size() - 1) / (kPlaces - 1);
      std::string flipped = whole;
      flipped[at] = static_cast<char>(flipped[at] ^ (1 << (place % 8)));
      write(file, flipped);
      EXPECT_TRUE(is_found(folder.path())) << file << ": a bit at " << at;
      write(file, whole.substr(0, at));
      EXPECT_TRUE(is_found(folder.path())) << file << ": cut at " << at;
    }
    write(file, whole + "x");
    EXPECT_TRUE(is_found(folder.path())) << file << ": grown";
    fs::remove(file);
    EXPECT_TRUE(is_found(folder.path())) << file << ": gone";
    write(file, whole);
    ASSERT_TRUE(check(folder.path()).empty()) << file;
  }
}

// Faults that checksums cannot see, because the writer itself made them: the manifest is written after the
// damage.
class Forged {
 public:
  Forged() { build(folder_.path(), sample_articles(60)); }

  using DamageDatabase = std::function<void(Xapian::WritableDatabase&)>;
  using DamagePersons = std::function<void(PersonsTable&)>;
  using EditArticle = void (*)(ArticleRecord&, StoredArticle&);

  // `edit`: of what the store has of the first document.
  std::vector<std::string> check_after(const DamageDatabase& damage, const DamagePersons& damage_persons,
                                       EditArticle edit = nullptr) {
    const WriterLock lock(folder_.path());
    const Generation current = open_current(folder_.path());
    const fs::path next = create_generation(folder_.path());
    fs::copy(current.database, next / kDatabaseFolder);
    PersonsTable persons = read_persons(current);
    if (damage_persons) damage_persons(persons);
    write_persons(next, persons);
    if (edit == nullptr) {
      fs::copy(current.articles, next / kArticleFile);
    } else {
      write_edited(current, next, edit);
    }
    {
      Xapian::WritableDatabase database((next / kDatabaseFolder).string(), Xapian::DB_OPEN);
      if (damage) damage(database);
      database.commit();
    }
    publish(folder_.path(), next, current.manifest);
    return check(folder_.path());
  }

 private:
  void write_edited(const Generation& current, const fs::path& next, EditArticle edit) {
    const ArticleStore store(current.articles);
    const Xapian::Database database(current.database.string());
    const auto number = parse_record_value(database.get_document(1).get_value(kRecord)).value();
    std::vector<std::unique_ptr<ArticleSegment>> segments;
    segments.push_back(std::make_unique<ArticleSegment>(folder_.path() / "segment"));
    const WordStream stream = store.stream(number);
    ArticleRecord record;
    record.words.title = stream.title;
    record.words.lead = stream.lead;
    for (const std::uint16_t word : stream.words) {
      record.words.words.push_back(
          word <= WordStream::kLargest ? segments[0]->words().number(store.word(word)) : WordSequence::kNone);
      record.words.breaks.push_back(
          stream.has_break_after(static_cast<std::uint32_t>(record.words.breaks.size())));
    }
    for (const ExtraWord& extra : stream.extras) {
      record.words.beside.push_back({extra.place, segments[0]->words().number(store.word(extra.word))});
    }
    StoredArticle stored = store.article(number).value();
    edit(record, stored);
    if (record.stored.empty()) record.stored = encode(stored);
    segments[0]->add(number, record);
    std::vector<bool> live(store.records(), true);
    live[number] = false;
    write_articles(next / kArticleFile, segments, &store, live, 1);
  }

  TemporaryFolder folder_;
};

TEST(Check, WhatDoesNotAgreeIsFound) {
  using Database = Xapian::WritableDatabase;
  struct Case {
    const char* fault;
    Forged::DamageDatabase damage;
    Forged::DamagePersons damage_persons = {};
    Forged::EditArticle edit = nullptr;
  };
  const auto change = [](void (*edit)(Xapian::Document&)) {
    return [edit](Database& database) {
      Xapian::Document document = database.get_document(1);
      edit(document);
      database.replace_document(1, document);
    };
  };
  const Case cases[] = {
      {"stored data is not readable", {}, {}, [](ArticleRecord& r, StoredArticle&) { r.stored = "x"; }},
      {"stored data is not readable", change([](Xapian::Document& d) { d.remove_value(kRecord); })},
      {"stored data is not readable",
       change([](Xapian::Document& d) { d.add_value(kRecord, record_value(9999)); })},
      {"shares its record", change([](Xapian::Document& d) {  // which is its own, threads decide
         const RecordNumber own = parse_record_value(d.get_value(kRecord)).value();
         d.add_value(kRecord, record_value(own == 7 ? 8 : 7));
       })},
      {"not found by its id", {}, {}, [](ArticleRecord&, StoredArticle& a) { a.id = "autre"; }},
      {"is there twice", [](Database& d) { d.add_document(d.get_document(1)); }},
      {"day differs", change([](Xapian::Document& d) { d.add_value(kDay, day_value(1)); })},
      {"order is wrong", change([](Xapian::Document& d) { d.add_value(kOrder, "x"); })},
      {"title differs", change([](Xapian::Document& d) { d.remove_value(kTitle); })},
      {"checksum is missing", change([](Xapian::Document& d) { d.remove_value(kContentHash); })},
      {"author differs", change([](Xapian::Document& d) { d.add_value(kAuthor, "x"); })},
      {"source differs", change([](Xapian::Document& d) { d.add_value(kSource, "x"); })},
      {"dossiers differ", change([](Xapian::Document& d) { d.add_value(kDossiers, "\x7F"); })},
      {"persons differ", change([](Xapian::Document& d) { d.add_value(kPersons, "\x7F"); })},
      {"not in the dictionary", {}, {}, [](ArticleRecord&, StoredArticle& a) { a.dossiers = {9999}; }},
      {"a name it does not list",
       {},
       {},
       [](ArticleRecord&, StoredArticle& a) {
         a.mentions = {{9999, 0, 1}};
       }},
      {"is not among its words", change([](Xapian::Document& d) { d.add_term("ailleurs"); })},
      {"is not among its terms", change([](Xapian::Document& d) { d.remove_term("titre"); })},
      {"more or fewer words than its text",
       {},
       {},
       [](ArticleRecord& r, StoredArticle&) { r.words.words.pop_back(); }},
      {"behind the end of its article",
       {},
       {},
       [](ArticleRecord& r, StoredArticle&) {
         r.words.beside.push_back({99'999, 0});
       }},
      {"slug of a dossier is not its own",
       [](Database& d) { d.set_metadata(dossier_key(1), d.get_metadata(dossier_key(0))); }},
      {"dictionary of dossiers is not readable", [](Database& d) { d.set_metadata(dossier_key(0), "x"); }},
      {"articles, the manifest says", [](Database& d) { d.delete_document(5); }},
      {"one of its persons is not in the dictionary",
       {},
       [](PersonsTable& t) { t.names.clear(), t.person_of.clear(); }},
      {"value of a person is not its own",
       {},
       [](PersonsTable& t) { t.persons.at(1).value = t.persons.at(0).value; }},
      {"value of a person is not its own",
       {},
       [](PersonsTable& t) {
         t.former_values.push_back({t.persons.at(0).value, 1});
       }},
      {"a person has no name", {}, [](PersonsTable& t) { t.persons.at(0).label.clear(); }},
  };
  for (const Case& test : cases) {
    Forged index;
    std::string all;
    for (const std::string& fault : index.check_after(test.damage, test.damage_persons, test.edit))
      all += fault + "\n";
    EXPECT_NE(all.find(test.fault), std::string::npos) << test.fault << " is not among:\n" << all;
  }
  EXPECT_TRUE(Forged().check_after({}, {}).empty());
}

}  // namespace
}  // namespace fonds::index
