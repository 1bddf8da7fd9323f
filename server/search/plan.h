// From a syntax tree to a plan: query words analysed, expanded to the archive's words, and the Boolean
// structure made explicit. A plan belongs to one snapshot. Plain data; made by plan(), run by matching.h,
// scored by ranking.h.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "server/query/ast.h"
#include "server/search/lexicon.h"
#include "server/search/types.h"

namespace fonds::search {

class Snapshot;

// One word of the query and the words of the archive that satisfy it.
struct Slot {
  std::string folded;   // as analysed
  std::string written;  // with its accents
  text::Case letter_case = text::Case::lower;
  query::Field field = query::Field::any;  // any, title or author
  bool inflected = true;                   // false inside quotes: only the same folded word
  WordId exact = Lexicon::kNone;           // the folded word itself
  std::vector<WordId>
      words;  // ascending; author words are not of the lexicon and are matched by `folded` alone
};

struct PlanNode {
  enum class Kind : std::uint8_t {
    everything,
    nothing,
    slot,      // slots[0]
    sequence,  // slots side by side; or one of `compounds`, a single word that stands for them all
    prefix,    // every word that begins with `prefix`
    values,    // articles that have one of `ordinals` of `facet`
    days,      // articles dated within [first, last]
    conjunction,
    disjunction,
    negation,  // of children[0]
  };
  Kind kind = Kind::nothing;
  std::vector<PlanNode> children;
  std::vector<Slot> slots;
  std::vector<Slot> compounds;
  std::string prefix;
  query::Field field = query::Field::any;
  index::FacetKind facet = index::FacetKind::dossier;
  std::vector<index::Ordinal> ordinals;
  std::optional<text::Day> first, last;
};

struct PlanOptions {
  bool all_words = true;  // false: any of the words typed side by side
  bool fuzzy = false;     // words also stand for the archive's words close to them
};

// Bounds on what one query may cost; what is beyond is left out of the ranking, never of the counts.
struct PlanLimits {
  static constexpr std::size_t kRankedPrefixWords =
      64;                                        // most frequent words of a prefix that take part in scoring
  static constexpr std::size_t kFuzzyWords = 8;  // close words that a fuzzy word stands for
};

PlanNode plan(const query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer,
              const PlanOptions& options);

// The slots of a plan that a matching article is scored and highlighted by: those not under a negation, in
// the order of the query.
std::vector<const PlanNode*> positive_leaves(const PlanNode& root);

}  // namespace fonds::search
