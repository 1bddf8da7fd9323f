#include "indexer/index/facet_dictionary.h"

#include <iterator>
#include <set>
#include <utility>

#include "indexer/index/slugs.h"
#include "indexer/index/stored_article.h"

namespace fonds::index {
namespace {

constexpr std::array kKinds = {FacetKind::dossier, FacetKind::person};

std::string_view key_prefix(FacetKind kind) {
  return kind == FacetKind::dossier ? "dossier" : "person";
}

}  // namespace

std::string facet_key(FacetKind kind, Ordinal ordinal) {
  std::string key(key_prefix(kind));
  append_varint(ordinal, key);
  return key;
}

std::vector<FacetEntry> read_facets(const Xapian::Database& database, FacetKind kind) {
  const std::string prefix(key_prefix(kind));
  // Ordinals are given from 0 on and entries never removed, so there are as many as keys.
  std::vector<FacetEntry> entries(static_cast<std::size_t>(
      std::distance(database.metadata_keys_begin(prefix), database.metadata_keys_end(prefix))));
  for (auto key = database.metadata_keys_begin(prefix); key != database.metadata_keys_end(prefix); ++key) {
    const std::string name = *key;
    std::string_view rest = std::string_view(name).substr(prefix.size());
    const auto ordinal = take_varint(rest);
    const std::string value = database.get_metadata(name);
    const std::size_t separator = value.find('\0');
    if (!ordinal || !rest.empty() || *ordinal >= entries.size() || separator == std::string::npos) {
      throw Xapian::DatabaseCorruptError("an entry of the " + prefix + " dictionary is not readable");
    }
    entries[*ordinal] = {value.substr(separator + 1), value.substr(0, separator)};
  }
  return entries;
}

void FacetDictionary::load(const Xapian::Database& database) {
  for (const FacetKind kind : kKinds) {
    Kind& dictionary = of(kind);
    dictionary.entries = read_facets(database, kind);
    dictionary.ordinals.clear();
    for (Ordinal ordinal = 0; ordinal < dictionary.entries.size(); ++ordinal) {
      const std::string& label = dictionary.entries[ordinal].label;
      if (!label.empty()) dictionary.ordinals.emplace(label, ordinal);
    }
  }
}

Ordinal FacetDictionary::ordinal(FacetKind kind, const std::string& label) {
  const std::lock_guard lock(mutex_);
  Kind& dictionary = of(kind);
  const auto [found, added] =
      dictionary.ordinals.try_emplace(label, static_cast<Ordinal>(dictionary.entries.size()));
  if (added) dictionary.entries.push_back({label, {}});
  return found->second;
}

void FacetDictionary::store_new(Xapian::WritableDatabase& database) {
  for (const FacetKind kind : kKinds) {
    Kind& dictionary = of(kind);
    std::vector<Ordinal> fresh;
    std::vector<std::string> labels;
    std::set<std::string> taken;
    for (Ordinal ordinal = 0; ordinal < dictionary.entries.size(); ++ordinal) {
      const FacetEntry& entry = dictionary.entries[ordinal];
      if (!entry.slug.empty()) {
        taken.insert(entry.slug);
      } else {
        fresh.push_back(ordinal);
        labels.push_back(entry.label);
      }
    }
    std::vector<std::string> slugs = distinct_slugs(labels, std::move(taken));
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      FacetEntry& entry = dictionary.entries[fresh[i]];
      entry.slug = std::move(slugs[i]);
      database.set_metadata(facet_key(kind, fresh[i]), entry.slug + '\0' + entry.label);
    }
  }
}

}  // namespace fonds::index
