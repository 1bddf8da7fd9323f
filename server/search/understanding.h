// What a query means in an archive: the query as typed where it finds something; else with its slips
// corrected; else the best partial matches. All of it looks at the query alone, never at the filters.
//
// Thread safety: as the Matcher's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/text/analyzer.h"
#include "server/query/parser.h"
#include "server/search/bitmap.h"
#include "server/search/matching.h"
#include "server/search/plan.h"
#include "server/search/snapshot.h"

namespace fonds::search {

struct Understanding {
  query::Query query;  // the one that was searched
  PlanNode plan;
  Bitmap matches;
  bool relaxed = false;                   // any of the words; none of the articles has all
  std::optional<std::string> corrected;   // searched instead of what was typed
  std::optional<std::string> suggestion;  // not searched
  std::vector<std::string> notes;         // French: of the query, and of what stands for its words
};

// `synonyms` nullptr = none.
Understanding understand(const std::string& q, Match match, Fuzzy fuzzy, text::Day today,
                         const Synonyms* synonyms, const Snapshot& snapshot, text::Analyzer& analyzer,
                         Matcher& matcher);

}  // namespace fonds::search
