// Articles that belong to a dossier and are not in it.
//
// The words that the dossier's articles have far more often than the archive has (log odds) make its profile; the archive
// is asked for articles with any of them, and these are scored by the profile: each word by its weight, what is repeated
// saturating, long articles a little less, words of the title more (as BM25 does). Only the engine's public answers are
// used. Named with each article are the words that it was found by.
//
// Thread safety: as State's calls. Errors: as State's.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"
#include "server/search/deadline.h"
#include "server/search/state.h"

namespace fonds::desk {

struct Gap {
  search::Hit hit;
  // of the profile; above 1 where it is as close as the dossier's own articles are, half of them
  double closeness = 0;
  // the words of the profile that weigh most in it, as it writes them
  std::vector<std::string> words;
};

struct GapSearch {
  search::State state;
  unsigned worker = 0;
  text::Day today = 0;
  search::Deadline deadline;
};

// The closest first, `limit` at most; without those whose ids are `dismissed`. nullopt where there is no such dossier.
std::optional<std::vector<Gap>> find_gaps(std::string_view dossier, const std::set<std::string>& dismissed,
                                          std::size_t limit, const GapSearch& in);

}  // namespace fonds::desk
