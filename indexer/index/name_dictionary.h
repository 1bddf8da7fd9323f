// The names of persons of an index: name <-> ordinal while articles are indexed.
//
// Thread safety: ordinal() may be called from many threads at once; everything else from one.
#pragma once

#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "indexer/index/persons_table.h"

namespace fonds::index {

class NameDictionary {
 public:
  NameDictionary() = default;

  void load(std::vector<SightedName> names);
  Ordinal ordinal(const SightedName& name);
  // By ordinal. REQUIRES: no thread is in ordinal().
  const std::vector<SightedName>& names() const { return names_; }

 private:
  std::mutex mutex_;
  std::vector<SightedName> names_;
  // by label and kind
  std::unordered_map<std::string, Ordinal> ordinals_;
};

}  // namespace fonds::index
