#include "server/search/suggester.h"

#include <algorithm>
#include <array>

#include <xapian.h>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/label_words.h"
#include "server/search/near_prefix.h"

namespace fonds::search {

namespace {

// Titles are held for the newest articles only: a reader who types half a title is after a recent one, and a
// million titles would cost more memory than the rest of the server.
constexpr Rank kTitles = 100'000;
// Entries looked at for one request; the order of keys puts short words, the closest completions, first.
constexpr std::size_t kCandidates = 5'000;
constexpr unsigned kEntriesBetweenChecks = 256;
// Words of what is typed that are looked up: nobody types the middle of a title from memory, and each is compared with
// every word of each candidate.
constexpr std::size_t kTypedWords = 16;

// Candidates of a kind that are put in order, for each place to fill: some are told twice and left out.
constexpr std::size_t kKeptPerPlace = 4;

// Sorting thousands takes longer than finding them.
template <typename Candidate, typename Better>
void keep_best_of_each_kind(std::vector<Candidate>& candidates, std::size_t kept, const Better& better) {
  std::array<std::vector<Candidate>, 4> of_kind;
  for (const Candidate& candidate : candidates) {
    of_kind[static_cast<std::size_t>(candidate.entry.kind)].push_back(candidate);
  }
  candidates.clear();
  for (std::vector<Candidate>& kind : of_kind) {
    if (kind.size() > kept) {
      std::nth_element(kind.begin(), kind.begin() + static_cast<std::ptrdiff_t>(kept), kind.end(), better);
      kind.resize(kept);
    }
    candidates.insert(candidates.end(), kind.begin(), kind.end());
  }
}

int priority(SuggestionKind kind) {
  switch (kind) {
    case SuggestionKind::person:
      return 0;
    case SuggestionKind::dossier:
      return 0;
    case SuggestionKind::word:
      return 1;
    case SuggestionKind::title:
      return 2;
  }
  return 3;
}

}  // namespace

Suggester::Suggester(const Xapian::Database& db, const Columns& columns, const Lexicon& lexicon)
    : columns_(columns), lexicon_(lexicon) {
  for (const auto kind : {index::FacetKind::dossier, index::FacetKind::person}) {
    const FacetColumn& facet = columns.facet(kind);
    for (index::Ordinal ordinal = 0; ordinal < facet.size(); ++ordinal) {
      if (facet.count(ordinal) == 0) continue;
      add(kind == index::FacetKind::dossier ? SuggestionKind::dossier : SuggestionKind::person, ordinal,
          facet.count(ordinal), facet.value(ordinal).folded);
    }
  }
  const Rank titles = std::min(columns.size(), kTitles);
  titles_.resize(titles);
  for (auto it = db.valuestream_begin(index::kTitle); it != db.valuestream_end(index::kTitle); ++it) {
    const Rank rank = columns.rank(it.get_docid());
    if (rank >= titles) continue;
    titles_[rank] = *it;
    add(SuggestionKind::title, rank, 1, text::fold(titles_[rank]));
  }
  std::sort(keys_.begin(), keys_.end(), [this](const Key& a, const Key& b) {
    const int order = word(a).compare(word(b));
    return order != 0 ? order < 0 : a.entry < b.entry;
  });
}

void Suggester::add(SuggestionKind kind, std::uint32_t number, std::uint32_t count, std::string_view folded) {
  const auto entry = static_cast<std::uint32_t>(entries_.size());
  entries_.push_back({kind, number, count});
  const auto begin = static_cast<std::uint32_t>(words_.size());
  std::uint16_t place = 0;
  for (const std::string_view w : label_words(folded)) {
    const auto length = static_cast<std::uint16_t>(std::min<std::size_t>(w.size(), 200));
    if (place == 0 || !text::is_stop_word(w)) {
      keys_.push_back({static_cast<std::uint32_t>(words_.size()), length, place, entry});
    }
    words_ += w.substr(0, length);
    words_ += ' ';
    if (place < 0xFFFF) ++place;
  }
  entry_keys_.emplace_back(begin, static_cast<std::uint32_t>(words_.size()));
}

template <typename Each>
void Suggester::near_keys(const std::string& typed, const Each& each) const {
  const std::size_t slips = NearPrefix::slips_of(typed);
  if (slips == 0) return;
  NearPrefix near(typed, slips);
  for (auto it = keys_.begin(); it != keys_.end();) {
    const std::string_view w = word(*it);
    const std::size_t distance = near.distance(w);
    if (distance <= slips) each(*it, distance);
    if (near.dead_end() == 0) {
      ++it;
      continue;
    }
    const std::string_view dead = w.substr(0, near.dead_end());
    it = std::partition_point(it, keys_.end(),
                              [&](const Key& k) { return word(k).substr(0, dead.size()) <= dead; });
  }
}

bool Suggester::has_words(std::uint32_t entry, const std::vector<std::string>& prefixes) const {
  const auto [begin, end] = entry_keys_[entry];
  const std::vector<std::string_view> words =
      label_words(std::string_view(words_).substr(begin, end - begin));
  return std::all_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return w.starts_with(prefix); });
  });
}

Suggestion Suggester::describe(const Entry& entry) const {
  Suggestion suggestion;
  suggestion.kind = entry.kind;
  suggestion.count = entry.count;
  switch (entry.kind) {
    case SuggestionKind::dossier:
    case SuggestionKind::person: {
      const FacetColumn& facet = columns_.facet(
          entry.kind == SuggestionKind::dossier ? index::FacetKind::dossier : index::FacetKind::person);
      suggestion.text = facet.value(entry.number).label;
      suggestion.value = facet.value(entry.number).slug;
      break;
    }
    case SuggestionKind::title:
      suggestion.text = titles_[entry.number];
      suggestion.value = columns_.id(entry.number);
      break;
    case SuggestionKind::word:
      suggestion.text = lexicon_.display(entry.number);
      suggestion.value = std::string(lexicon_.word(entry.number));
      break;
  }
  return suggestion;
}

std::vector<Suggestion> Suggester::suggest(std::string_view q, std::uint32_t limit, Deadline deadline) const {
  const std::string folded = text::fold(q);
  std::vector<std::string> prefixes;
  for (const std::string_view w : label_words(folded)) {
    if (prefixes.size() < kTypedWords) prefixes.emplace_back(w);
  }
  if (prefixes.empty() || limit == 0) return {};

  // Candidates come from the longest typed word: it has the fewest completions.
  const std::string& key = *std::max_element(
      prefixes.begin(), prefixes.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  struct Candidate {
    Entry entry;
    int rank_class;  // 0: the entry begins with what is typed; 1: an inner word does
    std::size_t slips = 0;
  };
  std::vector<Candidate> candidates;
  auto it = std::partition_point(keys_.begin(), keys_.end(), [&](const Key& k) { return word(k) < key; });
  std::uint32_t previous = ~std::uint32_t{0};
  DeadlineWatch watch(deadline, kEntriesBetweenChecks);
  for (std::size_t seen = 0; it != keys_.end() && word(*it).starts_with(key) && seen < kCandidates;
       ++it, ++seen) {
    watch.step();
    if (it->entry == previous) continue;
    previous = it->entry;
    if (prefixes.size() > 1 && !has_words(it->entry, prefixes)) continue;
    const std::uint32_t start = entry_keys_[it->entry].first;
    const bool at_start = std::string_view(words_).substr(start).starts_with(prefixes.front());
    candidates.push_back({entries_[it->entry], at_start ? 0 : 1});
  }
  if (prefixes.size() == 1) {
    const auto [begin, end] = lexicon_.with_prefix(key);
    std::size_t seen = 0;
    for (WordId id = begin; id < end && seen < kCandidates; ++id, ++seen) {
      if (lexicon_.articles(id) < 2 || text::is_stop_word(lexicon_.word(id))) continue;
      candidates.push_back({{SuggestionKind::word, id, lexicon_.articles(id)}, 0});
    }
  }
  if (candidates.empty()) {
    // One word has the slip: of several, the longest is the likeliest.
    constexpr std::size_t kTried = 3;
    std::vector<std::string> by_length = prefixes;
    std::stable_sort(by_length.begin(), by_length.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    for (std::size_t i = 0; i < std::min(kTried, by_length.size()) && candidates.empty(); ++i) {
      std::vector<std::string> others = prefixes;
      others.erase(std::find(others.begin(), others.end(), by_length[i]));
      near_keys(by_length[i], [&](const Key& k, std::size_t slips) {
        if (candidates.size() >= kCandidates || !has_words(k.entry, others)) return;
        candidates.push_back({entries_[k.entry], k.place == 0 ? 0 : 1, slips});
      });
    }
  }
  const auto better = [](const Candidate& a, const Candidate& b) {
    if (a.slips != b.slips) return a.slips < b.slips;
    const int pa = priority(a.entry.kind);
    const int pb = priority(b.entry.kind);
    if (pa != pb) return pa < pb;
    // Someone called Laurent in two hundred articles comes before a Laurence in one, wherever the name
    // stands.
    if (a.entry.count != b.entry.count) return a.entry.count > b.entry.count;
    if (a.rank_class != b.rank_class) return a.rank_class < b.rank_class;
    return a.entry.number < b.entry.number;
  };
  // A few of each kind rather than ten words: half of the places at most for one kind where others have some.
  keep_best_of_each_kind(candidates, std::size_t{limit} * kKeptPerPlace, better);
  std::sort(candidates.begin(), candidates.end(), better);
  std::vector<Suggestion> result;
  std::vector<bool> taken(candidates.size(), false);
  const std::uint32_t share = std::max<std::uint32_t>(1, (limit + 1) / 2);
  std::uint32_t of_kind[4] = {};
  for (int round = 0; round < 2 && result.size() < limit; ++round) {
    for (std::size_t i = 0; i < candidates.size() && result.size() < limit; ++i) {
      auto& used = of_kind[static_cast<int>(candidates[i].entry.kind)];
      if (taken[i] || (round == 0 && used >= share)) continue;
      Suggestion suggestion = describe(candidates[i].entry);
      taken[i] = true;
      const bool repeated = std::any_of(result.begin(), result.end(), [&](const Suggestion& other) {
        if (other.kind != suggestion.kind) return false;
        // A singular and its plural find the same.
        if (other.kind == SuggestionKind::word)
          return text::stem(other.value) == text::stem(suggestion.value);
        return other.text == suggestion.text;
      });
      if (repeated) continue;
      ++used;
      result.push_back(std::move(suggestion));
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const Suggestion& a, const Suggestion& b) {
    return priority(a.kind) < priority(b.kind);
  });
  return result;
}

}  // namespace fonds::search
