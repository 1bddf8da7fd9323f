#include "server/search/ranking.h"

#include <algorithm>

#include "server/search/closeness.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

// Feeds the exact set of matches to Xapian, which thus scores only those; and stops a match whose time is up,
// which Xapian's own time limit does not do.
class MatchesSource : public Xapian::PostingSource {
 public:
  MatchesSource(std::vector<Xapian::docid> docids, Deadline deadline)
      : docids_(std::move(docids)), deadline_(deadline) {}

  Xapian::doccount get_termfreq_min() const override { return static_cast<Xapian::doccount>(docids_.size()); }
  Xapian::doccount get_termfreq_est() const override { return static_cast<Xapian::doccount>(docids_.size()); }
  Xapian::doccount get_termfreq_max() const override { return static_cast<Xapian::doccount>(docids_.size()); }
  void next(double) override {
    if (started_) {
      ++place_;
    } else {
      started_ = true;
    }
    check_deadline();
  }
  void skip_to(Xapian::docid docid, double) override {
    started_ = true;
    check_deadline();
    // Matches are usually dense: gallop from where we stand.
    std::size_t step = 1;
    std::size_t low = place_;
    while (low + step < docids_.size() && docids_[low + step] < docid) {
      low += step;
      step *= 2;
    }
    const auto end = docids_.begin() + static_cast<std::ptrdiff_t>(std::min(low + step + 1, docids_.size()));
    place_ = static_cast<std::size_t>(
        std::lower_bound(docids_.begin() + static_cast<std::ptrdiff_t>(std::min(low, docids_.size())), end,
                         docid) -
        docids_.begin());
  }
  bool at_end() const override { return place_ >= docids_.size(); }
  Xapian::docid get_docid() const override { return docids_[place_]; }
  void init(const Xapian::Database&) override {
    place_ = 0;
    started_ = false;
  }

 private:
  void check_deadline() {
    if (++calls_ % 512 == 0 && std::chrono::steady_clock::now() > deadline_) throw DeadlineExceeded();
  }
  std::vector<Xapian::docid> docids_;
  Deadline deadline_;
  std::size_t place_ = 0;
  bool started_ = false;
  unsigned calls_ = 0;
};

class QueryBuilder {
 public:
  QueryBuilder(const Snapshot& snapshot, const RankingWeights& weights)
      : snapshot_(snapshot), weights_(weights) {}

  Xapian::Query build(const PlanNode& node) const {
    std::vector<Xapian::Query> parts;
    if (node.kind == Kind::prefix) {
      add_prefix(node, parts);
    } else {
      for (const Slot& slot : node.slots) add_slot(slot, parts);
      for (const Slot& slot : node.compounds) add_slot(slot, parts);
    }
    return Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end());
  }

 private:
  static Xapian::Query scaled(double factor, const Xapian::Query& query) {
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, factor);
  }

  Xapian::Query any_of(const std::vector<WordId>& words, query::Field field) const {
    std::vector<Xapian::Query> terms;
    for (const WordId word : words) terms.emplace_back(term_of(snapshot_.lexicon().word(word), field));
    if (terms.size() == 1) return terms.front();
    return Xapian::Query(Xapian::Query::OP_SYNONYM, terms.begin(), terms.end());
  }

  void add_slot(const Slot& slot, std::vector<Xapian::Query>& parts) const {
    if (slot.field == query::Field::author) {
      parts.emplace_back(term_of(slot.folded, slot.field));
      return;
    }
    if (slot.words.empty()) return;
    parts.push_back(any_of(slot.words, slot.field));
    if (slot.field == query::Field::title) return;
    parts.push_back(scaled(weights_.title, any_of(slot.words, query::Field::title)));
    if (slot.exact == Lexicon::kNone) return;
    if (slot.words.size() > 1) parts.push_back(scaled(weights_.exact, Xapian::Query(slot.folded)));
    if (slot.written != slot.folded) {
      parts.push_back(
          scaled(weights_.written, Xapian::Query(std::string(index::kWrittenPrefix) + slot.written)));
    }
    if (slot.letter_case != text::Case::lower) {
      parts.push_back(
          scaled(weights_.capital, Xapian::Query(std::string(index::kCapitalPrefix) + slot.folded)));
    }
  }

  void add_prefix(const PlanNode& node, std::vector<Xapian::Query>& parts) const {
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
    if (!words.empty()) parts.push_back(any_of(words, node.field));
  }

  const Snapshot& snapshot_;
  const RankingWeights& weights_;
};

// True where each article that matches has at least one word that build() gives a weight.
bool always_scored(const PlanNode& node, const Snapshot& snapshot) {
  const auto child_scored = [&](const PlanNode& child) { return always_scored(child, snapshot); };
  switch (node.kind) {
    case Kind::slot:
    case Kind::sequence:
      return true;
    case Kind::prefix: {
      const auto [begin, end] = snapshot.lexicon().with_prefix(node.prefix);
      return node.field != query::Field::author && end - begin <= PlanLimits::kRankedPrefixWords;
    }
    case Kind::conjunction:
      return std::any_of(node.children.begin(), node.children.end(), child_scored);
    case Kind::disjunction:
      return std::all_of(node.children.begin(), node.children.end(), child_scored);
    default:
      return false;
  }
}

}  // namespace

std::vector<Ranked> rank(const PlanNode& plan, const Bitmap& matches, std::uint32_t count,
                         const Snapshot& snapshot, unsigned worker, Matcher& matcher, Deadline deadline,
                         const RankingWeights& weights) {
  const Columns& columns = snapshot.columns();
  const std::vector<const PlanNode*> leaves = positive_leaves(plan);
  std::vector<Xapian::Query> parts;
  const QueryBuilder builder(snapshot, weights);
  for (const PlanNode* leaf : leaves) {
    Xapian::Query query = builder.build(*leaf);
    if (!query.empty()) parts.push_back(std::move(query));
  }
  const auto total = static_cast<std::uint32_t>(matches.count());
  const std::uint32_t wanted = std::min(std::max(count, kReordered), total);
  std::vector<Ranked> ranked;
  if (total == 0 || count == 0) return ranked;
  if (parts.empty()) {
    for (Rank r = matches.next(0); r < matches.size() && ranked.size() < count; r = matches.next(r + 1)) {
      ranked.push_back({r, 0});
    }
    return ranked;
  }

  std::vector<Xapian::docid> docids;
  docids.reserve(total);
  // In ascending order, as Xapian wants them: by way of a bitmap, which needs no sorting.
  Bitmap by_docid(static_cast<std::uint32_t>(columns.rank_of_docid().size()));
  matches.for_each([&](Rank r) { by_docid.set(columns.docid(r)); });
  by_docid.for_each([&](std::uint32_t docid) { docids.push_back(docid); });
  MatchesSource source(std::move(docids), deadline);
  const Xapian::Query scored(Xapian::Query::OP_OR, parts.begin(), parts.end());
  // Where every match has a word that scores, Xapian may leave out articles that cannot be among the best;
  // where a match may have none (école OU -lycée), it has to keep it with the score 0.
  const Xapian::Query exact_matches(&source);
  const Xapian::Query query =
      always_scored(plan, snapshot)
          ? Xapian::Query(Xapian::Query::OP_FILTER, scored, exact_matches)
          : Xapian::Query(Xapian::Query::OP_AND_MAYBE,
                          Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, exact_matches, 0.0), scored);
  Xapian::Enquire enquire(snapshot.db(worker));
  enquire.set_weighting_scheme(Xapian::BM25Weight(weights.k1, 0, 1, weights.b, 0.5));
  enquire.set_query(query);
  enquire.set_sort_by_relevance_then_value(index::kOrder, false);
  const Xapian::MSet mset = enquire.get_mset(0, wanted);
  ranked.reserve(mset.size());
  for (Xapian::MSetIterator it = mset.begin(); it != mset.end(); ++it) {
    ranked.push_back({columns.rank(*it), it.get_weight()});
  }

  std::vector<const Slot*> slots;
  for (const PlanNode* leaf : leaves) {
    for (const Slot& slot : leaf->slots) {
      if (slot.field == query::Field::any && !slot.words.empty()) slots.push_back(&slot);
    }
  }
  if (slots.size() > 1 && !ranked.empty()) {
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

}  // namespace fonds::search
