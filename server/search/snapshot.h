// One generation of the index, open for searching: the database handles of each worker, and what is kept in
// memory.
//
// Thread safety: immutable but for the handles: db(worker) belongs to that worker while it runs a request.
#pragma once

#include <cstdint>
#include <future>
#include <mutex>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/index/article_store.h"
#include "indexer/index/generation.h"
#include "indexer/index/stored_article.h"
#include "server/search/columns.h"
#include "server/search/deadline.h"
#include "server/search/expression_cache.h"
#include "server/search/hidden.h"
#include "server/search/lexicon.h"
#include "server/search/suggester.h"
#include "server/search/term_postings.h"
#include "server/search/types.h"

namespace fonds::search {

class ExpressionsBeingRead;

class Snapshot {
 public:
  // Throws index::IndexError where the generation cannot be opened or is damaged, and what Xapian throws.
  // `hidden`: articles of it that are not served.
  Snapshot(const index::Generation& generation, unsigned workers, Hidden hidden = {});
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  const IndexInfo& info() const { return info_; }
  const Hidden& hidden() const { return hidden_; }
  const Columns& columns() const { return columns_; }
  const Lexicon& lexicon() const { return lexicon_; }
  const Suggester& suggester() const { return suggester_; }
  // Waits until they are read. Throws DeadlineExceeded.
  const Expressions& expressions(Deadline deadline) const;
  PostingCache& postings() const { return postings_; }
  ExpressionCache& found_expressions() const { return found_expressions_; }
  Xapian::Database& db(unsigned worker) const { return handles_[worker]; }

  // With persons for the names that it is stored with. Throws index::IndexError where what is stored is
  // damaged, or another article's.
  index::StoredArticle article(Rank rank) const;
  // The words of an article in order, by their numbers in the store.
  index::WordStream words(Rank rank) const { return store_.stream(columns_.record(rank)); }
  void will_read_words(Rank rank) const { store_.will_read(columns_.record(rank)); }
  // numbers are below
  std::size_t stored_words() const { return store_.words(); }
  // Throws index::IndexError where the file of articles has become shorter than it was: what was read of it since may
  // be zeros. To be asked before an answer is given out.
  void check_whole() const;
  // All articles, the last changed first, those of no known change last. Put in order when it is first asked for.
  const std::vector<Rank>& by_modified() const;
  // Columns::kNoRank where no article has that id.
  Rank find(unsigned worker, std::string_view id) const;

 private:
  void decode_frequent_words();

  Hidden hidden_;
  IndexInfo info_;
  mutable std::vector<Xapian::Database> handles_;
  index::ArticleStore store_;
  // Reading the words takes as long as all the rest: they are read on another thread, meanwhile.
  std::future<Lexicon> lexicon_being_read_;
  Columns columns_;
  Suggester suggester_;
  Lexicon lexicon_;
  mutable PostingCache postings_;
  mutable ExpressionCache found_expressions_;
  mutable std::once_flag by_modified_made_;
  mutable std::vector<Rank> by_modified_;
  // The last member: it reads all others on its own thread.
  std::unique_ptr<ExpressionsBeingRead> expressions_;
};

}  // namespace fonds::search
