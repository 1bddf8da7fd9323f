// The dossiers and persons of an index: label <-> ordinal while articles are indexed, and the slug that
// stands for a label in URLs, given when the index is published.
//
// Thread safety: ordinal() may be called from many threads at once; everything else from one.
// Invariants: a label has one ordinal and, once stored, one slug for the life of the index; slugs differ
// within a kind. Which slugs new labels get depends on the labels alone, never on the order they came in.
#pragma once

#include <array>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index/schema.h"

namespace fonds::index {

struct FacetEntry {
  std::string label;
  std::string slug;  // empty: new, not stored yet
};

// The key of an entry in the database's metadata.
std::string facet_key(FacetKind kind, Ordinal ordinal);

// The entries of one kind as the database has them, by ordinal. Throws Xapian::DatabaseCorruptError.
std::vector<FacetEntry> read_facets(const Xapian::Database& database, FacetKind kind);

class FacetDictionary {
 public:
  FacetDictionary() = default;

  void load(const Xapian::Database& database);
  Ordinal ordinal(FacetKind kind, const std::string& label);
  // Gives slugs to new labels and writes those entries. REQUIRES: no thread is in ordinal().
  void store_new(Xapian::WritableDatabase& database);

  const std::vector<FacetEntry>& entries(FacetKind kind) const { return of(kind).entries; }

 private:
  struct Kind {
    std::vector<FacetEntry> entries;  // by ordinal
    std::unordered_map<std::string, Ordinal> ordinals;
  };
  Kind& of(FacetKind kind) { return kinds_[static_cast<std::size_t>(kind)]; }
  const Kind& of(FacetKind kind) const { return kinds_[static_cast<std::size_t>(kind)]; }

  std::mutex mutex_;
  std::array<Kind, 2> kinds_;
};

}  // namespace fonds::index
