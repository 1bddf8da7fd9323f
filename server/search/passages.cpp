#include "server/search/passages.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/hit.h"

namespace fonds::search {

namespace {

constexpr std::size_t kFewestWords = 8;  // of a sentence: shorter ones are everybody's
constexpr std::size_t kMostWords = 200;  // looked for, of a longer one its front
constexpr double kResemblance = 0.5;     // of the sequences of a sentence; one word that differs breaks three
constexpr std::uint32_t kRare = 64;      // articles: the word alone is worth looking into them
constexpr std::size_t kRarest = 3;       // words of a sentence that choose the articles
constexpr std::uint64_t kWordsRead = 4 << 20;  // of articles, for one text: some 10 ms
constexpr std::size_t kPassages = 100;         // told
constexpr unsigned kReadBetweenChecks = 256;   // articles
constexpr std::uint32_t kPassageBytes = 600;   // of what the archive has, at most

// A word as an article's words in order have it; those that do not fit are all one.
using Code = std::uint16_t;

struct Sentence {
  text::Span span;
  std::vector<Code> words;
  // Its rarest words that the archive has, the rarest first.
  std::vector<std::pair<std::uint32_t, WordId>> rarest;
};

std::uint64_t sequence(Code a, Code b, Code c) {
  return (std::uint64_t{a} << 32 | std::uint64_t{b} << 16 | c) + 1;
}

// The sequences of three words of one sentence, to be met in articles.
class Sequences {
 public:
  explicit Sequences(const std::vector<Code>& words) : count_(words.size() - 2), words_(words.size()) {
    for (std::size_t i = 2; i < words.size(); ++i) {
      const std::uint64_t value = sequence(words[i - 2], words[i - 1], words[i]);
      std::size_t at = place(value);
      while (table_[at] != 0 && table_[at] != value) at = (at + 1) % kPlaces;
      table_[at] = value;
    }
  }
  bool has(std::uint64_t value) const {
    for (std::size_t at = place(value); table_[at] != 0; at = (at + 1) % kPlaces) {
      if (table_[at] == value) return true;
    }
    return false;
  }

  struct Found {
    double resemblance = 0;
    std::uint32_t begin = 0, end = 0;  // places of the words
  };
  // The best place of an article, as long as the sentence.
  Found in(const index::WordStream& stream) const {
    const auto words = stream.words;
    std::uint32_t best = 0, now = 0, best_end = 0;
    std::vector<bool>& met = met_;
    met.assign(words.size(), false);
    for (std::uint32_t i = 2; i < words.size(); ++i) {
      if (i + 2 >= words_ && met[i + 2 - words_]) --now;
      if (has(sequence(words[i - 2], words[i - 1], words[i]))) {
        met[i] = true;
        if (++now > best) {
          best = now;
          best_end = i + 1;
        }
      }
    }
    const auto length = static_cast<std::uint32_t>(words_);
    std::uint32_t begin = best_end > length ? best_end - length : 0;
    while (begin + 2 < best_end && !met[begin + 2]) ++begin;
    return {std::min(1.0, static_cast<double>(best) / static_cast<double>(count_)), begin, best_end};
  }

 private:
  static constexpr std::size_t kPlaces = 1024;
  static_assert(kPlaces > 4 * kMostWords);
  static std::size_t place(std::uint64_t value) { return value * 0x9E3779B97F4A7C15ULL >> 54; }

  std::size_t count_, words_;
  std::array<std::uint64_t, kPlaces> table_{};
  mutable std::vector<bool> met_;
};

std::vector<Sentence> sentences_of(std::string_view text, const text::Analysis& analysis,
                                   std::span<const TextWord* const> words) {
  std::vector<Sentence> sentences;
  const auto begin = analysis.tokens().begin();
  const auto end = analysis.tokens().end();
  auto token = begin;
  for (const text::Span span : text::sentences(text)) {
    Sentence sentence{span, {}, {}};
    for (; token != end && token->begin < span.end; ++token) {
      const TextWord* const word = words[static_cast<std::size_t>(token - begin)];
      if (word == nullptr || token->begin < span.begin) continue;
      if (sentence.words.size() == kMostWords) continue;
      sentence.words.push_back(word->code);
      if (word->articles > 0) sentence.rarest.emplace_back(word->articles, word->id);
    }
    if (sentence.words.size() < kFewestWords || sentence.rarest.empty()) continue;
    std::sort(sentence.rarest.begin(), sentence.rarest.end());
    sentence.rarest.erase(std::unique(sentence.rarest.begin(), sentence.rarest.end()), sentence.rarest.end());
    if (sentence.rarest.size() > kRarest) sentence.rarest.resize(kRarest);
    sentences.push_back(std::move(sentence));
  }
  return sentences;
}

// The articles that may have a sentence: those of either of its two rarest words, or of several together where even
// these are frequent.
class Candidates {
 public:
  Candidates(const Snapshot& snapshot, Xapian::Database& db) : snapshot_(snapshot), db_(db) {}

  std::vector<Rank> of(const Sentence& sentence) {
    std::vector<Rank> ranks;
    bool frequent = true;
    for (std::size_t i = 0; i < std::min<std::size_t>(2, sentence.rarest.size()); ++i) {
      const auto& [articles, word] = sentence.rarest[i];
      if (articles > kRare) continue;
      frequent = false;
      const std::vector<Rank>& with = with_word(word);
      ranks.insert(ranks.end(), with.begin(), with.end());
    }
    if (frequent) return in_all(sentence);
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    return ranks;
  }

 private:
  const std::vector<Rank>& with_word(WordId word) {
    const auto [found, fresh] = rare_.try_emplace(word);
    if (!fresh) return found->second;
    const std::string term(snapshot_.lexicon().word(word));
    for (auto it = db_.postlist_begin(term); it != db_.postlist_end(term); ++it) {
      const Rank rank = snapshot_.columns().rank(*it);
      if (rank != Columns::kNoRank) found->second.push_back(rank);
    }
    return found->second;
  }

  std::vector<Rank> in_all(const Sentence& sentence) {
    Bitmap all(snapshot_.columns().size());
    bool first = true;
    for (const auto& [articles, word] : sentence.rarest) {
      Bitmap with(snapshot_.columns().size());
      snapshot_.postings().get(db_, std::string(snapshot_.lexicon().word(word)))->add_to(with);
      if (first) {
        all = std::move(with);
      } else {
        all &= with;
      }
      first = false;
    }
    std::vector<Rank> ranks;
    for (Rank rank = all.next(0); rank < all.size() && ranks.size() <= kRare; rank = all.next(rank + 1)) {
      ranks.push_back(rank);
    }
    // Words that so many articles share make no passage.
    if (ranks.size() > kRare) ranks.clear();
    return ranks;
  }

  const Snapshot& snapshot_;
  Xapian::Database& db_;
  std::unordered_map<WordId, std::vector<Rank>> rare_;
};

struct Where {
  Rank rank = Columns::kNoRank;
  Sequences::Found found;
};

// What an article has at these places, in whole sentences where they are not too long.
std::string passage_text(const index::StoredArticle& article, const index::WordStream& stream,
                         std::uint32_t begin, std::uint32_t end) {
  const auto of_field = [&](const std::string& text, const std::vector<index::TokenOffset>& tokens,
                            const std::vector<text::Span>& sentences, std::uint32_t first) {
    const std::uint32_t from = std::max(begin, first) - first;
    const std::uint32_t to = std::min<std::uint32_t>(end - first, static_cast<std::uint32_t>(tokens.size()));
    if (from >= to) return std::string();
    std::uint32_t begins = tokens[from].begin, ends = tokens[to - 1].end;
    for (const text::Span& sentence : sentences) {
      if (sentence.begin <= begins && begins < sentence.end && ends - sentence.begin <= kPassageBytes) {
        begins = sentence.begin;
      }
      if (sentence.begin < ends && ends <= sentence.end && sentence.end - begins <= kPassageBytes)
        ends = sentence.end;
    }
    if (ends <= begins || ends > text.size()) return std::string();
    return text.substr(begins, ends - begins);
  };
  const std::uint32_t lead = stream.title, body = stream.title + stream.lead;
  const std::uint32_t middle = begin + (end - begin) / 2;
  if (middle < lead) return article.title;
  if (middle < body) return of_field(article.lead, article.lead_tokens, article.lead_sentences, lead);
  return of_field(article.body, article.body_tokens, article.body_sentences, body);
}

}  // namespace

std::vector<KnownPassage> known_passages(std::string_view text, const text::Analysis& analysis,
                                         std::span<const TextWord* const> words, const Snapshot& snapshot,
                                         Xapian::Database& db, Deadline deadline) {
  std::vector<Sentence> sentences = sentences_of(text, analysis, words);
  std::vector<std::size_t> order(sentences.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return sentences[a].rarest.front().first < sentences[b].rarest.front().first;
  });

  Candidates candidates(snapshot, db);
  DeadlineWatch watch(deadline, kReadBetweenChecks);
  std::uint64_t read = 0;
  std::vector<std::pair<std::size_t, Where>> found;
  for (const std::size_t which : order) {
    if (read >= kWordsRead || found.size() >= kPassages) break;
    const Sequences sequences(sentences[which].words);
    Where best;
    for (const Rank rank : candidates.of(sentences[which])) {
      watch.step();
      const index::WordStream stream = snapshot.words(rank);
      read += stream.words.size();
      const Sequences::Found here = sequences.in(stream);
      // Of equals the oldest: the others have it from there.
      if (here.resemblance >= kResemblance && here.resemblance >= best.found.resemblance) best = {rank, here};
    }
    if (best.rank != Columns::kNoRank) found.emplace_back(which, best);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });

  std::vector<KnownPassage> passages;
  for (const auto& [which, match] : found) {
    check(deadline);
    const index::StoredArticle article = snapshot.article(match.rank);
    KnownPassage passage;
    passage.begin = sentences[which].span.begin;
    passage.end = sentences[which].span.end;
    passage.text = text.substr(passage.begin, passage.end - passage.begin);
    passage.article = to_hit(article, snapshot.columns());
    passage.found = passage_text(article, snapshot.words(match.rank), match.found.begin, match.found.end);
    passage.resemblance = match.found.resemblance;
    passages.push_back(std::move(passage));
  }
  return passages;
}

}  // namespace fonds::search
