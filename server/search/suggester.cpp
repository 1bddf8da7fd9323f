#include "server/search/suggester.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <xapian.h>

#include "indexer/persons/lexicon.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/expressions.h"
#include "server/search/label_words.h"
#include "server/search/near_prefix.h"

namespace fonds::search {

namespace {

// Titles are held for the newest articles only: a reader who types half a title is after a recent one, and a
// million titles would cost more memory than the rest of the server.
constexpr Rank kTitles = 100'000;
// Labels looked at for one request; the order of keys puts short words, the closest completions, first.
constexpr std::size_t kCandidates = 5'000;
constexpr unsigned kStepsBetweenChecks = 256;
// Words of what is typed that are looked up: nobody types the middle of a title from memory, and each is compared with
// every word of each candidate.
constexpr std::size_t kTypedWords = 16;
// Typed words in which a slip is looked for, the longest first: these are the likeliest.
constexpr std::size_t kWordsWithSlips = 3;

// Candidates of a kind that are put in order, for each place to fill: some are told twice and left out.
constexpr std::size_t kKeptPerPlace = 4;
// Articles that a word needs: a word of one article is as likely a slip. One that is in more than a few is none.
constexpr std::uint32_t kFewestOfWord = 2;
// Of words with a slip, one in so many times the articles of the most frequent is offered.
constexpr std::uint32_t kRareBesideFrequent = 10;
constexpr std::uint32_t kFew = 6;

// How many times the articles make up for something else.
const double kLabelBefore = std::log2(3);  // a person or dossier answers more than a word does
const double kSlip = std::log2(20);
// What has fewer articles than this is little: labels with a slip are looked for too.
const double kLittle = std::log2(3);

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

bool is_civility(std::string_view word) {
  using namespace persons::trait;
  return (persons::Lexicon::instance().of(word) & (kCivility | kPluralCivility)) != 0;
}

}  // namespace

// What is typed, as words.
struct Suggester::Typed {
  // all of them, and without those that are elided: l'école, cour d'appel
  std::vector<std::string> all, words;
  // all without civilities, where something is left; and with a particle as a part of the word behind it
  std::vector<std::vector<std::string>> names;

  explicit Typed(std::string_view q) {
    constexpr std::size_t kLongestElided = 2, kLongestParticle = 3;
    const std::string folded = text::fold(q);
    const std::vector<std::string_view> parts = label_words(folded);
    for (std::size_t i = 0; i < std::min(parts.size(), kTypedWords); ++i) {
      const std::size_t end = static_cast<std::size_t>(parts[i].data() - folded.data()) + parts[i].size();
      const bool elided = i + 1 < parts.size() && parts[i].size() <= kLongestElided &&
                          text::is_stop_word(parts[i]) && folded[end] == '\'';
      all.emplace_back(parts[i]);
      if (!elided) words.emplace_back(parts[i]);
    }
    if (all.empty()) return;
    auto name = all.begin();
    while (name + 1 < all.end() && is_civility(*name)) ++name;
    names.emplace_back(name, all.end());
    if (names.front().size() > 1 && names.front().front().size() <= kLongestParticle) {
      names.emplace_back(name + 1, all.end());
      names.back().front().insert(0, *name);
    }
  }
};

struct Suggester::Candidate {
  SuggestionKind kind;
  // an entry of labels_ or titles_, or a WordId
  std::uint32_t number;
  std::uint32_t count;
  double worth;
  bool begins;
  const Expressions::Expression* expression = nullptr;
};

// One request.
class Suggester::Search {
 public:
  Search(const Suggester& in, const Expressions& expressions, std::string_view q, std::uint32_t limit,
         Deadline deadline)
      : in_(in), expressions_(expressions), typed_(q), limit_(limit), watch_(deadline, kStepsBetweenChecks) {}

  std::vector<Suggestion> run() {
    if (typed_.words.empty() || limit_ == 0) return {};
    add_labels();
    add_titles();
    add_words();
    add_expressions();
    if (finds_little()) add_near();
    return best();
  }

 private:
  // Places of one kind: a few of each rather than ten words.
  std::uint32_t share() const { return std::max<std::uint32_t>(1, (limit_ + 1) / 2); }
  std::size_t kept() const { return std::size_t{limit_} * kKeptPerPlace; }

  static const std::string& longest(const std::vector<std::string>& words) {
    return *std::max_element(words.begin(), words.end(),
                             [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }

  // Most of thousands are in fewer articles than the best of their kind.
  bool falls_behind(SuggestionKind kind, std::uint32_t count) const {
    const std::vector<Candidate>& best = best_[static_cast<std::size_t>(kind)];
    return best.size() == kept() && count < best.front().count;
  }

  void add(SuggestionKind kind, std::uint32_t number, std::uint32_t count, std::size_t slips, bool begins,
           const Expressions::Expression* expression = nullptr) {
    double worth = (count > 1 ? std::log2(count) : 0) - static_cast<double>(slips) * kSlip;
    if (kind == SuggestionKind::person || kind == SuggestionKind::dossier) worth += kLabelBefore;
    ++candidates_;
    keep({kind, number, count, worth, begins, expression});
  }

  // Sorting thousands takes longer than finding them: of each kind the best, and once there are enough the worst of
  // them in front, as a heap.
  void keep(const Candidate& candidate) {
    std::vector<Candidate>& best = best_[static_cast<std::size_t>(candidate.kind)];
    if (best.size() < kept()) {
      best.push_back(candidate);
      if (best.size() == kept()) std::make_heap(best.begin(), best.end(), is_better);
    } else if (is_better(candidate, best.front())) {
      std::pop_heap(best.begin(), best.end(), is_better);
      best.back() = candidate;
      std::push_heap(best.begin(), best.end(), is_better);
    }
  }

  void add_label(LabelIndex::Entry entry, std::size_t slips, bool begins) {
    const Label& label = in_.label_values_[entry];
    const std::uint32_t count = in_.facet(label.kind).count(label.ordinal);
    if (slips == 0 && falls_behind(label.kind, count)) return;
    add(label.kind, entry, count, slips, begins);
  }

  // Calls each(entry, whether it begins with the first of the words) for what has all of them.
  template <typename Each>
  void for_each_with(const LabelIndex& index, const std::vector<std::string>& words, const Each& each) {
    std::size_t seen = 0;
    LabelIndex::Entry last = ~LabelIndex::Entry{0};
    index.for_each_with(longest(words), [&](LabelIndex::Entry entry, bool is_first) {
      watch_.step();
      if (entry != last) {
        if (words.size() == 1) {
          each(entry, is_first);
        } else if (index.has_words(entry, words)) {
          each(entry, index.begins_with(entry, words.front()));
        }
      }
      last = entry;
      return ++seen < kCandidates;
    });
  }

  void add_labels() {
    for (const std::vector<std::string>& words : typed_.names) {
      for_each_with(in_.labels_, words,
                    [&](LabelIndex::Entry entry, bool begins) { add_label(entry, 0, begins); });
    }
  }

  void add_titles() {
    for_each_with(in_.titles_, typed_.words, [&](LabelIndex::Entry entry, bool begins) {
      add(SuggestionKind::title, entry, 1, 0, begins);
    });
  }

  void add_words() {
    add_words_with(typed_.words);
    if (typed_.all != typed_.words) add_words_with(typed_.all);
  }
  // Words that begin so, and compounds whose parts do.
  void add_words_with(const std::vector<std::string>& typed) {
    const bool parts = typed.size() > 1;
    const auto [begin, end] = in_.lexicon_.with_prefix(joined(typed, ""));
    for (WordId id = begin; id < end; ++id) {
      const std::uint32_t articles = in_.lexicon_.articles(id);
      if (articles < kFewestOfWord || falls_behind(SuggestionKind::word, articles)) continue;
      if (!parts || expressions_.is_compound(id)) add(SuggestionKind::word, id, articles, 0, true);
    }
  }

  void add_expressions() {
    std::uint32_t number = 0;
    for (const Expressions::Expression& one : expressions_.with_prefix(joined(typed_.words, " "))) {
      if (!falls_behind(SuggestionKind::word, one.met.articles))
        add(SuggestionKind::word, number, one.met.articles, 0, true, &one);
      ++number;
    }
  }

  bool finds_little() {
    return std::none_of(best_.begin(), best_.end(), [&](const std::vector<Candidate>& of_kind) {
      return std::any_of(of_kind.begin(), of_kind.end(), [&](const Candidate& c) {
        return c.kind != SuggestionKind::title && c.worth >= kLittle && !describe(c).text.empty();
      });
    });
  }

  // One word has the slip.
  void add_near() {
    const std::size_t before = candidates_;
    const std::vector<std::string>& words = typed_.names.front();
    std::vector<std::string> by_length = words;
    std::stable_sort(by_length.begin(), by_length.end(),
                     [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    std::erase_if(by_length, [&](const std::string& word) {
      const WordId id = in_.lexicon_.find(word);
      return id != Lexicon::kNone && in_.lexicon_.articles(id) > kFew;
    });
    by_length.resize(std::min(by_length.size(), kWordsWithSlips));
    for (const std::string& word : by_length) {
      std::vector<std::string> others = words;
      others.erase(std::find(others.begin(), others.end(), word));
      in_.labels_.for_each_near(word, [&](LabelIndex::Entry entry, std::size_t slips) {
        watch_.step();
        if (slips > 0 && candidates_ < before + kCandidates && in_.labels_.has_words(entry, others))
          add_label(entry, slips, in_.labels_.begins_with(entry, words.front()));
      });
      if (candidates_ > before) return;
    }
    if (before > 0) return;
    if (words.size() == 1 && !by_length.empty()) add_near_words(words.front());
    if (candidates_ > before) return;
    for (const std::string& word : by_length) {
      std::vector<std::string> others = words;
      others.erase(std::find(others.begin(), others.end(), word));
      in_.titles_.for_each_near(word, [&](LabelIndex::Entry entry, std::size_t slips) {
        watch_.step();
        if (candidates_ < before + kCandidates && in_.titles_.has_words(entry, others))
          add(SuggestionKind::title, entry, 1, slips, in_.titles_.begins_with(entry, words.front()));
      });
      if (candidates_ > before) return;
    }
  }

  // Of those that begin nearly so the frequent ones: a rare one is a slip itself.
  void add_near_words(const std::string& typed) {
    const std::size_t slips = NearPrefix::slips_of(typed);
    if (slips == 0) return;
    struct Near {
      WordId id;
      std::size_t slips;
    };
    std::vector<Near> near;
    std::uint32_t most = 0;
    NearPrefix walk(typed, slips);
    // A first letter is seldom wrong.
    const auto [begin, end] = in_.lexicon_.with_prefix(typed.substr(0, 1));
    for (WordId id = begin; id < end;) {
      watch_.step();
      const std::string_view word = in_.lexicon_.word(id);
      const std::size_t distance = walk.distance(word);
      if (walk.dead_end() > 0) {
        id = in_.lexicon_.with_prefix(word.substr(0, walk.dead_end())).second;
        continue;
      }
      if (distance <= slips && !expressions_.is_compound(id)) {
        near.push_back({id, distance});
        most = std::max(most, in_.lexicon_.articles(id));
      }
      ++id;
    }
    for (const Near& word : near) {
      const std::uint32_t articles = in_.lexicon_.articles(word.id);
      if (articles >= kFewestOfWord && articles * kRareBesideFrequent >= most)
        add(SuggestionKind::word, word.id, articles, word.slips, true);
    }
  }

  static bool is_better(const Candidate& a, const Candidate& b) {
    if (a.worth != b.worth) return a.worth > b.worth;
    if (a.kind != b.kind) return a.kind < b.kind;
    if (a.begins != b.begins) return a.begins;
    return a.number < b.number;
  }

  std::vector<Suggestion> best() {
    std::vector<Candidate> candidates;
    for (const std::vector<Candidate>& kind : best_)
      candidates.insert(candidates.end(), kind.begin(), kind.end());
    std::sort(candidates.begin(), candidates.end(), is_better);
    struct Chosen {
      std::size_t place;
      Suggestion suggestion;
      std::string meaning;
    };
    std::vector<Chosen> chosen;
    std::vector<bool> looked_at(candidates.size(), false);
    std::array<std::uint32_t, 4> of_kind{};
    for (const bool shared : {true, false}) {
      for (std::size_t i = 0; i < candidates.size() && chosen.size() < limit_; ++i) {
        auto& used = of_kind[static_cast<std::size_t>(candidates[i].kind)];
        if (looked_at[i] || (shared && used >= share())) continue;
        looked_at[i] = true;
        Suggestion suggestion = describe(candidates[i]);
        if (suggestion.text.empty()) continue;
        std::string meaning = meaning_of(suggestion);
        const bool told = std::any_of(chosen.begin(), chosen.end(), [&](const Chosen& other) {
          return other.suggestion.kind == suggestion.kind && other.meaning == meaning;
        });
        if (told) continue;
        ++used;
        chosen.push_back({i, std::move(suggestion), std::move(meaning)});
      }
    }
    std::sort(chosen.begin(), chosen.end(),
              [](const Chosen& a, const Chosen& b) { return a.place < b.place; });
    std::vector<Suggestion> result;
    for (Chosen& one : chosen) result.push_back(std::move(one.suggestion));
    return result;
  }

  // Equal for two of a kind that find the same: a singular and its plural do.
  static std::string meaning_of(const Suggestion& suggestion) {
    if (suggestion.kind == SuggestionKind::title) return suggestion.text;
    if (suggestion.kind != SuggestionKind::word) return suggestion.text + '\n' + suggestion.value;
    const std::string folded = text::fold(suggestion.value);
    std::string stems;
    for (const std::string_view word : label_words(folded)) stems += text::stem(word) + ' ';
    return stems;
  }

  // Without text where it is not to be offered.
  Suggestion describe(const Candidate& candidate) const {
    Suggestion suggestion;
    suggestion.kind = candidate.kind;
    suggestion.count = candidate.count;
    switch (candidate.kind) {
      case SuggestionKind::dossier:
      case SuggestionKind::person: {
        const FacetColumn::Value& value =
            in_.facet(candidate.kind).value(in_.label_values_[candidate.number].ordinal);
        suggestion.text = value.label;
        suggestion.value = value.slug;
        break;
      }
      case SuggestionKind::title:
        suggestion.text = in_.title_texts_[candidate.number];
        suggestion.value = in_.columns_.id(candidate.number);
        break;
      case SuggestionKind::word:
        suggestion.text = suggestion.value = word_text(candidate);
        break;
    }
    return suggestion;
  }

  std::string word_text(const Candidate& candidate) const {
    if (candidate.expression != nullptr) return expressions_.written(*candidate.expression);
    std::string text = in_.shown_words_.text(candidate.number, expressions_);
    return expressions_.is_compound(candidate.number) && !begins_as_typed(text) ? std::string() : text;
  }

  // What is typed ends inside a word of the compound: « saint e » is Saint-Étienne and not Sainte-Foy. One word may
  // run on into the second part (grandm), by more than a letter: « sainte » is not Saint-Étienne.
  bool begins_as_typed(const std::string& compound) const {
    const std::string folded = text::fold(compound);
    const std::vector<std::string_view> parts = label_words(folded);
    return !parts.empty() && (begins(parts, typed_.words) || begins(parts, typed_.all));
  }
  static bool begins(const std::vector<std::string_view>& parts, const std::vector<std::string>& typed) {
    if (typed.size() == 1) return typed.front().size() != parts.front().size() + 1;
    return typed.size() <= parts.size() && std::equal(typed.begin(), typed.end() - 1, parts.begin()) &&
           parts[typed.size() - 1].starts_with(typed.back());
  }

  const Suggester& in_;
  const Expressions& expressions_;
  Typed typed_;
  std::uint32_t limit_;
  DeadlineWatch watch_;
  std::size_t candidates_ = 0;
  // by kind
  std::array<std::vector<Candidate>, 4> best_;
};

Suggester::Suggester(const Xapian::Database& db, const Columns& columns, const Lexicon& lexicon)
    : columns_(columns), lexicon_(lexicon), shown_words_(lexicon) {
  for (const SuggestionKind kind : {SuggestionKind::dossier, SuggestionKind::person}) {
    for (index::Ordinal ordinal = 0; ordinal < facet(kind).size(); ++ordinal) {
      if (facet(kind).count(ordinal) == 0) continue;
      labels_.add(facet(kind).value(ordinal).folded, true);
      label_values_.push_back({kind, ordinal});
    }
  }
  labels_.sort();
  const Rank titles = std::min(columns.size(), kTitles);
  title_texts_.resize(titles);
  for (auto it = db.valuestream_begin(index::kTitle); it != db.valuestream_end(index::kTitle); ++it) {
    const Rank rank = columns.rank(it.get_docid());
    if (rank >= titles) continue;
    title_texts_[rank] = *it;
  }
  for (Rank rank = 0; rank < titles; ++rank) titles_.add(text::fold(title_texts_[rank]), false);
  titles_.sort();
}

const FacetColumn& Suggester::facet(SuggestionKind kind) const {
  return columns_.facet(kind == SuggestionKind::dossier ? index::FacetKind::dossier
                                                        : index::FacetKind::person);
}

std::vector<Suggestion> Suggester::suggest(std::string_view q, std::uint32_t limit,
                                           const Expressions& expressions, Deadline deadline) const {
  return Search(*this, expressions, q, limit, deadline).run();
}

}  // namespace fonds::search
