#include "server/search/snapshot.h"

namespace fonds::search {

namespace {

// Every handle is opened now, and its position table touched (Xapian opens that one on first use), so that a
// request never depends on files that a later publication may remove.
std::vector<Xapian::Database> open_handles(const index::Generation& generation, unsigned workers) {
  try {
    std::vector<Xapian::Database> handles;
    for (unsigned i = 0; i < workers; ++i) {
      Xapian::Database db(generation.database.string());
      const Xapian::TermIterator any = db.allterms_begin();
      if (any != db.allterms_end()) {
        const std::string term = *any;
        const Xapian::PostingIterator posting = db.postlist_begin(term);
        if (posting != db.postlist_end(term)) db.positionlist_begin(*posting, term);
      }
      handles.push_back(std::move(db));
    }
    return handles;
  } catch (const Xapian::Error& e) {
    throw index::IndexError(index::IndexError::Kind::damaged,
                            "cannot open generation " + generation.name + ": " + e.get_description());
  }
}

}  // namespace

Snapshot::Snapshot(const index::Generation& generation, unsigned workers)
    : info_{generation.name, generation.manifest.articles, generation.manifest.updated},
      handles_(open_handles(generation, workers)),
      columns_(handles_.front()),
      lexicon_(handles_.front()),
      suggester_(handles_.front(), columns_, lexicon_),
      postings_(columns_) {}

index::StoredArticle Snapshot::article(unsigned worker, Rank rank) const {
  const auto stored = index::decode(db(worker).get_document(columns_.docid(rank)).get_data());
  if (!stored) {
    throw index::IndexError(index::IndexError::Kind::damaged,
                            "the stored article " + std::to_string(columns_.docid(rank)) + " is damaged");
  }
  return *stored;
}

Rank Snapshot::find(unsigned worker, std::string_view id) const {
  const std::string term = std::string(index::kIdPrefix) + std::string(id);
  if (term.size() > 245) return Columns::kNoRank;
  const Xapian::PostingIterator it = db(worker).postlist_begin(term);
  return it == db(worker).postlist_end(term) ? Columns::kNoRank : columns_.rank(*it);
}

}  // namespace fonds::search
