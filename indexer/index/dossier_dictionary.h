// The dossiers of an index: label <-> ordinal while articles are indexed, and the slug that stands for a
// label in URLs, given when the index is published.
//
// Thread safety: ordinal() may be called from many threads at once; everything else from one.
// Invariants: a label has one ordinal and, once stored, one slug for the life of the index; slugs differ.
// Which slugs new labels get depends on the labels alone, never on the order they came in.
#pragma once

#include <filesystem>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/schema.h"

namespace fonds::index {

struct DossierEntry {
  std::string label;
  // empty: new, not stored yet
  std::string slug;
};

// The key of an entry in the database's metadata.
std::string dossier_key(Ordinal ordinal);

// The entries as the database has them, by ordinal. Throws Xapian::DatabaseCorruptError.
std::vector<DossierEntry> read_dossiers(const Xapian::Database& database);

class DossierDictionary {
 public:
  DossierDictionary() = default;

  void load(const Xapian::Database& database);
  // Slugs given before: a label that ordinal() meets again keeps its own.
  void know(const std::vector<DossierEntry>& entries);
  Ordinal ordinal(const std::string& label);
  // Gives slugs to new labels and writes those entries. REQUIRES: no thread is in ordinal().
  void store_new(Xapian::WritableDatabase& database);
  // A new database of the entries alone, to be merged with those of the articles.
  void write_database(const std::filesystem::path& path);

 private:
  std::mutex mutex_;
  // by ordinal
  std::vector<DossierEntry> entries_;
  std::unordered_map<std::string, Ordinal> ordinals_;
  // label -> slug
  std::unordered_map<std::string, std::string> known_;
};

}  // namespace fonds::index
