#include "server/search/term_postings.h"

#include <algorithm>
#include <utility>

#include <xapian.h>

#include "indexer/index/generation.h"

namespace fonds::search {

namespace {
// Of an entry of the cache besides its postings: the nodes of list and map, the term.
constexpr std::size_t kEntryBytes = 256;
}  // namespace

TermPostings::TermPostings(const std::vector<std::pair<Rank, std::uint32_t>>& postings, Rank articles)
    : dense_(postings.size() >= articles / kDenseFrom && postings.size() > 1) {
  frequencies_.reserve(postings.size());
  if (dense_) {
    bitmap_ = Bitmap(articles);
  } else {
    ranks_.reserve(postings.size());
  }
  for (const auto& [rank, frequency] : postings) {
    if (dense_) {
      bitmap_.set(rank);
    } else {
      ranks_.push_back(rank);
    }
    frequencies_.push_back(static_cast<std::uint8_t>(std::min<std::uint32_t>(frequency, kLarge)));
    if (frequency >= kLarge) large_.emplace_back(rank, frequency);
  }
}

std::size_t TermPostings::bytes() const {
  return sizeof *this + bitmap_.bytes() + ranks_.size() * sizeof(Rank) + frequencies_.size() +
         large_.size() * sizeof(large_[0]);
}

void TermPostings::add_to(Bitmap& any) const {
  if (dense_) {
    any |= bitmap_;
  } else {
    for (const Rank rank : ranks_) any.set(rank);
  }
}

bool TermPostings::contains(Rank rank) const {
  return dense_ ? bitmap_.test(rank) : std::binary_search(ranks_.begin(), ranks_.end(), rank);
}

std::uint32_t TermPostings::large_frequency(Rank rank) const {
  return std::lower_bound(large_.begin(), large_.end(), std::pair<Rank, std::uint32_t>(rank, 0))->second;
}

std::shared_ptr<const TermPostings> PostingCache::find(const std::string& name) {
  return kept_.find(name).value_or(nullptr);
}

void PostingCache::keep(const std::string& name, std::shared_ptr<const TermPostings> postings) {
  const std::size_t bytes = postings->bytes() + kEntryBytes;
  kept_.keep(name, std::move(postings), bytes);
}

std::shared_ptr<const TermPostings> PostingCache::get(const Xapian::Database& db, const std::string& term) {
  if (auto kept = find(term)) return kept;
  std::shared_ptr<const TermPostings> postings = read(db, term);
  keep(term, postings);
  return postings;
}

std::shared_ptr<const TermPostings> PostingCache::read(const Xapian::Database& db,
                                                       const std::string& term) const {
  std::vector<std::pair<Rank, std::uint32_t>> postings;
  const Xapian::PostingIterator end = db.postlist_end(term);
  Xapian::PostingIterator it = db.postlist_begin(term);
  if (it == end) return std::make_shared<TermPostings>(postings, columns_.size());
  const Xapian::doccount expected = db.get_termfreq(term);
  postings.reserve(std::min<std::size_t>(expected, columns_.size()));
  if (expected < columns_.size() / TermPostings::kDenseFrom) {
    for (; it != end; ++it) {
      const Rank rank = columns_.stored_rank(*it);
      if (rank != Columns::kNoRank) postings.emplace_back(rank, it.get_wdf());
    }
    std::sort(postings.begin(), postings.end());
  } else {
    // By way of a column of all articles, which needs no sorting.
    std::vector<std::uint32_t> frequencies(columns_.size(), 0);
    Bitmap with(columns_.size());
    for (; it != end; ++it) {
      const Rank rank = columns_.stored_rank(*it);
      if (rank == Columns::kNoRank) continue;
      frequencies[rank] = it.get_wdf();
      with.set(rank);
    }
    with.for_each([&](Rank rank) { postings.emplace_back(rank, frequencies[rank]); });
  }
  return std::make_shared<TermPostings>(postings, columns_.size());
}

}  // namespace fonds::search
