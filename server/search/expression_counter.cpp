#include "server/search/expression_counter.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "indexer/index/generation.h"
#include "indexer/text/stemmer.h"

namespace fonds::search {

namespace {

using index::WordNumber;
using index::WordStream;

// Newest articles: what an archive of a million calls things is in these.
constexpr Rank kArticles = 100'000;
// letters of a word with meaning
constexpr std::size_t kShortest = 3;
constexpr std::uint32_t kCompoundFewest = 2;
// Compounds that stand at one place: more is no text.
constexpr std::size_t kOpen = 8;

enum class Role : std::uint8_t { none, meaning, link };

// Small words inside expressions: droit de vote, mise en examen, appel à projets.
constexpr auto kLinks = std::to_array<std::string_view>(
    {"a", "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "pour", "sous", "sur"});

// How often chains were met, at least: a table of counters that chains share where their hashes meet. It tells the few
// that must be counted exactly.
class Sketch {
 public:
  Sketch() : counts_(kCounters, 0) {}
  void add(std::uint64_t key) {
    std::uint16_t& count = counts_[slot(key)];
    if (count < std::numeric_limits<std::uint16_t>::max()) ++count;
  }
  bool reaches(std::uint64_t key, std::uint32_t fewest) const { return counts_[slot(key)] >= fewest; }

 private:
  static constexpr std::size_t kCounterBits = 21;
  static constexpr std::size_t kCounters = std::size_t{1} << kCounterBits;
  // Fibonacci hashing (Knuth, TAOCP 6.4)
  static std::size_t slot(std::uint64_t key) {
    return static_cast<std::size_t>(key * 0x9E3779B97F4A7C15U >> (64 - kCounterBits));
  }
  std::vector<std::uint16_t> counts_;
};

// An article is counted once, however many places of it come.
struct Counted {
  Met met;
  Rank last = Columns::kNoRank;
  void add(Met::Place place) {
    if (last == place.rank) return;
    last = place.rank;
    if (met.articles < Met::kPlaces) met.places[met.articles] = place;
    ++met.articles;
  }
};

class Counter {
 public:
  Counter(const Columns& columns, const Lexicon& lexicon, const index::ArticleStore& store,
          std::uint32_t fewest)
      : columns_(columns),
        lexicon_(lexicon),
        store_(store),
        fewest_(fewest),
        roles_(store.words(), Role::none) {
    for (WordNumber number = 0; number < roles_.size() && number <= WordStream::kLargest; ++number) {
      const WordId word = lexicon.of_number(number);
      if (word != Lexicon::kNone) roles_[number] = role(word);
    }
  }

  MetExpressions run(const std::atomic<bool>& stop) {
    MetExpressions result;
    result.articles = std::min(columns_.size(), kArticles);
    Sketch sketch;
    const auto read_all = [&](auto&& read) {
      for (Rank rank = 0; rank < result.articles && !stop; ++rank) {
        try {
          read(rank, store_.stream(columns_.record(rank)));
        } catch (const index::IndexError&) {
          continue;
        }
      }
    };
    read_all([&](Rank, const WordStream& stream) {
      find_compounds(stream);
      for_each_chain(stream, [&](std::uint64_t key, std::uint32_t, std::uint32_t) { sketch.add(key); });
    });
    read_all([&](Rank rank, const WordStream& stream) {
      find_compounds(stream);
      for_each_chain(stream, [&](std::uint64_t key, std::uint32_t first, std::uint32_t last) {
        if (sketch.reaches(key, fewest_)) chains_[key].add({rank, first, last});
      });
      for (const Run& run : found_) compounds_[run.word].add({rank, run.first, run.last});
    });
    if (stop) return {};
    for (const auto& [key, counted] : chains_) {
      if (counted.met.articles >= fewest_) result.chains.push_back(chain(key, counted.met));
    }
    for (const auto& [number, counted] : compounds_) {
      const WordId word = lexicon_.of_number(number);
      if (word != Lexicon::kNone && counted.met.articles >= kCompoundFewest)
        result.compounds.push_back({word, counted.met});
    }
    return result;
  }

 private:
  static constexpr std::uint64_t kNoLink = 0xFFFF;

  Role role(WordId id) const {
    const std::string_view word = lexicon_.word(id);
    if (std::find(kLinks.begin(), kLinks.end(), word) != kLinks.end()) return Role::link;
    if (word.size() < kShortest || lexicon_.articles(id) < fewest_ || text::is_stop_word(word))
      return Role::none;
    const bool letters =
        std::none_of(word.begin(), word.end(), [](char c) { return c >= 0 && (c < 'a' || c > 'z'); });
    return letters ? Role::meaning : Role::none;
  }
  Role role_at(const WordStream& stream, std::uint32_t place) const {
    const std::uint16_t code = stream.words[place];
    return code < roles_.size() ? roles_[code] : Role::none;
  }

  // Four words in a number: what carries meaning, and up to two links between.
  template <typename Found>
  void for_each_chain(const WordStream& stream, Found&& found) const {
    const auto end = static_cast<std::uint32_t>(stream.words.size());
    for (std::uint32_t first = 0; first + 1 < end; ++first) {
      if (role_at(stream, first) != Role::meaning) continue;
      std::uint64_t key = stream.words[first];
      std::uint32_t at = first;
      for (std::size_t length = 2; length <= Chain::kLongest && at + 1 < end && !stream.has_break_after(at);
           ++length) {
        const Role next = role_at(stream, ++at);
        if (next == Role::meaning) {
          for (std::size_t i = length; i < Chain::kLongest; ++i) key = key << 16 | kNoLink;
          if (is_whole(first, at)) found(key << 16 | stream.words[at], first, at);
          break;
        }
        if (next == Role::none || length == Chain::kLongest) break;
        key = key << 16 | stream.words[at];
      }
    }
  }

  static Chain chain(std::uint64_t key, const Met& met) {
    Chain chain;
    chain.met = met;
    for (int shift = 48; shift >= 0; shift -= 16) {
      const std::uint64_t word = key >> shift & 0xFFFF;
      if (word != kNoLink) chain.words[chain.length++] = static_cast<WordNumber>(word);
    }
    return chain;
  }

  // What begins or ends inside a compound is half of something: école Jules, of the école Jules-Ferry. What is all of
  // one is counted as that.
  bool is_whole(std::uint32_t first, std::uint32_t last) const {
    const bool cut = (first > 0 && glued_[first - 1] != 0) || glued_[last] != 0;
    const bool one =
        std::all_of(glued_.begin() + first, glued_.begin() + last, [](std::uint8_t g) { return g != 0; });
    return !cut && !one;
  }

  struct Run {
    WordNumber word;
    std::uint32_t first, last;
  };
  // The joined form of a compound stands beside each of its words: sets found_ and glued_.
  void find_compounds(const WordStream& stream) {
    found_.clear();
    glued_.assign(stream.words.size(), 0);
    std::array<Run, kOpen> open;
    std::size_t runs = 0;
    const auto close = [&](std::size_t i) {
      const Run run = open[i];
      open[i] = open[--runs];
      if (run.last == run.first || run.last >= glued_.size()) return;
      found_.push_back(run);
      std::fill(glued_.begin() + run.first, glued_.begin() + run.last, std::uint8_t{1});
    };
    for (const index::ExtraWord& extra : stream.extras) {
      bool longer = false;
      for (std::size_t i = 0; i < runs;) {
        if (open[i].word == extra.word && open[i].last + 1 == extra.place) {
          open[i].last = extra.place;
          longer = true;
        } else if (open[i].last + 1 < extra.place) {
          close(i);
          continue;
        }
        ++i;
      }
      if (!longer && runs < kOpen) open[runs++] = {extra.word, extra.place, extra.place};
    }
    while (runs > 0) close(runs - 1);
  }

  const Columns& columns_;
  const Lexicon& lexicon_;
  const index::ArticleStore& store_;
  std::uint32_t fewest_;
  // by number
  std::vector<Role> roles_;
  // of the article at hand: compounds, and which words of theirs have another of the same behind them
  std::vector<Run> found_;
  std::vector<std::uint8_t> glued_;
  std::unordered_map<std::uint64_t, Counted> chains_;
  std::unordered_map<WordNumber, Counted> compounds_;
};

}  // namespace

MetExpressions count_expressions(const Columns& columns, const Lexicon& lexicon,
                                 const index::ArticleStore& store, std::uint32_t fewest,
                                 const std::atomic<bool>& stop) {
  return Counter(columns, lexicon, store, fewest).run(stop);
}

}  // namespace fonds::search
