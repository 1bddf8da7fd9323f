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
#include "server/search/deadline.h"
#include "server/search/lexicon.h"
#include "server/search/said_period.h"
#include "server/search/synonyms.h"
#include "server/search/types.h"

namespace fonds::search {

class Snapshot;
class Speller;

// One word of the query and the words of the archive that satisfy it.
struct Slot {
  // as analysed
  std::string folded;
  // with its accents
  std::string written;
  text::Case letter_case = text::Case::lower;
  // any, title or author
  query::Field field = query::Field::any;
  // false inside quotes: only the same folded word
  bool inflected = true;
  // the folded word itself
  WordId exact = Lexicon::kNone;
  // ascending; author words are not of the lexicon and are matched by `folded` alone
  std::vector<WordId> words;
  // The stop word typed right before it ("la poste"): it chooses nothing, but an article that has both side
  // by side comes first.
  WordId preceded_by = Lexicon::kNone;
  // The folded word is a stop word, the written one is none (maïs and mais): only what is written so matches,
  // besides `words`, which are then other inflexions.
  bool exact_form = false;
  // Where any of the words will do (questions): words of the same family, which take part in scoring only.
  std::vector<WordId> family;
};

// Why a leaf stands for what was typed.
enum class Origin : std::uint8_t {
  typed,
  // one word typed for two of the archive
  split,
  // of the editor's file
  synonym,
  // of similar spelling (fuzzy)
  close,
};

struct PlanNode {
  enum class Kind : std::uint8_t {
    everything,
    nothing,
    // slots[0]
    slot,
    // slots side by side; or one of `compounds`, a single word that stands for them all
    sequence,
    // every word that begins with `prefix`
    prefix,
    // articles that have one of `ordinals` of `facet`
    values,
    // articles dated within [first, last]
    days,
    // children[0], a year or month as it is written; or dated within `days_said`, where `by_date`
    period,
    conjunction,
    disjunction,
    // of children[0]
    negation,
  };
  Kind kind = Kind::nothing;
  std::vector<PlanNode> children;
  std::vector<Slot> slots;
  std::vector<Slot> compounds;
  // Of a sequence: typed as one compound, so that no comma or full stop may stand between its words.
  bool one_compound = false;
  std::string prefix;
  query::Field field = query::Field::any;
  index::FacetKind facet = index::FacetKind::dossier;
  std::vector<index::Ordinal> ordinals;
  std::optional<text::Day> first, last;
  // Of a period: what the reader said. An article dated so ranks higher, whether its date chooses it or not.
  std::vector<DayRange> days_said;
  bool by_date = false;
  // its words
  std::string typed;
  // of days_said, the values of the date facet
  std::vector<std::string> dates;
  // no year was said
  bool every_year = false;
  // What was typed side by side, as sequences of its words: they choose nothing, but what has them comes first.
  std::vector<PlanNode> as_typed;
  // Of a leaf:
  Origin origin = Origin::typed;
  // what was typed, where the origin is another
  std::string instead_of;
  // and what is searched for it, as its source writes it
  std::string meant;
  // of its score that counts, for the rarity of its words to be no more than typed
  double share = 1;
};

struct PlanOptions {
  // false: any of the words typed side by side
  bool all_words = true;
  // words also stand for the archive's words close to them
  bool fuzzy = false;
  // words that the archive has not also stand for two of its words
  bool splits = true;
  // a year or month is also found by the date of an article
  bool dates = true;
  // nullptr = none
  const Synonyms* synonyms = nullptr;
  Deadline deadline = Deadline::max();
  // PlanLimits::kLookedInto, or what a test sets; 0 = no limit
  std::uint64_t looked_into = 0;
};

// Bounds on what one query may cost. What is beyond is left out of the ranking, never of the counts, but for
// kLookedInto, and that is said.
struct PlanLimits {
  // most frequent words of a prefix that take part in scoring
  static constexpr std::size_t kRankedPrefixWords = 64;
  // compounds that begin as one that is not finished
  static constexpr std::size_t kCompoundWords = 256;
  // most frequent words of a word's family
  static constexpr std::size_t kFamilyWords = 32;
  // close words that a fuzzy word stands for
  static constexpr std::size_t kFuzzyWords = 8;
  // synonyms that take part in a query
  static constexpr std::size_t kSynonyms = 32;
  // ways to read one word as two
  static constexpr std::size_t kSplits = 64;
  // of an expression as typed; a longer query is a sentence
  static constexpr std::size_t kExpressionWords = 8;
  // Articles that are looked into for phrases and prefixes, each time counted: what is not known from posting lists.
  // Some 0.3 s; a thousand phrases in an archive of 20,000 articles, 16 in one of a million.
  static constexpr std::uint64_t kLookedInto = 16'000'000;
};

// What a query asks of an archive.
struct Plan {
  PlanNode root;
  // Conditions in which nothing can be searched (a sign, a picture), as typed: they are left out. Where all are,
  // `root` is everything.
  std::vector<std::string> unsearchable;
  bool nothing_to_search = false;
  // Conditions left out, as typed, since the query would cost too much with them: the dearest.
  std::vector<std::string> left_out;
};

// Errors: DeadlineExceeded.
Plan plan(const query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer, Speller& speller,
          const PlanOptions& options);

// A leaf as it was typed: "école", "école de code", "numér*".
std::string words_of(const PlanNode& leaf);

// The positive nodes of a plan of which an article's date is an answer, in the order of the query.
std::vector<const PlanNode*> positive_periods(const PlanNode& root);
// What was typed side by side: PlanNode::as_typed of the positive nodes.
std::vector<const PlanNode*> expressions_typed(const PlanNode& root);

// BM25's inverse document frequency: how much a word of so many articles tells.
double rarity(double articles, double of);

// The slots of a plan that a matching article is scored and highlighted by: those not under a negation, in
// the order of the query.
std::vector<const PlanNode*> positive_leaves(const PlanNode& root);

}  // namespace fonds::search
