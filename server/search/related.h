// Related coverage: the articles that share an article's telling words, its persons and its dossiers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "server/search/deadline.h"
#include "server/search/snapshot.h"

namespace fonds::search {

// A word of a text, of which its like have some.
struct WordUse {
  // folded
  std::string word;
  // in the text
  std::uint32_t times = 0;
  // that have it
  std::uint32_t articles = 0;
  bool in_title = false;
};

// What a text is compared by.
struct Likeness {
  std::vector<WordUse> words;
  std::vector<index::Ordinal> persons, dossiers;
};

struct Likely {
  Rank rank = 0;
  double score = 0;
};

// The articles closest to a text, best first: a good many more than `limit`, since some may be copies. `self`, where it
// is one of them, is left out. Errors: DeadlineExceeded.
std::vector<Likely> most_like(const Likeness& like, std::uint32_t limit, Rank self, const Snapshot& snapshot,
                              unsigned worker, Deadline deadline);
// The `limit` first of these that are no copies of each other or of `self` (near_identical.h).
std::vector<Rank> without_copies(const std::vector<Likely>& articles, std::uint32_t limit, Rank self,
                                 const Snapshot& snapshot, Deadline deadline);

// The `limit` articles closest to `rank`, best first, without itself and without copies.
// Errors: DeadlineExceeded.
std::vector<Rank> related(Rank rank, std::uint32_t limit, const Snapshot& snapshot, unsigned worker,
                          Deadline deadline);

}  // namespace fonds::search
