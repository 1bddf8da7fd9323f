// One search, in its stages: the query is understood, the articles that match are chosen by the filters, facets are
// counted, a page of the articles is put in order, and its hits are shown.
//
// Thread safety: one search on one worker. Errors: State::search's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "server/search/bitmap.h"
#include "server/search/cursor.h"
#include "server/search/deadline.h"
#include "server/search/facets.h"
#include "server/search/matching.h"
#include "server/search/page.h"
#include "server/search/results.h"
#include "server/search/state.h"
#include "server/search/types.h"
#include "server/search/understanding.h"

namespace fonds::search {

class Search {
 public:
  // All must outlive this. Throws BadCursor.
  Search(const State& state, unsigned worker, const SearchRequest& request, Deadline deadline);

  SearchResponse response();
  std::unique_ptr<Results> results();

 private:
  Page page();
  void say_what_was_understood(SearchResponse& response) const;
  void count_facets(SearchResponse& response) const;
  void show_hits(const Page& page, SearchResponse& response);
  void fold_identical(const Page& page, SearchResponse& response) const;
  std::string cursor_behind(const Page& page) const;

  const State& state_;
  const Snapshot& snapshot_;
  const SearchRequest& request_;
  const Deadline deadline_;
  const IndexInfo info_;
  const std::optional<Cursor> cursor_;
  Matcher matcher_;
  const Understanding understood_;
  const Sort sort_;
  const Selections selections_;
  // what the query and the filters leave, and of it what the facets leave
  Bitmap base_, selected_;
};

}  // namespace fonds::search
