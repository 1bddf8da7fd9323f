// `check`: is every file as it was written, is the database sound, and does what it holds agree?
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include <stdlib.h>
#include <unistd.h>

#include "indexer/index/article_store.h"
#include "indexer/index/database_errors.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/file.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/verification.h"
#include "indexer/index/writer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Faults named one by one: whoever has more of them needs no longer list to know what to do.
constexpr std::size_t kMaxFaults = 100;

class DatabaseCheck {
 public:
  DatabaseCheck(const Xapian::Database& database, const ArticleStore& store, const PersonsTable& persons,
                const Manifest& manifest)
      : database_(database), store_(store), persons_(persons), manifest_(manifest) {}

  std::vector<std::string> run() {
    check_dossiers();
    check_persons();
    if (database_.get_doccount() != manifest_.articles) {
      fault("the database has " + std::to_string(database_.get_doccount()) + " articles, the manifest says " +
            std::to_string(manifest_.articles));
    }
    for (auto posting = database_.postlist_begin(""); posting != database_.postlist_end(""); ++posting) {
      check_article(*posting);
    }
    check_terms();
    return std::move(faults_);
  }

 private:
  void fault(std::string text) {
    if (faults_.size() < kMaxFaults) faults_.push_back(std::move(text));
    if (faults_.size() == kMaxFaults) faults_.emplace_back("further faults are not listed");
  }

  void check_dossiers() {
    const auto entries = read_dossiers(database_);
    dossiers_ = entries.size();
    std::set<std::string_view> slugs, labels;
    for (const DossierEntry& entry : entries) {
      if (entry.slug.empty() || !slugs.insert(entry.slug).second) {
        fault("the slug of a dossier is not its own");
      }
      if (entry.label.empty() || !labels.insert(entry.label).second) fault("a dossier is listed twice");
    }
  }

  // Labels may be the same: the editor may call two persons so.
  void check_persons() {
    std::set<std::string_view> values;
    for (const PersonEntry& person : persons_.persons) {
      if (person.value.empty() || !values.insert(person.value).second) {
        fault("the value of a person is not its own");
      }
      if (person.label.empty()) fault("a person has no name");
    }
    for (const FormerValue& former : persons_.former_values) {
      if (!values.insert(former.value).second) fault("the value of a person is not its own");
    }
  }

  void check_article(Xapian::docid number) {
    const std::string where = "article number " + std::to_string(number);
    const Xapian::Document document = database_.get_document(number);
    const auto record = parse_record_value(document.get_value(kRecord));
    const auto stored = record ? store_.article(*record) : std::nullopt;
    if (!stored) return fault(where + ": its stored data is not readable");
    const std::string named = "article " + stored->id;
    if (!ids_.insert(stored->id).second) fault(named + ": is there twice");
    const std::string term = id_term(stored->id);
    const auto posting = database_.postlist_begin(term);
    if (posting == database_.postlist_end(term) || *posting != number || database_.get_termfreq(term) != 1) {
      fault(named + ": is not found by its id");
    }
    const std::string day = stored->day ? day_value(*stored->day) : "";
    if (document.get_value(kDay) != day) fault(named + ": its day differs between column and stored data");
    if (document.get_value(kOrder) != order_value(stored->day, stored->id))
      fault(named + ": its order is wrong");
    if (document.get_value(kTitle) != stored->title) fault(named + ": its title differs from the column");
    if (document.get_value(kAuthor) != stored->author) fault(named + ": its author differs from the column");
    if (document.get_value(kSource) != stored->source) fault(named + ": its source differs from the column");
    if (document.get_value(kContentHash).size() != 16) fault(named + ": its checksum is missing");
    check_facet(named, "dossiers", document.get_value(kDossiers), stored->dossiers, dossiers_);
    check_facet(named, "persons", document.get_value(kPersons), stored->persons, persons_.names.size());
    for (const PersonMention& mention : stored->mentions) {
      if (std::find(stored->persons.begin(), stored->persons.end(), mention.person) ==
          stored->persons.end()) {
        fault(named + ": mentions a name it does not list");
      }
    }
    if (!records_.insert(*record).second) fault(named + ": shares its record with another article");
    try {
      check_words(named, number, *stored, store_.stream(*record));
    } catch (const IndexError& error) {
      fault(named + ": " + error.what());
    }
  }

  void check_facet(const std::string& article, const std::string& facet, const std::string& column,
                   const std::vector<Ordinal>& ordinals, std::size_t dictionary_size) {
    const std::set<std::uint64_t> expected(ordinals.begin(), ordinals.end());
    std::vector<std::uint64_t> found;
    std::string_view rest = column;
    while (const auto ordinal = take_varint(rest)) found.push_back(*ordinal);
    if (!rest.empty() || !std::equal(found.begin(), found.end(), expected.begin(), expected.end())) {
      fault(article + ": its " + facet + " differ between column and stored data");
    }
    if (!expected.empty() && *expected.rbegin() >= dictionary_size) {
      fault(article + ": one of its " + facet + " is not in the dictionary");
    }
  }

  // The words in order must be those that the terms count, and as many as the stored offsets.
  void check_words(const std::string& article, Xapian::docid number, const StoredArticle& stored,
                   const WordStream& stream) {
    if (stream.title != stored.title_tokens.size() || stream.lead != stored.lead_tokens.size() ||
        stream.words.size() - stream.title - stream.lead != stored.body_tokens.size()) {
      return fault(article + ": it has more or fewer words than its text");
    }
    std::set<WordNumber> words;
    for (const std::uint16_t word : stream.words) {
      if (word <= WordStream::kLargest) words.insert(word);
    }
    for (const ExtraWord& extra : stream.extras) words.insert(extra.word);
    for (auto term = database_.termlist_begin(number); term != database_.termlist_end(number); ++term) {
      const std::string name = *term;
      if (name.empty() || (name[0] >= 'A' && name[0] <= 'Z')) continue;
      if (words.erase(store_.find(name)) == 0)
        return fault(article + ": \"" + name + "\" is not among its words");
    }
    if (!words.empty()) fault(article + ": a word of it is not among its terms");
  }

  // Walks every posting list, and so reads every block of the largest table.
  void check_terms() {
    for (auto term = database_.allterms_begin(); term != database_.allterms_end(); ++term) {
      const std::string name = *term;
      Xapian::doccount count = 0;
      for (auto posting = database_.postlist_begin(name); posting != database_.postlist_end(name); ++posting)
        ++count;
      if (count != term.get_termfreq()) fault("the posting list of \"" + name + "\" is not whole");
    }
  }

  const Xapian::Database& database_;
  const ArticleStore& store_;
  const PersonsTable& persons_;
  const Manifest& manifest_;
  std::size_t dossiers_ = 0;  // in the dictionary
  std::set<std::string> ids_;
  std::set<RecordNumber> records_;
  std::vector<std::string> faults_;
};

// Xapian opens what it checks for writing. So whoever may only read, another user or on a read-only disk,
// checks a copy in the system's temporary folder.
class CheckedDatabase {
 public:
  explicit CheckedDatabase(const Generation& generation) : path_(generation.database) {
    const std::vector<std::string> files = files_below(path_);
    if (std::all_of(files.begin(), files.end(), [&](const std::string& file) {
          return ::access((path_ / file).c_str(), R_OK | W_OK) == 0;
        })) {
      return;
    }
    std::string folder = (fs::temp_directory_path() / "fonds-check-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) throw system_error(IndexError::Kind::io, "create", folder);
    temporary_ = folder;
    path_ = temporary_ / kDatabaseFolder;
    try {
      copy_database(generation, path_);
    } catch (...) {
      remove_tree(temporary_);
      throw;
    }
  }
  ~CheckedDatabase() {
    if (!temporary_.empty()) remove_tree(temporary_);
  }
  CheckedDatabase(const CheckedDatabase&) = delete;
  CheckedDatabase& operator=(const CheckedDatabase&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_, temporary_;
};

// Xapian's own check of its tables' structure; a fault per line of what it prints.
std::vector<std::string> check_structure(const fs::path& database) {
  std::ostringstream report;
  const std::size_t errors = Xapian::Database::check(database.string(), 0, &report);
  if (errors == 0) return {};
  return {"the database has " + std::to_string(errors) + " structural faults"};
}

}  // namespace

std::vector<std::string> check(const fs::path& index) {
  std::vector<std::string> faults;
  try {
    faults = verify_files(index);
    // What has changed on disk may say anything: the checksums have found it, nothing is gained by reading
    // on.
    if (!faults.empty()) return faults;
    const Generation generation = open_current(index);
    return with_index_errors(index, [&] {
      faults = check_structure(CheckedDatabase(generation).path());
      if (!faults.empty()) return faults;
      const Xapian::Database database(generation.database.string());
      return DatabaseCheck(database, ArticleStore(generation.articles), read_persons(generation),
                           generation.manifest)
          .run();
    });
  } catch (const IndexError& error) {
    if (error.kind() != IndexError::Kind::damaged) throw;
    faults.emplace_back(error.what());
    return faults;
  }
}

}  // namespace fonds::index
