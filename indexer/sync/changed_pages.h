// Pages that were articles and say something else now, held back for a moment: where several of them say the same, it is
// the site that speaks (maintenance, a home page in the place of what was moved), and the articles stay as they were.
//
// Thread safety: one thread.
#pragma once

#include <cstddef>
#include <deque>
#include <set>
#include <string>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/sync/page_state.h"

namespace fonds::sync {

struct ChangedPage {
  std::string url;
  archive::Article article;
  // what will be known of the page once it is accepted
  KnownPage known;
};

class ChangedPages {
 public:
  // Alike in their text; two may be the same article under two addresses.
  static constexpr std::size_t kAlike = 3;

  struct Decided {
    std::vector<ChangedPage> accepted, refused;
  };
  // What is certain now, this page or others before it.
  Decided add(ChangedPage page);
  // What is still waiting: nothing like it has come.
  std::vector<ChangedPage> rest();

 private:
  // Held at once; a site that is not well answers alike in a row.
  static constexpr std::size_t kWaiting = 16;
  std::deque<ChangedPage> waiting_;
  // digests of texts
  std::set<std::string> refused_;
};

}  // namespace fonds::sync
