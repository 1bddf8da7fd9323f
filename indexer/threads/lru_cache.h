// What was used last is kept, within a number of bytes; the least recently used goes first.
//
// Thread safety: all members may be called from any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <unordered_map>
#include <utility>

#include "indexer/threads/mutex.h"

namespace fonds {

// Of a cache, since it was made.
struct CacheUsage {
  std::uint64_t hits = 0, misses = 0;
  std::uint64_t bytes = 0, entries = 0;
};

template <typename Key, typename Value>
class LruCache {
 public:
  // In bytes. One entry that takes more than `largest` is not kept: it would drive out all others.
  LruCache(std::size_t capacity, std::size_t largest) : capacity_(capacity), largest_(largest) {}

  std::optional<Value> find(const Key& key) {
    const MutexLock lock(mutex_);
    const auto found = entries_.find(key);
    if (found == entries_.end()) {
      ++usage_.misses;
      return std::nullopt;
    }
    ++usage_.hits;
    uses_.splice(uses_.begin(), uses_, found->second.use);
    return found->second.value;
  }

  // In the place of what the key had. `bytes`: what key, value and their nodes take.
  void keep(const Key& key, Value value, std::size_t bytes) {
    if (bytes > largest_) return;
    const MutexLock lock(mutex_);
    if (const auto found = entries_.find(key); found != entries_.end()) drop(found);
    const auto added = entries_.emplace(key, Entry{std::move(value), bytes, {}}).first;
    uses_.push_front(&added->first);
    added->second.use = uses_.begin();
    usage_.bytes += bytes;
    while (usage_.bytes > capacity_) drop(entries_.find(*uses_.back()));
    usage_.entries = entries_.size();
  }

  void erase(const Key& key) {
    const MutexLock lock(mutex_);
    if (const auto found = entries_.find(key); found != entries_.end()) drop(found);
    usage_.entries = entries_.size();
  }

  CacheUsage usage() const {
    const MutexLock lock(mutex_);
    return usage_;
  }

 private:
  struct Entry {
    Value value;
    std::size_t bytes;
    typename std::list<const Key*>::iterator use;
  };
  using Entries = std::unordered_map<Key, Entry>;

  void drop(typename Entries::iterator entry) FONDS_REQUIRES(mutex_) {
    usage_.bytes -= entry->second.bytes;
    uses_.erase(entry->second.use);
    entries_.erase(entry);
  }

  const std::size_t capacity_, largest_;
  mutable Mutex mutex_;
  // the most recently used first; keys of entries_, which stay in place
  std::list<const Key*> uses_ FONDS_GUARDED_BY(mutex_);
  Entries entries_ FONDS_GUARDED_BY(mutex_);
  CacheUsage usage_ FONDS_GUARDED_BY(mutex_);
};

}  // namespace fonds
