// `update` and `remove`: articles are compared with the current generation; at the first difference it is
// copied, and all changes go into the copy. Whose the names are is decided anew for the whole archive.
#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "indexer/index/article_store_writer.h"
#include "indexer/index/database_errors.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/index/person_registration.h"
#include "indexer/index/register_in_force.h"
#include "indexer/index/shard_writer.h"
#include "indexer/index/transcription.h"
#include "indexer/index/unpublished_generation.h"
#include "indexer/index/verification.h"
#include "indexer/index/writer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Bytes of text between two flushes: as for a build, memory and time per article grow with what is held back.
constexpr std::size_t kFlushWeight = std::size_t{8} << 20;

// An update splits blocks that a build has filled: a thousand changed articles of twenty thousand make the
// database half as large again. Once it has grown by a quarter it is compacted, which takes a second or two.
constexpr std::uint64_t kSlackDivisor = 4;

constexpr unsigned kStoreThreads = 1;  // an update adds few articles to the store

// An article as its source gave it: of the names, those that the source gave itself.
archive::Article as_given(StoredArticle&& stored, const std::vector<std::string>& dossiers,
                          const std::vector<SightedName>& names) {
  archive::Article article;
  for (const Ordinal ordinal : stored.dossiers) {
    if (ordinal < dossiers.size()) article.dossiers.push_back(dossiers[ordinal]);
  }
  for (const Ordinal name : stored.persons) {
    if (name < names.size() && names[name].by_editor) article.persons.push_back(names[name].label);
  }
  article.id = std::move(stored.id);
  article.url = std::move(stored.url);
  article.title = std::move(stored.title);
  article.lead = std::move(stored.lead);
  article.body = std::move(stored.body);
  article.author = std::move(stored.author);
  article.source = std::move(stored.source);
  article.lang = std::move(stored.lang);
  article.day = stored.day;
  article.published = stored.published;
  article.modified = stored.modified;
  article.blocks = std::move(stored.blocks);
  article.links = std::move(stored.links);
  article.styles = std::move(stored.styles);
  article.cells = std::move(stored.cells);
  article.images = std::move(stored.images);
  article.embeds = std::move(stored.embeds);
  return article;
}

}  // namespace

struct Updater::Impl {
  Impl(const fs::path& path, WriterOptions writer_options, std::optional<WriterLock> held)
      : index(path), options(std::move(writer_options)), lock(held ? *std::move(held) : WriterLock(index)) {
    published = open_current(index);
    remove_abandoned(index);
    current = Xapian::Database(published.database.string());
    store.emplace(published.articles);
    next_record = store->records();
    articles = current.get_doccount();
    delisted.emplace(index, options.delisted);
    dossiers.load(current);
    persons = read_persons(published);
    names.load(persons.names);
    documents.emplace(dossiers, names, options.recogniser);
  }

  // What the index holds now, the changes made so far included.
  const Xapian::Database& state() const { return copy ? *copy : current; }

  Xapian::WritableDatabase& writable() {
    if (copy) return *copy;
    generation.emplace(index);
    segments.push_back(std::make_unique<ArticleSegment>(generation->scratch() / "articles"));
    copy_database(published, generation->database());
    // Syncing is left to publishing: nobody sees the copy before.
    copy.emplace(generation->database().string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
    return *copy;
  }

  std::optional<Xapian::docid> find(const std::string& term) const {
    const auto posting = state().postlist_begin(term);
    if (posting == state().postlist_end(term)) return std::nullopt;
    return *posting;
  }

  bool put(archive::Article&& article) {
    if (delisted->takes_out(article)) {
      ++changes.delisted;
      return false;
    }
    const auto document = find(id_term(article.id));
    if (document && state().get_document(*document, Xapian::DOC_ASSUME_VALID).get_value(kContentHash) ==
                        indexed_content_hash(article, options.recogniser)) {
      ++changes.unchanged;
      return false;
    }
    unflushed += weight_of(article);
    writable();  // the segment is there from now on
    const Xapian::Document replacement =
        documents->build(std::move(article), *segments.front(), next_record++);
    if (document) {
      writable().replace_document(*document, replacement);
      ++changes.changed;
    } else {
      writable().add_document(replacement);
      ++changes.added;
      ++articles;
    }
    if (unflushed >= kFlushWeight) {
      writable().commit();
      unflushed = 0;
    }
    return true;
  }

  std::optional<archive::Article> article(const std::string& id) const {
    const auto document = find(id_term(id));
    if (!document) return std::nullopt;
    const Xapian::Document found = state().get_document(*document, Xapian::DOC_ASSUME_VALID);
    const auto record = parse_record_value(found.get_value(kRecord));
    // What was put since is not in the published store.
    if (!record || *record >= store->records()) return std::nullopt;
    std::optional<StoredArticle> stored = store->article(*record);
    if (!stored) return std::nullopt;
    std::vector<std::string> labels;
    for (const DossierEntry& entry : read_dossiers(current)) labels.push_back(entry.label);
    archive::Article article = as_given(*std::move(stored), labels, persons.names);
    article.is_page = found.get_value(kKind) == kPageKind;
    return article;
  }

  std::vector<std::string> in_dossier(const std::string& label) const {
    const std::vector<DossierEntry> entries = read_dossiers(state());
    const auto entry =
        std::find_if(entries.begin(), entries.end(), [&](const auto& each) { return each.label == label; });
    std::vector<std::string> ids;
    if (entry == entries.end()) return ids;
    const auto ordinal = static_cast<Ordinal>(entry - entries.begin());
    for (auto value = state().valuestream_begin(kDossiers); value != state().valuestream_end(kDossiers);
         ++value) {
      std::string bytes = *value;
      std::string_view rest = bytes;
      while (const auto next = take_varint(rest)) {
        if (*next != ordinal) continue;
        ids.push_back(id_of(state().get_document(value.get_docid(), Xapian::DOC_ASSUME_VALID)));
        break;
      }
    }
    return ids;
  }

  bool remove(const std::string& term) {
    const auto document = find(term);
    if (!document) return false;
    const auto record =
        parse_record_value(state().get_document(*document, Xapian::DOC_ASSUME_VALID).get_value(kRecord));
    writable().delete_document(*document);
    // Withdrawn by one source after another has given it: nothing of it is to remain.
    if (record && *record >= store->records()) dropped.insert(*record);
    ++changes.removed;
    --articles;
    return true;
  }

  void remove_delisted() {
    for (const auto& [id, line] : delisted->named_in(state())) {
      remove(id_term(id));
      delisted->took_out(line, id);
    }
  }

  // The same articles may be filed under other persons: the editor has decided, or this program's rules
  // differ.
  bool persons_are_outdated() const {
    return persons.rules != persons::kRegistryVersion ||
           (options.decisions && *options.decisions != persons.decisions);
  }

  // Whether nothing of the articles that are gone may be left anywhere below the index.
  bool leaves_no_trace() const {
    return delisted->names_more() || (options.forget_removed && changes.removed > 0);
  }

  void write_persons_table() {
    const bool report = options.decisions.has_value();
    if (report) persons.decisions = *options.decisions;
    const Xapian::Database database(generation->database().string());
    auto registry =
        register_persons(database, persons::parse_editor_file(persons.decisions), persons, leaves_no_trace());
    if (report) changes.unmet = std::move(registry.warnings);
    write_persons(generation->folder(), persons);
  }

  void publish() {
    dossiers.store_new(writable());
    if (options.checkpoint) options.checkpoint();
    copy->commit();
    for (const auto& segment : segments) segment->drop(dropped);
    write_articles(generation->articles(), segments, &*store, live_records(), kStoreThreads);
    copy->close();
    persons.names = names.names();
    if (options.checkpoint) options.checkpoint();
    std::uint64_t compacted_bytes = published.manifest.compacted_bytes;
    if (compacted_bytes == 0) compacted_bytes = database_bytes(published.database);
    if (leaves_no_trace()) {
      persons.names =
          transcribe(generation->database(), generation->articles(), generation->scratch() / "anew",
                     persons.names, thread_count(options.threads));
      compacted_bytes = database_bytes(generation->database());
    } else if (database_bytes(generation->database()) > compacted_bytes + compacted_bytes / kSlackDivisor) {
      compact();
      compacted_bytes = database_bytes(generation->database());
    }
    if (options.checkpoint) options.checkpoint();
    write_persons_table();
    delisted->write(generation->folder());
    if (options.checkpoint) options.checkpoint();
    if (options.publishing) options.publishing();
    generation->publish(articles, compacted_bytes, leaves_no_trace() ? Earlier::dropped : Earlier::kept);
  }

  // Records of the published store that an article still has.
  std::vector<bool> live_records() const {
    std::vector<bool> live(store->records(), false);
    for (auto value = copy->valuestream_begin(kRecord); value != copy->valuestream_end(kRecord); ++value) {
      const auto record = parse_record_value(*value);
      if (record && *record < live.size()) live[*record] = true;
    }
    return live;
  }

  void compact() const {
    make_folders(generation->scratch());
    const fs::path compacted = generation->scratch() / "compacted";
    compact_databases({generation->database()}, compacted);
    replace_folder(generation->database(), compacted);
  }

  static std::size_t weight_of(const archive::Article& article) {
    return article.title.size() + article.lead.size() + article.body.size();
  }

  fs::path index;
  WriterOptions options;
  WriterLock lock;
  Generation published;      // what the changes start from
  Xapian::Database current;  // its database
  std::optional<RegisterInForce> delisted;
  DossierDictionary dossiers;
  NameDictionary names;
  PersonsTable persons;
  std::optional<DocumentBuilder> documents;
  std::optional<ArticleStore> store;  // the published one
  RecordNumber next_record = 0;
  std::optional<UnpublishedGeneration> generation;
  std::vector<std::unique_ptr<ArticleSegment>> segments;  // one, once something changes
  std::optional<Xapian::WritableDatabase> copy;           // last: closed before its folder is removed
  std::uint64_t articles = 0;
  std::set<RecordNumber> dropped;  // of those added since
  std::size_t unflushed = 0;
  Changes changes;
};

Updater::Updater(const fs::path& index, WriterOptions options, std::optional<WriterLock> lock)
    : impl_(with_index_errors(
          index, [&] { return std::make_unique<Impl>(index, std::move(options), std::move(lock)); })) {}

Updater::~Updater() = default;

bool Updater::put(archive::Article&& article) {
  return with_index_errors(impl_->index, [&] { return impl_->put(std::move(article)); });
}

bool Updater::remove(const std::string& id) {
  return with_index_errors(impl_->index, [&] { return impl_->remove(id_term(id)); });
}

std::optional<archive::Article> Updater::article(const std::string& id) const {
  return with_index_errors(impl_->index, [&] { return impl_->article(id); });
}

std::vector<std::string> Updater::in_dossier(const std::string& label) const {
  return with_index_errors(impl_->index, [&] { return impl_->in_dossier(label); });
}

std::vector<std::string> Updater::stale(const std::set<std::string>& keep) const {
  return with_index_errors(impl_->index, [&] {
    const std::string prefix(kIdPrefix);
    std::vector<std::string> stale;
    for (auto term = impl_->state().allterms_begin(prefix); term != impl_->state().allterms_end(prefix);
         ++term) {
      std::string id = (*term).substr(prefix.size());
      if (!keep.contains(id)) stale.push_back(std::move(id));
    }
    return stale;
  });
}

void Updater::prune(const std::set<std::string>& keep) {
  for (const std::string& id : stale(keep)) remove(id);
}

std::uint64_t Updater::articles_before() const {
  return impl_->current.get_doccount();
}

Changes Updater::publish() {
  with_index_errors(impl_->index, [&] { impl_->remove_delisted(); });
  impl_->changes.delisting = impl_->delisted->changed();
  impl_->changes.persons = impl_->persons_are_outdated();
  if (impl_->changes.any()) with_index_errors(impl_->index, [&] { impl_->publish(); });
  impl_->changes.delisting_notes =
      with_index_errors(impl_->index, [&] { return impl_->delisted->notes(impl_->current); });
  return impl_->changes;
}

}  // namespace fonds::index
