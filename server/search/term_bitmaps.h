// The articles that contain a term, as bitmaps; those of frequent terms are kept between requests.
//
// A term in few articles is read from its posting list each time (some microseconds). From one article in
// kKeepFrom on, the bitmap is kept, the least recently used dropped first, within kBytes in all. Thread
// safety: get() may be called from any thread, each with its own database handle.
#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/search/bitmap.h"
#include "server/search/columns.h"

namespace Xapian {
class Database;
}

namespace fonds::search {

class TermBitmaps {
 public:
  static constexpr std::uint32_t kKeepFrom = 256;  // kept where articles / kKeepFrom <= the term's frequency
  static constexpr std::size_t kBytes = 32 * 1024 * 1024;  // of kept bitmaps

  explicit TermBitmaps(const Columns& columns) : columns_(columns) {}

  std::shared_ptr<const Bitmap> get(const Xapian::Database& db, const std::string& term);

 private:
  struct Entry {
    std::string term;
    std::shared_ptr<const Bitmap> bitmap;
  };
  const Columns& columns_;
  std::mutex mutex_;
  std::list<Entry> entries_;                                                  // most recently used first
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_term_;  // views into entries_
  std::size_t bytes_ = 0;
};

}  // namespace fonds::search
