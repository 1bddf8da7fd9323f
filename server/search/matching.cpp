#include "server/search/matching.h"

#include <algorithm>
#include <limits>

#include "indexer/index/schema.h"

namespace fonds::search {

using Kind = PlanNode::Kind;

namespace {
constexpr unsigned kVisitedBetweenChecks = 1024;  // articles, some 0.1 ms
// Of a prefix: a word in so large a part of the articles is read as postings, which are then kept.
constexpr Rank kFrequentFrom = 256;
// Reading a posting list takes about as long as looking into this many articles.
constexpr std::uint64_t kReadArticlesPerList = 16;

// Whether nothing parts the words at places [first, last]: « bourg en Bresse » without a comma.
bool is_one_compound(const index::WordStream& stream, std::uint32_t first, std::uint32_t last) {
  for (std::uint32_t place = first; place < last; ++place) {
    if (stream.is_parted(place)) return false;
  }
  return true;
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
  if (slot.written_only) terms.push_back(std::string(index::kWrittenPrefix) + slot.written);
  return terms;
}

const std::shared_ptr<const TermPostings>& Matcher::postings(const std::string& term) {
  auto& postings = seen_[term];
  if (!postings) {
    check_deadline();
    postings = snapshot_.postings().get(snapshot_.db(worker_), term);
  }
  return postings;
}

Bitmap Matcher::match(const PlanNode& node) {
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
    case Kind::conjunction: {
      Bitmap all(size, true);
      for (const PlanNode& child : node.children) {
        if (child.kind == Kind::negation) {
          all.subtract(match(child.children.front()));
        } else {
          all &= match(child);
        }
        if (all.none()) break;
      }
      return all;
    }
    case Kind::disjunction: {
      Bitmap any(size);
      for (const PlanNode& child : node.children) any |= match(child);
      return any;
    }
    case Kind::negation: {
      Bitmap rest = match(node.children.front());
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

// The words of a sequence, looked for from the rarest on.
class SequenceFinder {
 public:
  SequenceFinder(std::vector<WordFinder> words, std::size_t rarest)
      : words_(std::move(words)), rarest_(static_cast<std::uint32_t>(rarest)) {}

  // Calls found(place of the first word) until it gives false; [0, end) is searched, a field at a time.
  template <typename Found>
  void for_each(const index::WordStream& stream, std::uint32_t end, Found&& found) const {
    const auto length = static_cast<std::uint32_t>(words_.size());
    words_[rarest_].for_each(stream, 0, end, [&](std::uint32_t place) {
      if (place < rarest_) return true;
      const std::uint32_t first = place - rarest_;
      const std::uint32_t last = first + length - 1;
      if (last >= end || field(stream, first) != field(stream, last)) return true;
      for (std::uint32_t i = 0; i < length; ++i) {
        if (i != rarest_ && !words_[i].holds(stream, first + i)) return true;
      }
      return found(first);
    });
  }

 private:
  static int field(const index::WordStream& stream, std::uint32_t place) {
    if (place < stream.title) return 0;
    return place - stream.title < stream.lead ? 1 : 2;
  }
  std::vector<WordFinder> words_;
  std::uint32_t rarest_;
};

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
  if (slot.led_by != Lexicon::kNone) numbers.push_back(snapshot_.lexicon().number(slot.led_by));
  return WordFinder(std::move(numbers));
}

SequenceFinder Matcher::sequence_finder(const std::vector<Slot>& slots) const {
  std::vector<WordFinder> finders;
  std::size_t rarest = 0;
  std::uint64_t fewest = ~std::uint64_t{0};
  for (const Slot& slot : slots) {
    std::uint64_t articles = 0;
    for (const WordId word : slot.words) articles += snapshot_.lexicon().articles(word);
    if (articles < fewest) {
      fewest = articles;
      rarest = finders.size();
    }
    finders.push_back(finder_of(slot));
  }
  return {std::move(finders), rarest};
}

Bitmap Matcher::match_sequence(const PlanNode& node) {
  Bitmap candidates(snapshot_.columns().size(), true);
  for (const Slot& slot : node.slots) {
    candidates &= match_slot(slot);
    if (candidates.none()) break;
  }
  Bitmap found(snapshot_.columns().size());
  for (const Slot& compound : node.compounds) found |= match_slot(compound);
  candidates.subtract(found);
  const SequenceFinder finder = sequence_finder(node.slots);
  const auto behind_first = static_cast<std::uint32_t>(node.slots.size() - 1);
  unsigned visited = 0;
  candidates.for_each([&](Rank rank) {
    if (++visited % kVisitedBetweenChecks == 0) check_deadline();
    const index::WordStream stream = snapshot_.words(rank);
    finder.for_each(stream, places_of(node.field, stream), [&](std::uint32_t place) {
      if (node.one_compound && !is_one_compound(stream, place, place + behind_first)) return true;
      found.set(rank);
      return false;
    });
  });
  return found;
}

Bitmap Matcher::match_prefix(const PlanNode& node) {
  // No term begins with an asterisk.
  const std::string key = "*" + term_of(node.prefix, node.field);
  std::shared_ptr<const TermPostings> kept = snapshot_.postings().find(key);
  if (kept == nullptr) {
    const Bitmap found = find_prefix(node);
    std::vector<std::pair<Rank, std::uint32_t>> postings;
    found.for_each([&](Rank rank) { postings.emplace_back(rank, 1); });
    kept = std::make_shared<TermPostings>(postings, found.size());
    snapshot_.postings().keep(key, kept);
  }
  Bitmap any(snapshot_.columns().size());
  kept->add_to(any);
  return any;
}

Bitmap Matcher::find_prefix(const PlanNode& node) {
  const Rank size = snapshot_.columns().size();
  Bitmap any(size);
  if (node.field == query::Field::author) {
    const Xapian::Database& db = snapshot_.db(worker_);
    const std::string prefix = term_of(node.prefix, node.field);
    for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) postings(*it)->add_to(any);
    return any;
  }
  // Frequent words by their postings, which are at hand. Of the others there may be thousands: then it is
  // quicker to look into the articles that are left.
  const Lexicon& lexicon = snapshot_.lexicon();
  const auto [begin, end] = lexicon.with_prefix(node.prefix);
  std::vector<WordId> few;
  for (WordId word = begin; word < end; ++word) {
    if (lexicon.articles(word) >= size / kFrequentFrom) {
      postings(term_of(lexicon.word(word), node.field))->add_to(any);
    } else {
      few.push_back(word);
    }
  }
  const std::uint64_t left = size - any.count();
  if (few.size() <= left / kReadArticlesPerList) {
    for (const WordId word : few) postings(term_of(lexicon.word(word), node.field))->add_to(any);
    return any;
  }
  std::vector<index::WordNumber> numbers;
  for (const WordId word : few) numbers.push_back(lexicon.number(word));
  const WordFinder finder(std::move(numbers));
  Bitmap rest = any;
  rest.flip();
  unsigned visited = 0;
  rest.for_each([&](Rank rank) {
    if (++visited % kVisitedBetweenChecks == 0) check_deadline();
    const index::WordStream stream = snapshot_.words(rank);
    finder.for_each(stream, 0, places_of(node.field, stream), [&](std::uint32_t) {
      any.set(rank);
      return false;
    });
  });
  return any;
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
  const auto behind_first = static_cast<std::uint32_t>(node.slots.size() - 1);
  sequence_finder(node.slots).for_each(stream, places_of(node.field, stream), [&](std::uint32_t place) {
    if (node.one_compound && !is_one_compound(stream, place, place + behind_first)) return true;
    found.push_back(position(stream, place));
    return true;
  });
  sort_distinct(found);
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
