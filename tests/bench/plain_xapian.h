// What a programmer gets from Xapian alone, to measure against: its TermGenerator, its French stemmer, BM25,
// and any of the words of the query.
//
// Thread safety: a PlainXapian belongs to one thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/archive/article.h"

namespace fonds::bench {

class PlainXapian {
 public:
  // A new database in `folder`, or the one that is there.
  explicit PlainXapian(const std::filesystem::path& folder);

  bool empty() const { return database_.get_doccount() == 0; }
  void add(const archive::Article& article);
  void commit() { database_.commit(); }

  // Ids of the best articles, best first.
  std::vector<std::string> search(const std::string& query, std::size_t limit);

 private:
  Xapian::WritableDatabase database_;
  Xapian::Stem stemmer_;
  Xapian::TermGenerator generator_;
  Xapian::QueryParser parser_;
};

}  // namespace fonds::bench
