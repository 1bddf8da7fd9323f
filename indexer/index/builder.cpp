// `build`: every article into shards on all threads, the shards into one database.
#include <future>
#include <optional>
#include <set>
#include <utility>

#include "indexer/index/build_pool.h"
#include "indexer/index/database_errors.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/dossier_dictionary.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/name_dictionary.h"
#include "indexer/index/person_registration.h"
#include "indexer/index/register_in_force.h"
#include "indexer/index/shard_writer.h"
#include "indexer/index/unpublished_generation.h"
#include "indexer/index/writer.h"

namespace fonds::index {

namespace fs = std::filesystem;

struct Builder::Impl {
  Impl(const fs::path& path, WriterOptions writer_options, std::optional<WriterLock> held)
      : index(path), options(std::move(writer_options)), lock(held ? *std::move(held) : WriterLock(index)) {
    remove_abandoned(index);
    delisted.emplace(index, options.delisted);
    generation.emplace(index);
    pool.emplace(generation->scratch(), thread_count(options.threads), dossiers, names, options.recogniser);
  }

  void checkpoint() const {
    if (options.checkpoint) options.checkpoint();
  }

  // An article may have been added before another source withdraws it; nothing of it is to remain.
  void drop_withdrawn(BuildPool::Shards& shards) {
    if (withdrawn.empty()) return;
    std::set<RecordNumber> records;
    for (const fs::path& path : shards.databases) {
      Xapian::WritableDatabase database(path.string(), Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
      for (const std::string& id : withdrawn) {
        const std::string term = id_term(id);
        const auto posting = database.postlist_begin(term);
        if (posting == database.postlist_end(term)) continue;
        const Xapian::docid document = *posting;
        if (const auto record = parse_record_value(database.get_document(document).get_value(kRecord)))
          records.insert(*record);
        database.delete_document(document);
        --changes.added;
      }
      database.commit();
    }
    for (const auto& segment : shards.articles) segment->drop(records);
  }

  // Merging brings the dossiers together with the articles.
  fs::path write_dictionary() {
    const fs::path path = generation->scratch() / "dictionary";
    dossiers.write_database(path);
    return path;
  }

  // Whose the names are. Persons keep the values they had in the index that is replaced.
  void write_persons_table() {
    PersonsTable table;
    table.names = names.names();
    KeptValues kept = values_to_keep(index);
    table.known_values = std::move(kept.values);
    changes.lost_values = std::move(kept.lost);
    table.decisions = options.decisions.value_or("");
    const Xapian::Database database(generation->database().string());
    changes.unmet =
        register_persons(database, persons::parse_editor_file(table.decisions), table, delisted->names_more())
            .warnings;
    write_persons(generation->folder(), table);
  }

  fs::path index;
  WriterOptions options;
  WriterLock lock;
  std::optional<RegisterInForce> delisted;
  DossierDictionary dossiers;
  NameDictionary names;
  std::set<std::string> withdrawn;
  std::optional<UnpublishedGeneration> generation;
  std::optional<BuildPool> pool;  // last: its threads end before what they use
  Changes changes;
};

Builder::Builder(const fs::path& index, WriterOptions options, std::optional<WriterLock> lock)
    : impl_(with_index_errors(
          index, [&] { return std::make_unique<Impl>(index, std::move(options), std::move(lock)); })) {}

Builder::~Builder() = default;

void Builder::add(archive::Article&& article) {
  if (impl_->delisted->takes_out(article)) {
    ++impl_->changes.delisted;
    return;
  }
  with_index_errors(impl_->index, [&] { impl_->pool->add(std::move(article)); });
  ++impl_->changes.added;
}

void Builder::withdraw(const std::string& id) {
  impl_->withdrawn.insert(id);
}

Changes Builder::publish() {
  return with_index_errors(impl_->index, [&] {
    BuildPool::Shards shards = impl_->pool->finish();
    impl_->drop_withdrawn(shards);
    impl_->checkpoint();
    make_folders(impl_->generation->scratch());
    // Two jobs of which each is for the most part one thread's.
    std::future<void> articles = std::async(std::launch::async, [&] {
      write_articles(impl_->generation->articles(), shards.articles, nullptr, {},
                     thread_count(impl_->options.threads));
    });
    std::vector<fs::path> databases = std::move(shards.databases);
    databases.push_back(impl_->write_dictionary());
    compact_databases(databases, impl_->generation->database());
    impl_->checkpoint();
    articles.get();
    impl_->checkpoint();
    impl_->write_persons_table();
    impl_->delisted->write(impl_->generation->folder());
    impl_->changes.delisting_notes =
        impl_->delisted->notes(Xapian::Database(impl_->generation->database().string()));
    impl_->checkpoint();
    if (impl_->options.publishing) impl_->options.publishing();
    impl_->generation->publish(impl_->changes.added, database_bytes(impl_->generation->database()),
                               impl_->delisted->names_more() ? Earlier::dropped : Earlier::kept);
    return impl_->changes;
  });
}

}  // namespace fonds::index
