#include "server/search/ranking.h"

#include <algorithm>
#include <functional>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/text/stemmer.h"
#include "server/search/closeness.h"
#include "server/search/news_days.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

// What is scored as one: a word of a leaf, or a prefix. The same typed twice counts twice, and is read once.
struct Part {
  const PlanNode* leaf;
  const Slot* slot;  // nullptr: the leaf is a prefix
  double times = 1;
  std::uint64_t postings = 0;  // that are read for it, about
};

// The lists of a word: itself, its title terms, its written form, its capitals, its place among inflexions.
constexpr std::uint64_t kListsOfWord = 3;
// Postings read for one query, in readings of the whole archive. The words that would be read beyond it are the most
// frequent ones, which tell least.
constexpr std::uint64_t kRankedReadings = 64;
// Words whose closeness counts. A longer query is no expression, and each costs all the others.
constexpr std::size_t kCloseWords = 32;

bool is_better(const Ranked& a, const Ranked& b) {
  return a.score != b.score ? a.score > b.score : a.rank < b.rank;
}

std::uint64_t postings_of(const std::vector<WordId>& words, const Snapshot& snapshot) {
  std::uint64_t articles = 0;
  for (const WordId word : words) articles += snapshot.lexicon().articles(word);
  return articles;
}

std::string key_of(const PlanNode& leaf, const Slot& slot) {
  std::string key = slot.folded + ' ' + slot.written + ' ';
  for (const int number : {static_cast<int>(slot.field), static_cast<int>(slot.letter_case),
                           slot.inflected ? 1 : 0, slot.exact_form ? 1 : 0, static_cast<int>(leaf.origin)}) {
    key += static_cast<char>('0' + number);
  }
  key += std::to_string(leaf.share);
  for (const auto* words : {&slot.words, &slot.family}) {
    key += ' ';
    for (const WordId word : *words) key += std::to_string(word) + ',';
  }
  return key;
}

std::vector<Part> parts_of(const std::vector<const PlanNode*>& leaves, const Snapshot& snapshot) {
  std::vector<Part> parts;
  std::unordered_map<std::string, std::size_t> known;
  const auto add = [&](const Part& part, std::string key) {
    const auto [found, is_new] = known.emplace(std::move(key), parts.size());
    if (is_new) {
      parts.push_back(part);
    } else {
      parts[found->second].times += 1;
    }
  };
  for (const PlanNode* leaf : leaves) {
    if (leaf->kind == Kind::prefix) {
      const auto [begin, end] = snapshot.lexicon().with_prefix(leaf->prefix);
      std::uint64_t postings = 0;
      for (WordId word = begin; word < end; ++word) postings += snapshot.lexicon().articles(word);
      add({leaf, nullptr, 1, postings}, term_of(leaf->prefix, leaf->field) + "*");
      continue;
    }
    for (const auto* slots : {&leaf->slots, &leaf->compounds}) {
      for (const Slot& slot : *slots) {
        const std::uint64_t postings =
            kListsOfWord * postings_of(slot.words, snapshot) + postings_of(slot.family, snapshot);
        add({leaf, &slot, 1, postings}, key_of(*leaf, slot));
      }
    }
  }
  return parts;
}

// In their order, without the dearest where all together are too dear.
std::vector<Part> affordable(std::vector<Part> parts, const Snapshot& snapshot) {
  const std::uint64_t most = kRankedReadings * snapshot.columns().size();
  std::uint64_t sum = 0;
  for (const Part& part : parts) sum += part.postings;
  if (sum <= most) return parts;
  std::vector<std::uint64_t> dearest;
  for (const Part& part : parts) dearest.push_back(part.postings);
  std::sort(dearest.begin(), dearest.end(), std::greater<>());
  std::uint64_t limit = 0;  // parts of more postings are left out
  for (std::size_t i = 0; i + 1 < dearest.size() && sum > most; ++i) {
    sum -= dearest[i];
    limit = dearest[i + 1];
  }
  // Of those that are just as dear, as many as fit.
  std::uint64_t left = most;
  std::vector<Part> kept;
  for (const Part& part : parts) {
    if (part.postings > limit || (part.postings > left && !kept.empty())) continue;
    left -= std::min(left, part.postings);
    kept.push_back(part);
  }
  return kept;
}

// Gives a Scorer what the words of a query are worth, each in the forms that ranking.h names.
class WordScores {
 public:
  WordScores(Scorer& scorer, const Snapshot& snapshot, const RankingWeights& weights)
      : scorer_(scorer), snapshot_(snapshot), weights_(weights) {}

  void add(const Part& part) {
    scorer_.set_share(part.leaf->share * worth(part.leaf->origin) * part.times);
    if (part.slot == nullptr) {
      add_prefix(*part.leaf);
    } else {
      add_slot(*part.slot);
    }
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
    if (slot.exact_form) {
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
                                       .family = terms(slot.family, slot.field),
                                       .family_weight = weights_.family});
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
    const std::vector<WordId> words =
        snapshot_.lexicon().most_frequent(node.prefix, PlanLimits::kRankedPrefixWords);
    scorer_.add({.terms = terms(words, node.field)});
  }

  Scorer& scorer_;
  const Snapshot& snapshot_;
  const RankingWeights& weights_;
};

double rarity_of(const PlanNode& expression, const Snapshot& snapshot) {
  double sum = 0;
  for (const Slot& slot : expression.slots) {
    sum += rarity(static_cast<double>(postings_of(slot.words, snapshot)), snapshot.columns().size());
  }
  return sum;
}

// Small words are in every article, so that those that have them side by side need not be among the best by their words:
// « pas de porte ». Where none is, who has the expression is added to them, newest first.
void add_from_beyond(const PlanNode& expression, const Bitmap& matches, const Scorer& scorer,
                     Matcher& matcher, std::vector<Ranked>& ranked) {
  const auto small = [](const Slot& slot) { return text::is_stop_word(slot.folded); };
  if (std::none_of(expression.slots.begin(), expression.slots.end(), small)) return;
  std::vector<Rank> best;
  for (const Ranked& article : ranked) best.push_back(article.rank);
  for (const Matcher::Expression found : matcher.expressions(expression, expression, best, 1)) {
    if (found != Matcher::Expression::absent) return;
  }
  Bitmap beyond = matcher.all_with(expression);
  beyond &= matches;
  const std::size_t room = kLookedThrough;
  ranked.resize(ranked.size() - std::min<std::size_t>({ranked.size(), room, beyond.count()}));
  std::vector<Ranked> added;
  beyond.for_each([&](Rank rank) {
    if (added.size() < room) added.push_back({rank, scorer.score(rank)});
  });
  ranked.insert(ranked.begin(), added.begin(), added.end());
}

// Pairs of sequences: what was typed side by side word for word, and in any inflexion. The first `shown` are right; of
// the rest some may lack what they are owed.
void put_expressions_first(const std::vector<const PlanNode*>& expressions, std::vector<Ranked>& ranked,
                           std::size_t shown, const Snapshot& snapshot, Matcher& matcher,
                           const RankingWeights& weights) {
  const auto end =
      ranked.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(ranked.size(), kLookedThrough));
  std::vector<Rank> articles;
  for (auto it = ranked.begin(); it != end; ++it) articles.push_back(it->rank);
  // Of one expression, who comes later and has it too stays behind those that have it and came before.
  const std::size_t enough = expressions.size() == 2 ? shown : articles.size();
  for (std::size_t e = 0; e + 1 < expressions.size(); e += 2) {
    matcher.check_deadline();
    const std::vector<Matcher::Expression> found =
        matcher.expressions(*expressions[e], *expressions[e + 1], articles, enough);
    const double unit = rarity_of(*expressions[e + 1], snapshot);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (found[i] == Matcher::Expression::as_typed) {
        ranked[i].score += unit * weights.as_typed;
      } else if (found[i] == Matcher::Expression::inflected) {
        ranked[i].score += unit * weights.as_typed_inflected;
      }
    }
  }
  std::sort(ranked.begin(), end, is_better);
}

// Of an event, the articles of its days before those that recall it.
void put_news_first(const std::vector<const Slot*>& slots, std::vector<Ranked>& ranked,
                    const Snapshot& snapshot, const RankingWeights& weights) {
  double unit = 0;
  for (const Slot* slot : slots)
    unit += rarity(static_cast<double>(postings_of(slot->words, snapshot)), snapshot.columns().size());
  const NewsDays news(ranked, snapshot.columns());
  for (std::size_t i = 0; i < std::min<std::size_t>(ranked.size(), kReordered); ++i) {
    const double share = news.share_around(ranked[i].rank);
    ranked[i].score += weights.news * unit * share * share;
  }
}

}  // namespace

std::vector<Ranked> rank(const PlanNode& plan, const Bitmap& matches, std::uint32_t count,
                         const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights) {
  if (count == 0) return {};
  const Columns& columns = snapshot.columns();
  const std::vector<const PlanNode*> leaves = positive_leaves(plan);
  Scorer scorer(matches, snapshot, matcher, weights);
  WordScores scores(scorer, snapshot, weights);
  for (const Part& part : affordable(parts_of(leaves, snapshot), snapshot)) {
    matcher.check_deadline();
    scores.add(part);
  }
  for (const PlanNode* period : positive_periods(plan)) scorer.add_dated(period->days_said, weights.dated);
  const std::vector<const PlanNode*> expressions = expressions_typed(plan);
  std::vector<Ranked> ranked =
      scorer.best(std::max(count, expressions.empty() ? kReordered : kLookedThrough));
  if (!expressions.empty()) {
    if (ranked.size() < matches.count() && expressions.size() == 2)
      add_from_beyond(*expressions.front(), matches, scorer, matcher, ranked);
    put_expressions_first(expressions, ranked, std::max(count, kReordered), snapshot, matcher, weights);
  }

  std::vector<const Slot*> slots;
  for (const PlanNode* leaf : leaves) {
    // What stands for a word is not next to it in the query.
    if (leaf->origin == Origin::synonym || leaf->origin == Origin::close) continue;
    // Nor is the one word for two: plateforme, of plate forme.
    if (leaf->origin == Origin::split && leaf->slots.size() == 1 && leaf->slots.front().inflected) continue;
    for (const Slot& slot : leaf->slots) {
      if (slot.field != query::Field::any || slot.words.empty() || slots.size() == kCloseWords) continue;
      slots.push_back(&slot);
    }
  }
  const std::size_t reordered = std::min<std::size_t>(ranked.size(), kReordered);
  const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(reordered);
  put_news_first(slots, ranked, snapshot, weights);
  const bool expression =
      slots.size() > 1 || (slots.size() == 1 && slots.front()->preceded_by != Lexicon::kNone);
  if (expression && !ranked.empty()) {
    // Position lists of a word lie in the order of docids: read so, neighbours share a block.
    std::sort(ranked.begin(), end, [&](const Ranked& a, const Ranked& b) {
      return columns.docid(a.rank) < columns.docid(b.rank);
    });
    std::vector<Rank> candidates;
    for (auto it = ranked.begin(); it != end; ++it) candidates.push_back(it->rank);
    const std::vector<double> close =
        Closeness(std::move(slots), snapshot, weights).scores(candidates, matcher);
    for (std::size_t i = 0; i < reordered; ++i) ranked[i].score += close[i];
  }
  std::sort(ranked.begin(), end, is_better);
  if (ranked.size() > count) ranked.resize(count);
  return ranked;
}

std::vector<double> leaf_scores(const PlanNode& leaf, const std::vector<Rank>& articles,
                                const Snapshot& snapshot, Matcher& matcher, const RankingWeights& weights) {
  Bitmap members(snapshot.columns().size());
  for (const Rank rank : articles) members.set(rank);
  Scorer scorer(members, snapshot, matcher, weights);
  WordScores word_scores(scorer, snapshot, weights);
  for (const Part& part : parts_of({&leaf}, snapshot)) word_scores.add(part);
  std::vector<double> scores(articles.size(), 0.0);
  for (const Ranked& ranked : scorer.best(static_cast<std::uint32_t>(articles.size()))) {
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (articles[i] == ranked.rank) scores[i] = ranked.score;
    }
  }
  return scores;
}

}  // namespace fonds::search
