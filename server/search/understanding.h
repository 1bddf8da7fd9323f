// What a query means in an archive: the query as typed where it finds something; else with its slips
// corrected; else the best partial matches. A question, or a text of many words, is no list of words that an
// article must have: there the best partial matches are the answer wherever they are better than what happens
// to have all words (sentence.h). All of it looks at the query alone, never at the filters.
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
#include "server/search/ranking_weights.h"
#include "server/search/snapshot.h"

namespace fonds::search {

struct Understanding {
  // the one that was searched
  query::Query query;
  PlanNode plan;
  Bitmap matches;
  // any of the words
  bool relaxed = false;
  // relaxed, though some articles have all of them
  bool all_words_found = false;
  // searched instead of what was typed
  std::optional<std::string> corrected;
  // not searched
  std::optional<std::string> suggestion;
  // French: of the query, and of what stands for its words
  std::vector<std::string> notes;
  // something was typed, but nothing of it can be searched
  bool nothing_to_search = false;
  // conditions that do not count, see Plan
  std::vector<std::string> unsearchable, left_out;
  // fuzzy, but not of all words: they are too many
  bool spelling_cut = false;
};

// What the reader asked.
struct Wish {
  const std::string& q;
  text::Day today;
  Match match = Match::automatic;
  Fuzzy fuzzy = Fuzzy::automatic;
  // the last word is not finished
  bool typing = false;
  // else by date, where partial matches would hide what has all words
  bool best_first = true;
};

// What a query is read in. All must outlive the call.
struct Surroundings {
  const Snapshot& snapshot;
  // nullptr = none
  const Synonyms* synonyms;
  const RankingWeights& weights;
  text::Analyzer& analyzer;
  Matcher& matcher;
  // PlanOptions'
  std::uint64_t looked_into;
};

Understanding understand(const Wish& wish, const Surroundings& in);

}  // namespace fonds::search
