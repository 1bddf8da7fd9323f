#include "indexer/index/dossier_dictionary.h"

#include <iterator>
#include <set>
#include <utility>

#include "indexer/index/slugs.h"
#include "indexer/index/stored_article.h"

namespace fonds::index {
namespace {

constexpr std::string_view kKeyPrefix = "dossier";

}  // namespace

std::string dossier_key(Ordinal ordinal) {
  std::string key(kKeyPrefix);
  append_varint(ordinal, key);
  return key;
}

std::vector<DossierEntry> read_dossiers(const Xapian::Database& database) {
  const std::string prefix(kKeyPrefix);
  // Ordinals are given from 0 on and entries never removed, so there are as many as keys.
  std::vector<DossierEntry> entries(static_cast<std::size_t>(
      std::distance(database.metadata_keys_begin(prefix), database.metadata_keys_end(prefix))));
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix); ++key) {
    const std::string name = *key;
    std::string_view rest = std::string_view(name).substr(prefix.size());
    const auto ordinal = take_varint(rest);
    const std::string value = database.get_metadata(name);
    const std::size_t separator = value.find('\0');
    if (!ordinal || !rest.empty() || *ordinal >= entries.size() || separator == std::string::npos) {
      throw Xapian::DatabaseCorruptError("an entry of the dictionary of dossiers is not readable");
    }
    entries[*ordinal] = {value.substr(separator + 1), value.substr(0, separator)};
  }
  return entries;
}

void DossierDictionary::load(const Xapian::Database& database) {
  entries_ = read_dossiers(database);
  ordinals_.clear();
  for (Ordinal ordinal = 0; ordinal < entries_.size(); ++ordinal) {
    // A slug that begins with a hyphen, as older programs gave, cannot be chosen: it gets another.
    if (entries_[ordinal].slug.starts_with('-')) entries_[ordinal].slug.clear();
    const std::string& label = entries_[ordinal].label;
    if (!label.empty()) ordinals_.emplace(label, ordinal);
  }
}

void DossierDictionary::know(const std::vector<DossierEntry>& entries) {
  for (const DossierEntry& entry : entries) known_.emplace(entry.label, entry.slug);
}

Ordinal DossierDictionary::ordinal(const std::string& label) {
  const std::lock_guard lock(mutex_);
  const auto [found, added] = ordinals_.try_emplace(label, static_cast<Ordinal>(entries_.size()));
  if (added) entries_.push_back({label, {}});
  return found->second;
}

void DossierDictionary::store_new(Xapian::WritableDatabase& database) {
  std::vector<Ordinal> fresh;
  std::vector<std::string> labels;
  std::set<std::string> taken;
  const auto store = [&](Ordinal ordinal) {
    database.set_metadata(dossier_key(ordinal), entries_[ordinal].slug + '\0' + entries_[ordinal].label);
  };
  for (Ordinal ordinal = 0; ordinal < entries_.size(); ++ordinal) {
    DossierEntry& entry = entries_[ordinal];
    if (const auto known = known_.find(entry.label); entry.slug.empty() && known != known_.end()) {
      entry.slug = known->second;
      store(ordinal);
    }
    if (!entry.slug.empty()) {
      taken.insert(entry.slug);
    } else {
      fresh.push_back(ordinal);
      labels.push_back(entry.label);
    }
  }
  std::vector<std::string> slugs = distinct_slugs(labels, std::move(taken));
  for (std::size_t i = 0; i < fresh.size(); ++i) {
    entries_[fresh[i]].slug = std::move(slugs[i]);
    store(fresh[i]);
  }
}

void DossierDictionary::write_database(const std::filesystem::path& path) {
  Xapian::WritableDatabase database(path.string(), Xapian::DB_CREATE | Xapian::DB_NO_SYNC);
  store_new(database);
  database.commit();
}

}  // namespace fonds::index
