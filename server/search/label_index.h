// Labels found by the beginnings of their words: persons, dossiers, titles. An ordered dictionary in memory: a lookup
// touches only the entries that match the word that is looked up.
//
// Thread safety: immutable once sorted.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/search/near_prefix.h"

namespace fonds::search {

class LabelIndex {
 public:
  // of a label, in the order they were added
  using Entry = std::uint32_t;

  // `joined`: parts of names are found as one word too (legoff, ndiaye, jeanluc).
  Entry add(std::string_view folded, bool joined);
  // After the last add().
  void sort();

  // Calls each(entry, whether it is the label's first word) for labels that have a word that begins so; one may come
  // twice. Stops where `each` gives false.
  template <typename Each>
  void for_each_with(std::string_view prefix, const Each& each) const;
  // Calls each(entry, slips) for labels that have a word that begins nearly so; one may come twice.
  template <typename Each>
  void for_each_near(const std::string& typed, const Each& each) const;

  // Whether each of `prefixes` begins a word of the label.
  bool has_words(Entry entry, const std::vector<std::string>& prefixes) const;
  bool begins_with(Entry entry, std::string_view word) const {
    return std::string_view(words_).substr(entries_[entry].first).starts_with(word);
  }

 private:
  struct Key {
    // into words_
    std::uint32_t start;
    std::uint16_t length;
    bool is_first;
    Entry entry;
  };
  std::string_view word(const Key& key) const {
    return std::string_view(words_).substr(key.start, key.length);
  }
  void add_word(std::string_view word, bool is_key, Entry entry);

  std::string words_;
  // by word
  std::vector<Key> keys_;
  // [begin, end) into words_ of each entry
  std::vector<std::pair<std::uint32_t, std::uint32_t>> entries_;
};

template <typename Each>
void LabelIndex::for_each_with(std::string_view prefix, const Each& each) const {
  auto it = std::partition_point(keys_.begin(), keys_.end(), [&](const Key& k) { return word(k) < prefix; });
  const auto end =
      std::partition_point(it, keys_.end(), [&](const Key& k) { return word(k).starts_with(prefix); });
  for (; it != end; ++it) {
    if (!each(it->entry, it->is_first)) return;
  }
}

template <typename Each>
void LabelIndex::for_each_near(const std::string& typed, const Each& each) const {
  const std::size_t slips = NearPrefix::slips_of(typed);
  if (slips == 0) return;
  NearPrefix near(typed, slips);
  for (auto it = keys_.begin(); it != keys_.end();) {
    const std::string_view w = word(*it);
    const std::size_t distance = near.distance(w);
    if (distance <= slips) each(it->entry, distance);
    if (near.dead_end() == 0) {
      ++it;
      continue;
    }
    const std::string_view dead = w.substr(0, near.dead_end());
    it = std::partition_point(it, keys_.end(),
                              [&](const Key& k) { return word(k).substr(0, dead.size()) <= dead; });
  }
}

}  // namespace fonds::search
