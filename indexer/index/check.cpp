// `check`: is every file as it was written, is the database sound, and does what it holds agree?
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string_view>

#include "indexer/index/database_errors.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Faults named one by one: whoever has more of them needs no longer list to know what to do.
constexpr std::size_t kMaxFaults = 100;
// Every so many articles, the positions of all words are compared with the stored token offsets.
constexpr Xapian::docid kPositionSample = 50;

class DatabaseCheck {
 public:
  DatabaseCheck(const Xapian::Database& database, const PersonsTable& persons, const Manifest& manifest)
      : database_(database), persons_(persons), manifest_(manifest) {}

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
    const auto stored = decode(document.get_data());
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
    if (document.get_value(kContentHash).size() != 16) fault(named + ": its checksum is missing");
    check_facet(named, "dossiers", document.get_value(kDossiers), stored->dossiers, dossiers_);
    check_facet(named, "persons", document.get_value(kPersons), stored->persons, persons_.names.size());
    for (const PersonMention& mention : stored->mentions) {
      if (std::find(stored->persons.begin(), stored->persons.end(), mention.person) ==
          stored->persons.end()) {
        fault(named + ": mentions a name it does not list");
      }
    }
    if (ids_.size() % kPositionSample == 1) check_positions(named, number, *stored);
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

  // Every position that a word of the general space holds must be one that the stored offsets know, and every
  // position of the offsets must hold a word.
  void check_positions(const std::string& article, Xapian::docid number, const StoredArticle& stored) {
    std::set<std::uint32_t> expected, found;
    const auto add = [&](std::uint32_t base, const std::vector<TokenOffset>& tokens) {
      for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].begin < tokens[i].end) expected.insert(base + i);
      }
    };
    add(stored.title_base(), stored.title_tokens);
    add(stored.lead_base(), stored.lead_tokens);
    add(stored.body_base(), stored.body_tokens);
    for (auto term = database_.termlist_begin(number); term != database_.termlist_end(number); ++term) {
      const std::string name = *term;
      if (name.empty() || (name[0] >= 'A' && name[0] <= 'Z')) continue;
      for (auto position = database_.positionlist_begin(number, name);
           position != database_.positionlist_end(number, name); ++position) {
        found.insert(*position);
      }
    }
    if (!std::includes(found.begin(), found.end(), expected.begin(), expected.end())) {
      fault(article + ": its words are not where its text has them");
    }
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
  const PersonsTable& persons_;
  const Manifest& manifest_;
  std::size_t dossiers_ = 0;  // in the dictionary
  std::set<std::string> ids_;
  std::vector<std::string> faults_;
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
    const Generation generation = open_current(index);
    faults = verify_files(index);
    // What has changed on disk may say anything: the checksums have found it, nothing is gained by reading
    // on.
    if (!faults.empty()) return faults;
    return with_index_errors(index, [&] {
      faults = check_structure(generation.database);
      if (!faults.empty()) return faults;
      const Xapian::Database database(generation.database.string());
      return DatabaseCheck(database, read_persons(generation), generation.manifest).run();
    });
  } catch (const IndexError& error) {
    if (error.kind() != IndexError::Kind::damaged) throw;
    faults.emplace_back(error.what());
    return faults;
  }
}

}  // namespace fonds::index
