#include "server/search/hidden.h"

#include <xapian.h>

#include "indexer/archive/delisting.h"
#include "indexer/index/name_terms.h"
#include "indexer/text/fnv.h"

namespace fonds::search {

Hidden::Hidden(const Xapian::Database& db, const archive::Delisting& delisting,
               const std::function<bool()>& whole) {
  for (const archive::Delisting::Line& line : delisting.lines) {
    for (const std::string& name : line.names) {
      for (const std::string& term : index::terms_of_name(name)) {
        for (auto it = db.postlist_begin(term); it != db.postlist_end(term); ++it) docids_.push_back(*it);
      }
    }
  }
  std::sort(docids_.begin(), docids_.end());
  docids_.erase(std::unique(docids_.begin(), docids_.end()), docids_.end());
  if (docids_.empty()) return;
  const bool term_lists = whole();
  std::string named;
  for (const std::uint32_t docid : docids_) {
    named += std::to_string(docid) + " ";
    if (!term_lists) continue;
    for (auto it = db.termlist_begin(docid); it != db.termlist_end(docid); ++it) ++uses_[*it];
  }
  digest_ = text::digest(named);
}

}  // namespace fonds::search
