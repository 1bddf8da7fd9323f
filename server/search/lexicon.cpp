#include "server/search/lexicon.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include <xapian.h>

#include "indexer/dictionary/dictionary.h"
#include "indexer/index/generation.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/hidden.h"
#include "server/search/name_forms.h"

namespace fonds::search {

namespace {
std::uint64_t stem_hash(std::string_view folded) {
  return std::hash<std::string>{}(text::stem(folded));
}

// Of `words` in order, the first that `before` does not hold for.
template <typename Before>
WordId first_not_before(WordId words, const Before& before) {
  WordId low = 0;
  WordId high = words;
  while (low < high) {
    const WordId middle = low + (high - low) / 2;
    if (before(middle)) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
}  // namespace

Lexicon::Lexicon(const Xapian::Database& db, const index::ArticleStore& store, const Hidden& hidden) {
  // What is found by halving, and copied into tables of a fixed size, must be in order and fit.
  std::string last;
  const auto take = [&](Xapian::TermIterator& it) {
    const std::string term = *it;
    if (term <= last || term.size() > text::kMaxTermBytes) {
      throw index::IndexError(index::IndexError::Kind::damaged,
                              "the list of words of the index is damaged: run fonds-indexer build");
    }
    last = term;
    const std::uint32_t articles = it.get_termfreq() - hidden.articles(term);
    if (articles == 0) return;
    starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    bytes_ += term;
    frequencies_.push_back(articles);
    most_articles_ = std::max(most_articles_, frequencies_.back());
  };
  // Prefixed terms lie between "A" and "[" (schema.h): jump over them.
  Xapian::TermIterator it = db.allterms_begin();
  const Xapian::TermIterator end = db.allterms_end();
  while (it != end) {
    const std::string term = *it;
    if (term[0] >= 'A' && term[0] <= 'Z') {
      it.skip_to("[");
      continue;
    }
    take(it);
    ++it;
  }
  starts_.push_back(static_cast<std::uint32_t>(bytes_.size()));

  // Both lists are in byte order. A store may have words that no article has any more.
  numbers_.assign(size(), index::WordSequence::kNone);
  ids_.assign(store.words(), kNone);
  WordId next = 0;
  for (const index::WordNumber number : store.word_order()) {
    const std::string_view stored = store.word(number);
    while (next < size() && word(next) < stored) ++next;
    if (next == size()) break;
    if (word(next) != stored) continue;
    numbers_[next] = number;
    ids_[number] = next;
  }

  by_stem_.reserve(size());
  for (WordId id = 0; id < size(); ++id) by_stem_.push_back({stem_hash(word(id)), id});
  std::sort(by_stem_.begin(), by_stem_.end(), [](const StemEntry& a, const StemEntry& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.word < b.word;
  });
  load_written(db, hidden);
  load_capitals(db, hidden);
}

void Lexicon::load_written(const Xapian::Database& db, const Hidden& hidden) {
  const std::string prefix(index::kWrittenPrefix);
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix); ++it) {
    const std::uint32_t with = it.get_termfreq() - hidden.articles(*it);
    if (with == 0) continue;
    const std::string written = (*it).substr(prefix.size());
    const std::string folded = text::fold(written);
    if (text::is_stop_word(folded) && !text::is_stop_word(written)) beside_stop_words_.emplace(written, with);
    const WordId word_id = find(folded);
    if (word_id == kNone || with * 2 < articles(word_id)) continue;
    written_.push_back({word_id, static_cast<std::uint32_t>(written_bytes_.size()),
                        static_cast<std::uint32_t>(written.size())});
    written_bytes_ += written;
  }
  std::stable_sort(written_.begin(), written_.end(),
                   [](const WrittenEntry& a, const WrittenEntry& b) { return a.word < b.word; });
}

// Both lists are in byte order.
void Lexicon::load_capitals(const Xapian::Database& db, const Hidden& hidden) {
  capitals_.assign(size(), 0);
  const std::string prefix(index::kCapitalPrefix);
  WordId next = 0;
  for (auto it = db.allterms_begin(prefix); it != db.allterms_end(prefix) && next < size(); ++it) {
    const std::string term = *it;
    const std::string_view folded = std::string_view(term).substr(prefix.size());
    while (next < size() && word(next) < folded) ++next;
    if (next < size() && word(next) == folded) capitals_[next] = it.get_termfreq() - hidden.articles(term);
  }
}

std::string Lexicon::display(WordId id) const {
  const auto it = std::partition_point(written_.begin(), written_.end(),
                                       [&](const WrittenEntry& e) { return e.word < id; });
  if (it == written_.end() || it->word != id) return std::string(word(id));
  return written_bytes_.substr(it->start, it->length);
}

WordId Lexicon::find(std::string_view folded) const {
  const WordId place =
      first_not_before(static_cast<WordId>(size()), [&](WordId id) { return word(id) < folded; });
  return place < size() && word(place) == folded ? place : kNone;
}

std::vector<WordId> Lexicon::inflexions(std::string_view folded, bool capital) const {
  std::vector<WordId> found = with_stem(text::stem(folded));
  if (found.size() > 1 || (found.size() == 1 && word(found.front()) != folded)) {
    const WordId typed = find(folded);
    const bool name = typed == kNone ? search::is_only_a_name(folded, 0, 0) ||
                                           (capital && dictionary::is_proper_name(folded))
                                     : is_only_a_name(typed);
    std::erase_if(found, [&](WordId id) {
      return id != typed && (name || is_only_a_name(id)) && !are_forms_of_a_name(folded, word(id));
    });
  }
  return found;
}

bool Lexicon::is_only_a_name(WordId id) const {
  return search::is_only_a_name(word(id), frequencies_[id], capitals_[id]);
}

std::vector<WordId> Lexicon::with_stem(const std::string& wanted) const {
  const std::uint64_t hash = std::hash<std::string>{}(wanted);
  std::vector<WordId> found;
  auto it = std::partition_point(by_stem_.begin(), by_stem_.end(),
                                 [&](const StemEntry& e) { return e.hash < hash; });
  for (; it != by_stem_.end() && it->hash == hash; ++it) {
    if (text::stem(word(it->word)) == wanted) found.push_back(it->word);
  }
  return found;
}

std::vector<WordId> Lexicon::family(std::string_view folded, const std::vector<WordId>& apart,
                                    std::size_t limit) const {
  constexpr std::size_t kRoot = 5;  // bytes that a family shares at least; most French roots are no longer
  if (folded.size() < kRoot || folded.front() < 'a' || folded.front() > 'z') return {};
  std::vector<WordId> family;
  const auto [begin, end] = with_prefix(folded.substr(0, kRoot));
  for (WordId id = begin; id < end; ++id) {
    const std::string_view other = word(id);
    const auto shared = static_cast<std::size_t>(
        std::mismatch(folded.begin(), folded.end(), other.begin(), other.end()).first - folded.begin());
    if (2 * shared < std::max(folded.size(), other.size())) continue;
    if (!std::binary_search(apart.begin(), apart.end(), id)) family.push_back(id);
  }
  const auto more_frequent = [&](WordId a, WordId b) {
    return articles(a) != articles(b) ? articles(a) > articles(b) : a < b;
  };
  const std::size_t kept = std::min(limit, family.size());
  std::partial_sort(family.begin(), family.begin() + static_cast<std::ptrdiff_t>(kept), family.end(),
                    more_frequent);
  family.resize(kept);
  return family;
}

std::pair<WordId, WordId> Lexicon::with_prefix(std::string_view prefix) const {
  const auto words = static_cast<WordId>(size());
  const WordId begin = first_not_before(words, [&](WordId id) { return word(id) < prefix; });
  const WordId end =
      first_not_before(words, [&](WordId id) { return word(id).substr(0, prefix.size()) <= prefix; });
  return {begin, end};
}

std::vector<WordId> Lexicon::most_frequent(std::string_view prefix, std::size_t limit) const {
  const auto [begin, end] = with_prefix(prefix);
  std::vector<WordId> words(end - begin);
  std::iota(words.begin(), words.end(), begin);
  const auto kept = static_cast<std::ptrdiff_t>(std::min(limit, words.size()));
  std::partial_sort(words.begin(), words.begin() + kept, words.end(), [&](WordId a, WordId b) {
    return articles(a) != articles(b) ? articles(a) > articles(b) : a < b;
  });
  words.resize(static_cast<std::size_t>(kept));
  return words;
}

}  // namespace fonds::search
