#include "server/search/matching.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "indexer/index/schema.h"
#include "server/search/joint_reading.h"

namespace fonds::search {

using Kind = PlanNode::Kind;

namespace {
constexpr unsigned kVisitedBetweenChecks = 1024;  // articles, some 0.1 ms
// Of a prefix: a word in so large a part of the articles is read as postings, which are then kept.
constexpr Rank kFrequentFrom = 256;
// Reading a posting list takes about as long as looking into this many articles.
constexpr std::uint64_t kReadArticlesPerList = 16;
// Phrases and prefixes of a query from which on they are looked for together.
constexpr std::size_t kTogetherFrom = 3;
// And from which on the postings of frequent words are not worth reading for it.
constexpr std::size_t kOnlyReadFrom = 8;
// Readings of the archive that one reading for all is worth.
constexpr std::uint64_t kTogetherReadings = 2;
// What one request keeps of posting lists and of phrases that it has found, each.
constexpr std::size_t kKeptBytes = std::size_t{64} << 20;

// Equal for sequences that the same articles have.
std::string sequence_key(const PlanNode& node) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(node.field)));
  key += node.one_compound ? 'c' : 'p';
  const auto add = [&](const std::vector<Slot>& slots, char sign) {
    for (const Slot& slot : slots) {
      key += sign;
      for (const WordId word : slot.words) key += std::to_string(word) + ",";
    }
  };
  add(node.slots, ' ');
  add(node.compounds, '=');
  return key;
}

// No term begins with an asterisk.
std::string prefix_key(const PlanNode& node) {
  return "*" + term_of(node.prefix, node.field);
}

// The leaves for which articles are looked into.
void collect_read(const PlanNode& node, std::vector<const PlanNode*>& leaves) {
  if (node.kind == Kind::sequence || node.kind == Kind::prefix) leaves.push_back(&node);
  for (const PlanNode& child : node.children) collect_read(child, leaves);
}
}  // namespace

std::string term_of(std::string_view word, query::Field field) {
  std::string term;
  if (field == query::Field::title) term = index::kTitlePrefix;
  if (field == query::Field::author) term = index::kAuthorPrefix;
  term += word;
  return term;
}

std::vector<std::string> Matcher::terms(const Slot& slot) const {
  std::vector<std::string> terms;
  if (slot.field == query::Field::author) {
    terms.push_back(term_of(slot.folded, slot.field));
    return terms;
  }
  for (const WordId word : slot.words) terms.push_back(term_of(snapshot_.lexicon().word(word), slot.field));
  if (slot.exact_form) terms.push_back(std::string(index::kWrittenPrefix) + slot.written);
  return terms;
}

std::shared_ptr<const TermPostings> Matcher::postings(const std::string& term) {
  if (const auto known = seen_.find(term); known != seen_.end()) return known->second;
  check_deadline();
  std::shared_ptr<const TermPostings> postings = snapshot_.postings().get(snapshot_.db(worker_), term);
  seen_bytes_ += postings->bytes();
  if (seen_bytes_ > kKeptBytes) {
    seen_.clear();
    seen_bytes_ = postings->bytes();
  }
  seen_.emplace(term, postings);
  return postings;
}

Bitmap Matcher::match(const PlanNode& plan) {
  find_jointly(plan);
  return evaluate(plan);
}

Bitmap Matcher::evaluate(const PlanNode& node) {
  check_deadline();
  const Rank size = snapshot_.columns().size();
  switch (node.kind) {
    case Kind::everything:
      return Bitmap(size, true);
    case Kind::nothing:
      return Bitmap(size);
    case Kind::slot:
      return match_slot(node.slots.front());
    case Kind::sequence:
      return match_sequence(node);
    case Kind::prefix:
      return match_prefix(node);
    case Kind::values:
      return match_values(node);
    case Kind::days:
      return match_days(node);
    case Kind::period: {
      Bitmap either = evaluate(node.children.front());
      if (node.by_date) {
        for (const DayRange& days : node.days_said) {
          const auto [begin, end] = snapshot_.columns().range(days.first, days.second);
          either.set_range(begin, end);
        }
      }
      return either;
    }
    case Kind::conjunction: {
      Bitmap all(size, true);
      for (const PlanNode& child : node.children) {
        if (child.kind == Kind::negation) {
          all.subtract(evaluate(child.children.front()));
        } else {
          all &= evaluate(child);
        }
        if (all.none()) break;
      }
      return all;
    }
    case Kind::disjunction: {
      Bitmap any(size);
      for (const PlanNode& child : node.children) any |= evaluate(child);
      return any;
    }
    case Kind::negation: {
      Bitmap rest = evaluate(node.children.front());
      rest.flip();
      return rest;
    }
  }
  return Bitmap(size);
}

Bitmap Matcher::match_slot(const Slot& slot) {
  Bitmap any(snapshot_.columns().size());
  for (const std::string& term : terms(slot)) postings(term)->add_to(any);
  return any;
}

namespace {

void sort_distinct(std::vector<std::uint32_t>& positions) {
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
}

}  // namespace

WordFinder Matcher::finder_of(const Slot& slot) const {
  std::vector<index::WordNumber> numbers;
  if (slot.field != query::Field::author) {
    for (const WordId word : slot.words) numbers.push_back(snapshot_.lexicon().number(word));
  }
  return WordFinder(std::move(numbers));
}

WordFinder Matcher::leader_of(const Slot& slot) const {
  std::vector<index::WordNumber> numbers;
  if (slot.preceded_by != Lexicon::kNone) numbers.push_back(snapshot_.lexicon().number(slot.preceded_by));
  return WordFinder(std::move(numbers));
}

SequenceFinder Matcher::sequence_finder(const PlanNode& node) const {
  std::vector<WordFinder> finders;
  std::size_t rarest = 0;
  std::uint64_t fewest = ~std::uint64_t{0};
  for (const Slot& slot : node.slots) {
    std::uint64_t articles = 0;
    for (const WordId word : slot.words) articles += snapshot_.lexicon().articles(word);
    if (articles < fewest) {
      fewest = articles;
      rarest = finders.size();
    }
    finders.push_back(finder_of(slot));
  }
  return {std::move(finders), rarest, node.one_compound};
}

void Matcher::find_jointly(const PlanNode& plan) {
  std::vector<const PlanNode*> leaves;
  collect_read(plan, leaves);
  if (leaves.size() < kTogetherFrom) return;
  std::vector<SoughtSequence> sought;
  std::vector<const PlanNode*> of;  // the leaf of each that is sought
  std::unordered_set<std::string> known;
  std::uint64_t candidates = 0;
  for (const PlanNode* leaf : leaves) {
    check_deadline();
    const bool prefix = leaf->kind == Kind::prefix;
    const std::string key = prefix ? prefix_key(*leaf) : sequence_key(*leaf);
    const bool found = prefix
                           ? leaf->field == query::Field::author || snapshot_.postings().find(key) != nullptr
                           : sequences_.contains(key);
    if (found || !known.insert(key).second) continue;
    of.push_back(leaf);
    sought.push_back(prefix ? sought_prefix(*leaf, leaves.size()) : sought_sequence(*leaf));
    candidates += sought.back().candidates.count();
  }
  if (candidates > kTogetherReadings * snapshot_.columns().size()) {
    read_jointly(sought, snapshot_, deadline_);
  } else {
    for (SoughtSequence& sequence : sought) read_for(sequence);
  }
  for (std::size_t i = 0; i < sought.size(); ++i) {
    if (of[i]->kind == Kind::prefix) {
      keep_prefix(*of[i], sought[i].found);
    } else {
      keep_sequence(*of[i], sought[i].found);
    }
  }
}

void Matcher::read_for(SoughtSequence& sought) const {
  DeadlineWatch watch(deadline_, kVisitedBetweenChecks);
  sought.candidates.for_each([&](Rank rank) {
    watch.step();
    const index::WordStream stream = snapshot_.words(rank);
    const auto places = sought.title_only ? stream.title : static_cast<std::uint32_t>(stream.words.size());
    sought.finder.for_each(stream, places, [&](std::uint32_t) {
      sought.found.set(rank);
      return false;
    });
  });
}

void Matcher::keep_sequence(const PlanNode& node, const Bitmap& found) {
  sequences_bytes_ += found.bytes();
  if (sequences_bytes_ > kKeptBytes) {
    sequences_.clear();
    sequences_bytes_ = found.bytes();
  }
  sequences_.emplace(sequence_key(node), found);
}

SoughtSequence Matcher::sought_sequence(const PlanNode& node) {
  const Rank size = snapshot_.columns().size();
  SoughtSequence sought{
      sequence_finder(node), {}, node.field == query::Field::title, Bitmap(size, true), Bitmap(size)};
  for (const WordId word : node.slots[sought.finder.rarest()].words) {
    sought.rarest.push_back(snapshot_.lexicon().number(word));
  }
  for (const Slot& slot : node.slots) {
    sought.candidates &= match_slot(slot);
    if (sought.candidates.none()) break;
  }
  for (const Slot& compound : node.compounds) sought.found |= match_slot(compound);
  sought.candidates.subtract(sought.found);
  return sought;
}

Bitmap Matcher::match_sequence(const PlanNode& node) {
  if (const auto known = sequences_.find(sequence_key(node)); known != sequences_.end()) return known->second;
  SoughtSequence sought = sought_sequence(node);
  read_for(sought);
  keep_sequence(node, sought.found);
  return std::move(sought.found);
}

Bitmap Matcher::match_prefix(const PlanNode& node) {
  Bitmap found(snapshot_.columns().size());
  if (const auto kept = snapshot_.postings().find(prefix_key(node))) {
    kept->add_to(found);
    return found;
  }
  if (node.field == query::Field::author) {
    found = match_author_prefix(node);
  } else {
    SoughtSequence sought = sought_prefix(node, 1);
    read_for(sought);
    found = std::move(sought.found);
  }
  keep_prefix(node, found);
  return found;
}

void Matcher::keep_prefix(const PlanNode& node, const Bitmap& found) {
  std::vector<std::pair<Rank, std::uint32_t>> postings;
  found.for_each([&](Rank rank) { postings.emplace_back(rank, 1); });
  snapshot_.postings().keep(prefix_key(node), std::make_shared<TermPostings>(postings, found.size()));
}

Bitmap Matcher::match_author_prefix(const PlanNode& node) {
  Bitmap any(snapshot_.columns().size());
  const Xapian::Database& db = snapshot_.db(worker_);
  const std::string prefix = term_of(node.prefix, node.field);
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) postings(*it)->add_to(any);
  return any;
}

// Frequent words by their postings, which are at hand. Of the others there may be thousands: then it is quicker to
// look into the articles that are left, all the more where the same reading serves others.
SoughtSequence Matcher::sought_prefix(const PlanNode& node, std::size_t sharing) {
  const Rank size = snapshot_.columns().size();
  Bitmap found(size);
  const Lexicon& lexicon = snapshot_.lexicon();
  const auto [begin, end] = lexicon.with_prefix(node.prefix);
  std::vector<WordId> few;
  for (WordId word = begin; word < end; ++word) {
    if (sharing < kOnlyReadFrom && lexicon.articles(word) >= size / kFrequentFrom) {
      postings(term_of(lexicon.word(word), node.field))->add_to(found);
    } else {
      few.push_back(word);
    }
  }
  Bitmap candidates(size);
  std::vector<index::WordNumber> numbers;
  if (few.size() <= (size - found.count()) / kReadArticlesPerList / sharing) {
    for (const WordId word : few) postings(term_of(lexicon.word(word), node.field))->add_to(found);
  } else {
    for (const WordId word : few) numbers.push_back(lexicon.number(word));
    candidates = found;
    candidates.flip();
  }
  std::vector<WordFinder> finder;
  finder.emplace_back(numbers);
  return {SequenceFinder(std::move(finder), 0, false), std::move(numbers), node.field == query::Field::title,
          std::move(candidates), std::move(found)};
}

Bitmap Matcher::match_values(const PlanNode& node) const {
  Bitmap any(snapshot_.columns().size());
  const FacetColumn& facet = snapshot_.columns().facet(node.facet);
  for (const index::Ordinal ordinal : node.ordinals) {
    const auto [begin, end] = facet.articles(ordinal);
    for (const Rank* rank = begin; rank != end; ++rank) any.set(*rank);
  }
  return any;
}

Bitmap Matcher::match_days(const PlanNode& node) const {
  const Columns& columns = snapshot_.columns();
  // A range without ends restricts nothing: what was typed is no date, and a note says so.
  if (!node.first && !node.last) return Bitmap(columns.size(), true);
  constexpr text::Day kFirst = std::numeric_limits<text::Day>::min();
  constexpr text::Day kLast = std::numeric_limits<text::Day>::max();
  const auto [begin, end] = columns.range(node.first.value_or(kFirst), node.last.value_or(kLast));
  Bitmap dated(columns.size());
  dated.set_range(begin, end);
  return dated;
}

std::vector<std::uint32_t> Matcher::positions(const Slot& slot, Rank rank) const {
  std::vector<std::uint32_t> found;
  const index::WordStream stream = snapshot_.words(rank);
  finder_of(slot).for_each(stream, 0, places_of(slot.field, stream), [&](std::uint32_t place) {
    found.push_back(position(stream, place));
    return true;
  });
  sort_distinct(found);
  return found;
}

std::vector<std::uint32_t> Matcher::sequence_positions(const PlanNode& node, Rank rank) const {
  std::vector<std::uint32_t> found;
  const index::WordStream stream = snapshot_.words(rank);
  sequence_finder(node).for_each(stream, places_of(node.field, stream), [&](std::uint32_t place) {
    found.push_back(position(stream, place));
    return true;
  });
  sort_distinct(found);
  return found;
}

// Articles of which the words are on their way from memory while one is looked into: they lie far apart.
constexpr std::size_t kReadAhead = 4;

Bitmap Matcher::all_with(const PlanNode& sequence) {
  const std::string key = "all " + sequence_key(sequence);
  if (const auto known = snapshot_.found_expressions().find(key)) return known->as_typed;
  FoundExpression found(snapshot_.columns().size());
  found.as_typed = match(sequence);
  Bitmap all = found.as_typed;
  snapshot_.found_expressions().keep(key, std::make_shared<const FoundExpression>(std::move(found)));
  return all;
}

std::vector<Matcher::Expression> Matcher::expressions(const PlanNode& as_typed, const PlanNode& inflected,
                                                      const std::vector<Rank>& articles,
                                                      std::size_t enough) const {
  std::vector<Expression> found(articles.size(), Expression::absent);
  const auto unknown = [](const Slot& slot) { return slot.words.empty(); };
  if (std::any_of(inflected.slots.begin(), inflected.slots.end(), unknown)) return found;
  const SequenceFinder any = sequence_finder(inflected);
  std::optional<SequenceFinder> exact;
  if (std::none_of(as_typed.slots.begin(), as_typed.slots.end(), unknown)) exact = sequence_finder(as_typed);
  const auto read = [&](Rank rank) {
    const index::WordStream stream = snapshot_.words(rank);
    const std::uint32_t end = places_of(inflected.field, stream);
    if (!any.is_in(stream, end)) return Expression::absent;
    return exact && exact->is_in(stream, end) ? Expression::as_typed : Expression::inflected;
  };

  const std::string key = sequence_key(inflected) + "|" + sequence_key(as_typed);
  const std::shared_ptr<const FoundExpression> known = snapshot_.found_expressions().find(key);
  const auto is_known = [&](Rank rank) { return known != nullptr && known->read.test(rank); };
  std::optional<FoundExpression> more;  // known, and what is read now
  for (std::size_t i = 0; i < articles.size() && enough > 0; ++i) {
    const Rank rank = articles[i];
    if (i + kReadAhead < articles.size() && !is_known(articles[i + kReadAhead])) {
      snapshot_.will_read_words(articles[i + kReadAhead]);
    }
    if (is_known(rank)) {
      if (known->as_typed.test(rank)) found[i] = Expression::as_typed;
      if (known->inflected.test(rank)) found[i] = Expression::inflected;
    } else {
      if (!more) more = known ? *known : FoundExpression(snapshot_.columns().size());
      found[i] = read(rank);
      more->read.set(rank);
      if (found[i] == Expression::as_typed) more->as_typed.set(rank);
      if (found[i] == Expression::inflected) more->inflected.set(rank);
    }
    if (found[i] == Expression::as_typed) --enough;
  }
  if (more) {
    snapshot_.found_expressions().keep(key, std::make_shared<const FoundExpression>(*std::move(more)));
  }
  return found;
}

std::vector<std::uint32_t> Matcher::prefix_positions(const PlanNode& node, Rank rank) const {
  std::vector<std::uint32_t> found;
  const Lexicon& lexicon = snapshot_.lexicon();
  const auto [begin, end] = lexicon.with_prefix(node.prefix);
  const auto wanted = [&, begin = begin, end = end](index::WordNumber number) {
    const WordId word = lexicon.of_number(number);
    return word >= begin && word < end;
  };
  const index::WordStream stream = snapshot_.words(rank);
  const std::uint32_t places = places_of(node.field, stream);
  for (std::uint32_t place = 0; place < places; ++place) {
    if (stream.words[place] <= index::WordStream::kLargest && wanted(stream.words[place])) {
      found.push_back(position(stream, place));
    }
  }
  for (const index::ExtraWord& extra : stream.extras) {
    if (extra.place < places && wanted(extra.word)) found.push_back(position(stream, extra.place));
  }
  sort_distinct(found);
  return found;
}

}  // namespace fonds::search
