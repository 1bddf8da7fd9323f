#include "server/search/related.h"

#include <algorithm>
#include <cmath>

#include "indexer/text/stemmer.h"
#include "server/search/near_identical.h"

namespace fonds::search {

namespace {

constexpr std::size_t kTellingWords = 30;  // words of the article that the search for its like is made of
constexpr std::uint32_t kCandidates =
    60;                                 // articles close in words that persons and dossiers then put in order
constexpr double kTitleFactor = 2.5;    // a word of the title tells more than one of the body
constexpr double kSharedPerson = 0.25;  // of the best score, for each person in common, rarer ones more
constexpr double kSharedDossier = 0.15;
constexpr std::size_t kShortestWord = 3;  // bytes
constexpr std::size_t kCopies = 20;       // nearly identical articles that are passed over, at most

struct TellingWord {
  std::string term;
  double weight;
};

std::vector<TellingWord> telling_words(Xapian::docid docid, Xapian::Database& db, double articles) {
  std::vector<TellingWord> words;
  std::vector<std::string> title;
  const std::string title_prefix(index::kTitlePrefix);
  Xapian::TermIterator it = db.termlist_begin(docid);
  for (it.skip_to(title_prefix); it != db.termlist_end(docid) && (*it).starts_with(title_prefix); ++it) {
    title.push_back((*it).substr(title_prefix.size()));
  }
  for (it = db.termlist_begin(docid); it != db.termlist_end(docid);) {
    const std::string term = *it;
    if (term[0] >= 'A' && term[0] <= 'Z') {
      it.skip_to("[");
      continue;
    }
    const double frequency = it.get_termfreq();
    // A word of one article finds nothing; one of a tenth of the archive tells nothing.
    const bool telling = frequency >= 2 && (frequency <= articles / 10 || articles < 50) &&
                         term.size() >= kShortestWord && !text::is_stop_word(term) &&
                         !(term[0] >= '0' && term[0] <= '9');
    if (telling) {
      double weight = std::log1p(it.get_wdf()) * std::log(1 + articles / frequency);
      if (std::binary_search(title.begin(), title.end(), term)) weight *= kTitleFactor;
      words.push_back({term, weight});
    }
    ++it;
  }
  const std::size_t kept = std::min(words.size(), kTellingWords);
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(),
                    [](const TellingWord& a, const TellingWord& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
                    });
  words.resize(kept);
  return words;
}

double shared(const FacetColumn& column, Rank a, Rank b, double articles) {
  const auto [a_begin, a_end] = column.of(a);
  const auto [b_begin, b_end] = column.of(b);
  double sum = 0;
  for (const index::Ordinal* ordinal = a_begin; ordinal != a_end; ++ordinal) {
    if (std::find(b_begin, b_end, *ordinal) == b_end) continue;
    sum += std::log(1 + articles / column.count(*ordinal)) / std::log(1 + articles);
  }
  return sum;
}

}  // namespace

std::vector<Rank> related(Rank rank, std::uint32_t limit, const Snapshot& snapshot, unsigned worker,
                          Deadline deadline) {
  const Columns& columns = snapshot.columns();
  const double articles = columns.size();
  Xapian::Database& db = snapshot.db(worker);
  const Xapian::docid self = columns.docid(rank);
  std::vector<Xapian::Query> parts;
  for (const TellingWord& word : telling_words(self, db, articles)) {
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.term), word.weight);
  }
  struct Candidate {
    Rank rank;
    double score;
  };
  std::vector<Candidate> candidates;
  check(deadline);
  if (!parts.empty()) {
    Xapian::Enquire enquire(db);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()));
    enquire.set_sort_by_relevance_then_value(index::kOrder, false);
    const Xapian::MSet mset = enquire.get_mset(0, std::max(limit + 1, kCandidates));
    for (Xapian::MSetIterator it = mset.begin(); it != mset.end(); ++it) {
      const Rank other = columns.rank(*it);
      if (*it != self && other != Columns::kNoRank) candidates.push_back({other, it.get_weight()});
    }
  }
  check(deadline);
  const double best = candidates.empty() ? 1 : candidates.front().score;
  for (Candidate& candidate : candidates) {
    candidate.score += best * kSharedPerson *
                       shared(columns.facet(index::FacetKind::person), rank, candidate.rank, articles);
    candidate.score += best * kSharedDossier *
                       shared(columns.facet(index::FacetKind::dossier), rank, candidate.rank, articles);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return a.score != b.score ? a.score > b.score : a.rank < b.rank;
  });
  // The same text once more is no related coverage, and of two copies one will do.
  std::vector<Rank> texts = {rank};
  for (const Candidate& candidate : candidates) {
    if (texts.size() > limit + kCopies) break;
    texts.push_back(candidate.rank);
  }
  const std::vector<std::size_t> first = near_identical(texts, snapshot, deadline);
  std::vector<Rank> ranks;
  for (std::size_t i = 1; i < texts.size() && ranks.size() < limit; ++i) {
    if (first[i] == i) ranks.push_back(texts[i]);
  }
  return ranks;
}

}  // namespace fonds::search
