#include "server/search/matching.h"

#include <algorithm>
#include <limits>

#include "indexer/index/schema.h"

namespace fonds::search {

using Kind = PlanNode::Kind;

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

Bitmap Matcher::match_sequence(const PlanNode& node) {
  Bitmap candidates(snapshot_.columns().size(), true);
  for (const Slot& slot : node.slots) {
    candidates &= match_slot(slot);
    if (candidates.none()) break;
  }
  Bitmap found(snapshot_.columns().size());
  for (const Slot& compound : node.compounds) found |= match_slot(compound);
  candidates.subtract(found);
  unsigned visited = 0;
  candidates.for_each([&](Rank rank) {
    if (++visited % 64 == 0) check_deadline();
    if (!sequence_positions(node.slots, rank).empty()) found.set(rank);
  });
  return found;
}

Bitmap Matcher::match_prefix(const PlanNode& node) {
  Bitmap any(snapshot_.columns().size());
  Xapian::Database& db = snapshot_.db(worker_);
  const std::vector<Rank>& ranks = snapshot_.columns().rank_of_docid();
  const auto add = [&](const std::string& term) {
    check_deadline();
    const Xapian::PostingIterator end = db.postlist_end(term);
    for (Xapian::PostingIterator it = db.postlist_begin(term); it != end; ++it) any.set(ranks[*it]);
  };
  if (node.field == query::Field::author) {
    const std::string prefix = term_of(node.prefix, node.field);
    for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) add(*it);
    return any;
  }
  const auto [begin, end] = snapshot_.lexicon().with_prefix(node.prefix);
  for (WordId word = begin; word < end; ++word) add(term_of(snapshot_.lexicon().word(word), node.field));
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

void Matcher::add_positions(const std::string& term, Rank rank, std::vector<std::uint32_t>& out) const {
  Xapian::Database& db = snapshot_.db(worker_);
  const Xapian::docid docid = snapshot_.columns().docid(rank);
  const Xapian::PositionIterator end = db.positionlist_end(docid, term);
  for (Xapian::PositionIterator it = db.positionlist_begin(docid, term); it != end; ++it) out.push_back(*it);
}

std::vector<std::uint32_t> Matcher::positions(const Slot& slot, Rank rank) {
  std::vector<std::uint32_t> found;
  if (slot.field == query::Field::author) return found;
  std::size_t lists = 0;
  for (const std::string& term : terms(slot)) {
    if (!postings(term)->contains(rank)) continue;
    add_positions(term, rank, found);
    ++lists;
  }
  if (lists > 1) {
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
  }
  return found;
}

std::vector<std::uint32_t> Matcher::sequence_positions(const std::vector<Slot>& slots, Rank rank) {
  std::vector<std::uint32_t> starts = positions(slots.front(), rank);
  for (std::uint32_t i = 1; i < slots.size() && !starts.empty(); ++i) {
    const std::vector<std::uint32_t> next = positions(slots[i], rank);
    std::erase_if(starts, [&](std::uint32_t start) {
      return !std::binary_search(next.begin(), next.end(), start + i);
    });
  }
  return starts;
}

std::vector<std::uint32_t> Matcher::prefix_positions(const PlanNode& node, Rank rank) {
  std::vector<std::uint32_t> found;
  if (node.field == query::Field::author) return found;
  const std::string prefix = term_of(node.prefix, node.field);
  Xapian::Database& db = snapshot_.db(worker_);
  const Xapian::docid docid = snapshot_.columns().docid(rank);
  Xapian::TermIterator it = db.termlist_begin(docid);
  for (it.skip_to(prefix); it != db.termlist_end(docid); ++it) {
    const std::string term = *it;
    if (!term.starts_with(prefix)) break;
    add_positions(term, rank, found);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace fonds::search
