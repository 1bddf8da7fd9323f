// What `fonds-indexer stats` says of an index.
#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "indexer/index/database_errors.h"
#include "indexer/index/delisted_register.h"
#include "indexer/index/document_builder.h"
#include "indexer/index/generation.h"
#include "indexer/index/persons_table.h"
#include "indexer/index/stored_article.h"
#include "indexer/index/writer.h"

namespace fonds::index {
namespace {

namespace fs = std::filesystem;

// Dossiers that an article really has: the dictionary also keeps those of articles that are gone.
std::uint64_t used_dossiers(const Xapian::Database& database) {
  std::set<std::uint64_t> used;
  for (auto value = database.valuestream_begin(kDossiers); value != database.valuestream_end(kDossiers);
       ++value) {
    const std::string ordinals = *value;
    std::string_view rest = ordinals;
    while (const auto ordinal = take_varint(rest)) used.insert(*ordinal);
  }
  return used.size();
}

bool is_word(const std::string& term) {
  return !term.empty() && (term[0] < 'A' || term[0] > 'Z');
}

std::uint64_t size_on_disk(const fs::path& folder) {
  std::uint64_t bytes = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) bytes += entry.file_size();
  }
  return bytes;
}

}  // namespace

IndexStats stats(const fs::path& index) {
  return with_index_errors(index, [&] {
    const Generation generation = open_current(index);
    const Xapian::Database database(generation.database.string());
    IndexStats result;
    result.generation = generation.name;
    result.updated = generation.manifest.updated;
    result.fingerprint = generation.manifest.fingerprint;
    result.schema = generation.manifest.schema;
    const DelistedRegister delisted = kept_register(index);
    for (const DelistedRegister::Entry& entry : delisted.entries()) {
      ++result.delisted;
      if (!entry.effective) result.without_article.push_back(entry.line);
    }
    result.articles = database.get_doccount();
    result.undated = result.articles - database.get_value_freq(kDay);
    // Xapian's own bounds of a column are not narrowed when an article goes, so the column is walked.
    std::optional<text::Day> first, last;
    for (auto value = database.valuestream_begin(kDay); value != database.valuestream_end(kDay); ++value) {
      const auto day = parse_day_value(*value);
      if (!day) continue;
      first = std::min(first.value_or(*day), *day);
      last = std::max(last.value_or(*day), *day);
    }
    if (first) result.first_day = text::iso(*first);
    if (last) result.last_day = text::iso(*last);
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
      if (is_word(*term)) ++result.distinct_words;
    }
    result.dossiers = used_dossiers(database);
    result.persons = read_persons(generation).persons.size();
    result.bytes_on_disk = size_on_disk(generation.database.parent_path());
    return result;
  });
}

std::set<std::string> article_ids(const fs::path& index) {
  return with_index_errors(index, [&] {
    const Xapian::Database database(open_current(index).database.string());
    const std::string prefix(kIdPrefix);
    std::set<std::string> ids;
    for (auto term = database.allterms_begin(prefix); term != database.allterms_end(prefix); ++term)
      ids.insert(ids.end(), (*term).substr(prefix.size()));
    return ids;
  });
}

}  // namespace fonds::index
