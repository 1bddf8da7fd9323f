#include "indexer/index/name_dictionary.h"

#include <utility>

namespace fonds::index {
namespace {

std::string key_of(const SightedName& name) {
  return name.label + '\0' + static_cast<char>('0' + static_cast<int>(name.gender)) +
         static_cast<char>('0' + static_cast<int>(name.certainty)) + (name.by_editor ? 'e' : 'r');
}

}  // namespace

void NameDictionary::load(std::vector<SightedName> names) {
  names_ = std::move(names);
  ordinals_.clear();
  for (Ordinal ordinal = 0; ordinal < names_.size(); ++ordinal) {
    ordinals_.emplace(key_of(names_[ordinal]), ordinal);
  }
}

Ordinal NameDictionary::ordinal(const SightedName& name) {
  std::string key = key_of(name);
  const std::lock_guard lock(mutex_);
  const auto [found, added] = ordinals_.try_emplace(std::move(key), static_cast<Ordinal>(names_.size()));
  if (added) names_.push_back(name);
  return found->second;
}

}  // namespace fonds::index
