#include "server/search/ranking.h"

#include <algorithm>

#include "server/search/closeness.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

// Gives a Scorer what the words of a query are worth, each in the forms that ranking.h names.
class WordScores {
 public:
  WordScores(Scorer& scorer, const Snapshot& snapshot, const RankingWeights& weights)
      : scorer_(scorer), snapshot_(snapshot), weights_(weights) {}

  void add(const PlanNode& leaf) {
    scorer_.set_share(leaf.share * worth(leaf.origin));
    if (leaf.kind == Kind::prefix) {
      add_prefix(leaf);
      return;
    }
    for (const Slot& slot : leaf.slots) add_slot(slot);
    for (const Slot& slot : leaf.compounds) add_slot(slot);
  }

 private:
  double worth(Origin origin) const {
    switch (origin) {
      case Origin::synonym:
        return weights_.synonym;
      case Origin::close:
        return weights_.close;
      default:
        return 1;
    }
  }

  std::vector<std::string> terms(const std::vector<WordId>& words, query::Field field) const {
    std::vector<std::string> terms;
    for (const WordId word : words) terms.push_back(term_of(snapshot_.lexicon().word(word), field));
    return terms;
  }

  void add_slot(const Slot& slot) {
    if (slot.field == query::Field::author) {
      scorer_.add({.terms = {term_of(slot.folded, slot.field)}});
      return;
    }
    if (slot.written_only) {
      scorer_.add({.terms = {std::string(index::kWrittenPrefix) + slot.written}});
      if (!slot.words.empty()) scorer_.add({.terms = terms(slot.words, slot.field)});
      return;
    }
    if (slot.words.empty()) return;
    const bool number = slot.folded.front() >= '0' && slot.folded.front() <= '9';
    const bool name = slot.letter_case != text::Case::lower;
    const double factor = number ? weights_.number : name ? weights_.name : 1;
    const double rarity = scorer_.add({.terms = terms(slot.words, slot.field),
                                       .factor = factor,
                                       .present = weights_.present,
                                       .kin = terms(slot.kin, slot.field),
                                       .kin_share = weights_.kin});
    if (slot.field == query::Field::title) return;
    scorer_.add_title(terms(slot.words, query::Field::title), rarity * weights_.title);
    if (slot.exact == Lexicon::kNone) return;
    if (slot.words.size() > 1) scorer_.add({.terms = {slot.folded}, .factor = weights_.exact});
    if (slot.written != slot.folded) {
      scorer_.add({.terms = {std::string(index::kWrittenPrefix) + slot.written}, .factor = weights_.written});
    }
    if (name) {
      scorer_.add({.terms = {std::string(index::kCapitalPrefix) + slot.folded}, .factor = weights_.capital});
    }
  }

  void add_prefix(const PlanNode& node) {
    if (node.field == query::Field::author) return;
    const auto [begin, end] = snapshot_.lexicon().with_prefix(node.prefix);
    std::vector<WordId> words;
    for (WordId word = begin; word < end; ++word) words.push_back(word);
    const std::size_t kept = std::min(words.size(), PlanLimits::kRankedPrefixWords);
    std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(),
                      [&](WordId a, WordId b) {
                        const auto fa = snapshot_.lexicon().articles(a);
                        const auto fb = snapshot_.lexicon().articles(b);
                        return fa != fb ? fa > fb : a < b;
                      });
    words.resize(kept);
    scorer_.add({.terms = terms(words, node.field)});
  }

  Scorer& scorer_;
  const Snapshot& snapshot_;
  const RankingWeights& weights_;
};

}  // namespace

std::vector<Ranked> rank(const PlanNode& plan, const Bitmap& matches, std::uint32_t count,
                         const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights) {
  if (count == 0) return {};
  const Columns& columns = snapshot.columns();
  const std::vector<const PlanNode*> leaves = positive_leaves(plan);
  Scorer scorer(matches, snapshot, matcher, weights);
  WordScores scores(scorer, snapshot, weights);
  for (const PlanNode* leaf : leaves) {
    matcher.check_deadline();
    scores.add(*leaf);
  }
  std::vector<Ranked> ranked = scorer.best(std::max(count, kReordered));

  std::vector<const Slot*> slots;
  for (const PlanNode* leaf : leaves) {
    // What stands for a word is not next to it in the query.
    if (leaf->origin == Origin::synonym || leaf->origin == Origin::close) continue;
    for (const Slot& slot : leaf->slots) {
      if (slot.field == query::Field::any && !slot.words.empty()) slots.push_back(&slot);
    }
  }
  const bool expression = slots.size() > 1 || (slots.size() == 1 && slots.front()->led_by != Lexicon::kNone);
  if (expression && !ranked.empty()) {
    const std::size_t reordered = std::min<std::size_t>(ranked.size(), kReordered);
    // Position lists of a word lie in the order of docids: read so, neighbours share a block.
    const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(reordered);
    std::sort(ranked.begin(), end, [&](const Ranked& a, const Ranked& b) {
      return columns.docid(a.rank) < columns.docid(b.rank);
    });
    std::vector<Rank> candidates;
    for (auto it = ranked.begin(); it != end; ++it) candidates.push_back(it->rank);
    const std::vector<double> close =
        Closeness(std::move(slots), snapshot, weights).scores(candidates, matcher);
    for (std::size_t i = 0; i < reordered; ++i) ranked[i].score += close[i];
    std::sort(ranked.begin(), end, [](const Ranked& a, const Ranked& b) {
      return a.score != b.score ? a.score > b.score : a.rank < b.rank;
    });
  }
  if (ranked.size() > count) ranked.resize(count);
  return ranked;
}

std::vector<double> leaf_scores(const PlanNode& leaf, const std::vector<Rank>& articles,
                                const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights) {
  Bitmap members(snapshot.columns().size());
  for (const Rank rank : articles) members.set(rank);
  Scorer scorer(members, snapshot, matcher, weights);
  WordScores(scorer, snapshot, weights).add(leaf);
  std::vector<double> scores(articles.size(), 0.0);
  for (const Ranked& ranked : scorer.best(static_cast<std::uint32_t>(articles.size()))) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (articles[i] == ranked.rank) scores[i] = ranked.score;
    }
  }
  return scores;
}

}  // namespace fonds::search
