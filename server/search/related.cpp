#include "server/search/related.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/text/stemmer.h"
#include "server/search/near_identical.h"

namespace fonds::search {

namespace {

constexpr std::size_t kTellingWords = 30;  // words of the article that the search for its like is made of
// Articles close in words that persons and dossiers then put in order.
constexpr std::uint32_t kCandidates = 60;
// A word of the title tells more than one of the body.
constexpr double kTitleFactor = 2.5;
// Of the best score, for each person in common, rarer ones more.
constexpr double kSharedPerson = 0.25;
constexpr double kSharedDossier = 0.15;
// What articles are about before where it was and who was there: of a name's weight, this counts.
constexpr double kNameFactor = 0.5;
// Of the score that an article could have, one on the same subject has this at least; what has less shares some words
// with everything.
constexpr double kRelated = 0.07;
constexpr std::size_t kShortestWord = 3;  // bytes
constexpr std::size_t kCopies = 20;       // nearly identical articles that are passed over, at most

struct TellingWord {
  std::string term;
  double weight;
};

// From its words in order: Xapian's term list of a document that is damaged may end the program.
Likeness likeness_of(Rank rank, const Snapshot& snapshot) {
  const Columns& columns = snapshot.columns();
  const Lexicon& lexicon = snapshot.lexicon();
  struct Use {
    std::uint32_t times = 0;
    bool in_title = false;
  };
  std::map<WordId, Use> uses;
  const index::WordStream stream = snapshot.words(rank);
  const auto count = [&](index::WordNumber number, std::uint32_t place) {
    const WordId word = lexicon.of_number(number);
    if (word == Lexicon::kNone) return;
    Use& use = uses[word];
    ++use.times;
    use.in_title = use.in_title || place < stream.title;
  };
  for (std::uint32_t place = 0; place < stream.words.size(); ++place) {
    if (stream.words[place] <= index::WordStream::kLargest) count(stream.words[place], place);
  }
  for (const index::ExtraWord& extra : stream.extras) count(extra.word, extra.place);
  Likeness like;
  for (const auto& [word, use] : uses) {
    // A word of this article alone finds nothing.
    const std::uint32_t articles = lexicon.articles(word);
    if (articles < 2) continue;
    like.words.push_back({std::string(lexicon.word(word)), use.times, articles, use.in_title});
  }
  const auto of = [rank](const FacetColumn& column) {
    const auto [begin, end] = column.of(rank);
    return std::vector<index::Ordinal>(begin, end);
  };
  like.persons = of(columns.facet(index::FacetKind::person));
  like.dossiers = of(columns.facet(index::FacetKind::dossier));
  return like;
}

std::vector<TellingWord> telling_words(const std::vector<WordUse>& uses, const Lexicon& lexicon,
                                       double articles) {
  std::vector<TellingWord> words;
  for (const WordUse& use : uses) {
    const std::string& term = use.word;
    // One of a tenth of the archive tells nothing.
    const bool telling = (use.articles <= articles / 10 || articles < 50) && term.size() >= kShortestWord &&
                         !text::is_stop_word(term) && !(term[0] >= '0' && term[0] <= '9');
    if (!telling) continue;
    double weight = std::log1p(use.times) * std::log(1 + articles / use.articles);
    if (use.in_title) weight *= kTitleFactor;
    if (const WordId id = lexicon.find(term); id != Lexicon::kNone && lexicon.is_only_a_name(id))
      weight *= kNameFactor;
    words.push_back({term, weight});
  }
  const std::size_t kept = std::min(words.size(), kTellingWords);
  std::partial_sort(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(kept), words.end(),
                    [](const TellingWord& a, const TellingWord& b) {
                      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
                    });
  words.resize(kept);
  return words;
}

// What an article has in common with `wanted`, rarer values more.
double shared(const FacetColumn& column, const std::vector<index::Ordinal>& wanted, Rank rank,
              double articles) {
  const auto [begin, end] = column.of(rank);
  double sum = 0;
  for (const index::Ordinal ordinal : wanted) {
    if (std::find(begin, end, ordinal) == end) continue;
    sum += std::log(1 + articles / column.count(ordinal)) / std::log(1 + articles);
  }
  return sum;
}

}  // namespace

std::vector<Likely> most_like(const Likeness& like, std::uint32_t limit, Rank self, const Snapshot& snapshot,
                              unsigned worker, Deadline deadline) {
  const Columns& columns = snapshot.columns();
  const double articles = columns.size();
  std::vector<Xapian::Query> parts;
  for (const TellingWord& word : telling_words(like.words, snapshot.lexicon(), articles)) {
    parts.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(word.term), word.weight);
  }
  std::vector<Likely> candidates;
  check(deadline);
  if (!parts.empty()) {
    Xapian::Enquire enquire(snapshot.db(worker));
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, parts.begin(), parts.end()));
    enquire.set_sort_by_relevance_then_value(index::kOrder, false);
    const Xapian::MSet mset = enquire.get_mset(0, std::max(limit + 1, kCandidates));
    for (Xapian::MSetIterator it = mset.begin(); it != mset.end(); ++it) {
      if (it.get_weight() < kRelated * mset.get_max_possible()) break;
      const Rank other = columns.rank(*it);
      if (other == Columns::kNoRank || columns.is_page(other)) continue;
      if (other != self) candidates.push_back({other, it.get_weight()});
    }
  }
  check(deadline);
  const double best = candidates.empty() ? 1 : candidates.front().score;
  for (Likely& candidate : candidates) {
    candidate.score +=
        best * kSharedPerson *
        shared(columns.facet(index::FacetKind::person), like.persons, candidate.rank, articles);
    candidate.score +=
        best * kSharedDossier *
        shared(columns.facet(index::FacetKind::dossier), like.dossiers, candidate.rank, articles);
  }
  std::sort(candidates.begin(), candidates.end(), [](const Likely& a, const Likely& b) {
    return a.score != b.score ? a.score > b.score : a.rank < b.rank;
  });
  return candidates;
}

// The same text once more is no related coverage, and of two copies one will do.
std::vector<Rank> without_copies(const std::vector<Likely>& articles, std::uint32_t limit, Rank self,
                                 const Snapshot& snapshot, Deadline deadline) {
  std::vector<Rank> texts;
  if (self != Columns::kNoRank) texts.push_back(self);
  const std::size_t begin = texts.size();
  for (const Likely& article : articles) {
    if (texts.size() > limit + kCopies) break;
    texts.push_back(article.rank);
  }
  const std::vector<std::size_t> first = near_identical(texts, snapshot, deadline);
  std::vector<Rank> ranks;
  for (std::size_t i = begin; i < texts.size() && ranks.size() < limit; ++i) {
    if (first[i] == i) ranks.push_back(texts[i]);
  }
  return ranks;
}

std::vector<Rank> related(Rank rank, std::uint32_t limit, const Snapshot& snapshot, unsigned worker,
                          Deadline deadline) {
  const Likeness like = likeness_of(rank, snapshot);
  return without_copies(most_like(like, limit, rank, snapshot, worker, deadline), limit, rank, snapshot,
                        deadline);
}

}  // namespace fonds::search
