#include "server/search/related_text.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/text/folding.h"
#include "server/search/excerpt.h"
#include "server/search/hit.h"
#include "server/search/label_words.h"
#include "server/search/near_identical.h"
#include "server/search/passages.h"
#include "server/search/related.h"
#include "server/search/text_words.h"

namespace fonds::search {

namespace {

constexpr std::uint32_t kClosest = 30;    // articles whose dossiers are proposed
constexpr std::size_t kMostProposed = 5;  // proposed
constexpr double kProposed = 0.15;        // of what the neighbours have together, that a dossier needs

// What articles are compared by: the words of the text that the archive has, with how often it has them.
Likeness likeness_of(const TextWords& words) {
  Likeness like;
  for (const auto& [folded, word] : words.all()) {
    if (word.id == Lexicon::kNone) continue;
    WordUse use;
    use.word = folded;
    use.articles = word.articles;
    use.times = word.times;
    use.in_title = word.in_title;
    like.words.push_back(std::move(use));
  }
  return like;
}

// Those of a text that the archive knows, by the one name that they have there.
std::vector<index::Ordinal> persons_of(const TextGiven& given, const FacetColumn& column,
                                       const persons::Recogniser& recogniser) {
  std::vector<index::Ordinal> persons;
  const std::string text = std::string(given.title) + "\n\n" + std::string(given.body);
  for (const persons::Person& person : recogniser.recognise(text)) {
    index::Ordinal ordinal = column.find(text::slugify(person.label));
    if (ordinal == column.size()) {
      // A label that another one's slug stands in the way of.
      const std::string folded = text::fold(person.label);
      for (const index::Ordinal other : column.matching(label_words(folded), {})) {
        if (column.value(other).folded == folded) ordinal = other;
      }
    }
    if (ordinal == column.size() || column.count(ordinal) == 0) continue;
    if (std::find(persons.begin(), persons.end(), ordinal) == persons.end()) persons.push_back(ordinal);
  }
  return persons;
}

// The dossiers of the closest articles, each by how close those are that have it.
std::vector<Proposal> proposed_dossiers(const std::vector<Likely>& closest, const FacetColumn& column) {
  std::unordered_map<index::Ordinal, double> votes;
  double all = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(closest.size(), kClosest); ++i) {
    const double vote = closest[i].score * closest[i].score;
    all += vote;
    const auto [begin, end] = column.of(closest[i].rank);
    for (const index::Ordinal* dossier = begin; dossier != end; ++dossier) votes[*dossier] += vote;
  }
  std::vector<std::pair<double, index::Ordinal>> order;
  for (const auto& [dossier, vote] : votes) {
    if (vote >= kProposed * all) order.emplace_back(vote / all, dossier);
  }
  std::sort(order.begin(), order.end(), [&](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first
                              : column.label_place(a.second) < column.label_place(b.second);
  });
  if (order.size() > kMostProposed) order.resize(kMostProposed);
  std::vector<Proposal> proposals;
  for (const auto& [vote, dossier] : order) {
    const FacetColumn::Value& value = column.value(dossier);
    proposals.push_back({{value.slug, value.label, column.count(dossier), false, false}, vote});
  }
  return proposals;
}

}  // namespace

RelatedText related_text(const TextGiven& given, std::uint32_t limit, const Snapshot& snapshot,
                         unsigned worker, text::Analyzer& analyzer, const persons::Recogniser& recogniser,
                         Deadline deadline) {
  const Columns& columns = snapshot.columns();
  const FacetColumn& person_column = columns.facet(index::FacetKind::person);
  RelatedText related;
  text::Analysis title, body;
  analyzer.analyze(given.title, title);
  analyzer.analyze(given.body, body);
  TextWords words(snapshot.lexicon());
  words.add(title, true);
  const std::vector<const TextWord*> words_of_body = words.add(body, false);
  Likeness like = likeness_of(words);
  check(deadline);
  like.persons = persons_of(given, person_column, recogniser);
  for (const index::Ordinal person : like.persons) {
    const FacetColumn::Value& value = person_column.value(person);
    related.persons.push_back({value.slug, value.label, person_column.count(person), false, false});
  }
  check(deadline);
  const std::vector<Likely> closest = most_like(like, limit, Columns::kNoRank, snapshot, worker, deadline);
  related.dossiers = proposed_dossiers(closest, columns.facet(index::FacetKind::dossier));
  for (const Rank rank : without_copies(closest, limit, Columns::kNoRank, snapshot, deadline)) {
    const index::StoredArticle article = snapshot.article(rank);
    Hit hit = to_hit(article, columns);
    hit.title_html = mark(article.title, {});
    hit.excerpt_html = excerpt(article, {});
    const auto scored =
        std::find_if(closest.begin(), closest.end(), [&](const Likely& l) { return l.rank == rank; });
    hit.score = scored->score;
    related.hits.push_back(std::move(hit));
  }
  related.passages = known_passages(given.body, body, words_of_body, snapshot, snapshot.db(worker), deadline);
  return related;
}

}  // namespace fonds::search
