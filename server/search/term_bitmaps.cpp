#include "server/search/term_bitmaps.h"

#include <xapian.h>

namespace fonds::search {

std::shared_ptr<const Bitmap> TermBitmaps::get(const Xapian::Database& db, const std::string& term) {
  {
    const std::lock_guard lock(mutex_);
    if (const auto it = by_term_.find(term); it != by_term_.end()) {
      entries_.splice(entries_.begin(), entries_, it->second);
      return it->second->bitmap;
    }
  }
  auto bitmap = std::make_shared<Bitmap>(columns_.size());
  std::uint32_t frequency = 0;
  const std::vector<Rank>& ranks = columns_.rank_of_docid();
  const Xapian::PostingIterator end = db.postlist_end(term);
  for (Xapian::PostingIterator it = db.postlist_begin(term); it != end; ++it) {
    bitmap->set(ranks[*it]);
    ++frequency;
  }
  if (frequency < columns_.size() / kKeepFrom || frequency == 0 || bitmap->bytes() > kBytes / 4)
    return bitmap;

  const std::lock_guard lock(mutex_);
  if (by_term_.contains(term)) return bitmap;  // another thread was quicker
  entries_.push_front({term, bitmap});
  by_term_.emplace(entries_.front().term, entries_.begin());
  bytes_ += bitmap->bytes();
  while (bytes_ > kBytes) {
    bytes_ -= entries_.back().bitmap->bytes();
    by_term_.erase(entries_.back().term);
    entries_.pop_back();
  }
  return bitmap;
}

}  // namespace fonds::search
