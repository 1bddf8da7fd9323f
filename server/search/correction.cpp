#include "server/search/correction.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "indexer/dictionary/dictionary.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/as_written.h"
#include "server/search/pronunciation.h"
#include "server/search/right_words.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

// In the unit of SlipTable's costs: a space or an apostrophe left out is a small slip.
constexpr double kMissingSpace = 45;
constexpr std::size_t kShortestPart = 2;    // letters, of a word that was two
constexpr std::size_t kSplitsLookedUp = 3;  // ways to make two words of one that are looked up in the archive
constexpr std::size_t kLongestAcronym = 4;  // letters: SNCF, but not MACRON

// A word that finds something is taken for a slip only of a word that sounds alike, or has two letters
// swapped. If the archive itself has it, then in one article of so many at most.
constexpr std::uint32_t kRareOf = 4000;
constexpr SlipTable::Cost kSmallSlip = SlipTable::kSwap;
// Another spelling in so many times the articles makes one that the archive has in a few of them a slip.
constexpr std::uint32_t kFarMoreArticles = 20;
// Writers who share a slip are few; more is a usage.
constexpr std::uint32_t kSharedSlip = 6;
constexpr std::size_t kSameBeginning = 2;  // letters: first letters are seldom wrong
// A name is certainly a slip only of one that the archive has in one article of so many at least, and in a few.
constexpr std::uint32_t kWellKnownOf = 1000;
constexpr std::uint32_t kFew = 2;
constexpr std::size_t kNamesLookedAt = 8;  // of similar spelling
// What an unknown word in small letters is certainly a slip of: a word of the same sound that one article of so many has
// at least, a name of that; a word with a letter wrong.
constexpr std::uint32_t kUsualOf = 500, kUsualNameOf = 200, kFrequentOf = 200;
// letters of an unknown word with two swapped, or one wrong
constexpr std::size_t kShortestWithSwap = 6, kShortestWithSlip = 7;

// What is elided before a vowel, the longest first.
constexpr auto kElided = std::to_array<std::string_view>(
    {"lorsqu", "puisqu", "quelqu", "jusqu", "qu", "c", "d", "j", "l", "m", "n", "s", "t"});

bool begins_with_vowel(std::string_view word) {
  return !word.empty() && std::string_view("aeiouyh").find(word.front()) != std::string_view::npos;
}

// What to write instead of a word, and how likely it is.
struct Proposal {
  std::string text;
  double likelihood = 0;
};

class Corrector {
 public:
  Corrector(Slips slips, const Snapshot& snapshot, text::Analyzer& analyzer, Speller& speller,
            Matcher& matcher)
      : slips_(slips), snapshot_(snapshot), analyzer_(analyzer), speller_(speller), matcher_(matcher) {}

  // Notes which of the plain words the archive has: see correct_words().
  void look_over(const query::Node& node) {
    if (const auto* word = std::get_if<query::Word>(&node.value)) {
      if (word->field != query::Field::any) return;
      analyzer_.analyze(word->text, analysis_);
      for (const text::Token& token : analysis_.tokens()) {
        if (token.kind != text::TokenKind::word || text::is_stop_word(token.folded)) continue;
        beside_known_ = beside_known_ || !snapshot_.lexicon().inflexions(token.folded).empty();
      }
      return;
    }
    const auto look_over_all = [this](const std::vector<query::NodePtr>& children) {
      for (const query::NodePtr& child : children) look_over(*child);
    };
    if (const auto* bag = std::get_if<query::Bag>(&node.value)) look_over_all(bag->children);
    if (const auto* all = std::get_if<query::And>(&node.value)) look_over_all(all->children);
  }

  bool visit(query::NodePtr& node) {
    matcher_.check_deadline();
    if (auto* bag = std::get_if<query::Bag>(&node->value)) {
      bool changed = join_words(bag->children);
      if (bag->children.size() == 1) {
        query::NodePtr only = std::move(bag->children.front());
        node = std::move(only);
        return true;
      }
      changed = visit_all(bag->children) || changed;
      return changed;
    }
    if (auto* all = std::get_if<query::And>(&node->value)) return visit_all(all->children);
    if (auto* any = std::get_if<query::Or>(&node->value)) return visit_all(any->children);
    if (auto* word = std::get_if<query::Word>(&node->value)) {
      return (word->field == query::Field::any || word->field == query::Field::title) && correct(word->text);
    }
    return false;
  }

 private:
  bool visit_all(std::vector<query::NodePtr>& children) {
    bool changed = false;
    for (query::NodePtr& child : children) changed = visit(child) || changed;
    return changed;
  }

  bool correct(std::string& text) {
    analyzer_.analyze(text, analysis_);
    // From the back, so that offsets stay true.
    bool changed = false;
    const std::vector<text::Token>& tokens = analysis_.tokens();
    for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
      if (token->kind != text::TokenKind::word || token->span != 1 || is_acronym(*token)) continue;
      const std::string folded(token->folded);
      if (!may_be_slip(folded) || text::is_stop_word(folded)) continue;
      const std::optional<Proposal> proposal = instead_of(folded, *token);
      if (!proposal) continue;
      text.replace(token->begin, token->end - token->begin, proposal->text);
      changed = true;
    }
    return changed;
  }

  static bool is_acronym(const text::Token& token) {
    return token.letter_case == text::Case::upper && token.folded.size() <= kLongestAcronym;
  }

  std::optional<Proposal> instead_of(std::string_view folded, const text::Token& token) {
    const Lexicon& lexicon = snapshot_.lexicon();
    if (lexicon.inflexions(folded).empty()) {
      return speller_.exhausted() ? std::nullopt : instead_of_unknown(folded, token);
    }
    if (slips_ == Slips::certain || slips_ == Slips::unknown_words) return std::nullopt;
    if (slips_ == Slips::unseen_spellings && is_right_word(folded)) return std::nullopt;
    if (const WordId typed = lexicon.find(folded); typed != Lexicon::kNone) {
      return slips_ == Slips::rare_words ? instead_of_rare(typed) : instead_of_unusual(typed);
    }
    const std::vector<CloseWord>& close = speller_.close(folded, kSmallSlip, 1);
    if (close.empty() || differ_by_ending(folded, lexicon.word(close.front().word))) return std::nullopt;
    return Proposal{as_written(close.front().word, snapshot_, matcher_), 0};
  }

  std::optional<Proposal> instead_of_unknown(std::string_view folded, const text::Token& token) {
    const Lexicon& lexicon = snapshot_.lexicon();
    const bool right = is_right_word(folded);
    const bool certain = slips_ == Slips::certain;
    if (right && certain) return std::nullopt;
    if (token.letter_case == text::Case::capitalised) {
      if (const std::optional<CloseWord> name = close_name(folded)) return proposal_of(*name);
      if (certain) return std::nullopt;
    }
    // Crozier is no crassier.
    if (token.letter_case == text::Case::capitalised && dictionary::is_proper_name(folded))
      return std::nullopt;
    if (right) {
      const std::vector<CloseWord>& close = speller_.close(folded, kSmallSlip, 1);
      return close.empty() || differ_by_ending(folded, lexicon.word(close.front().word))
                 ? std::nullopt
                 : std::optional(proposal_of(close.front()));
    }
    std::optional<Proposal> best;
    if (const auto close = speller_.likeliest(folded)) {
      if (!certain || is_certain(*close, token)) best = proposal_of(*close);
    }
    add_elision(folded, best);
    add_two_words(folded, best);
    return best;
  }

  // A word that neither the archive nor the dictionary has is a surname as often as a slip. It is certainly a slip of
  // what sounds just alike, or of a long word with one letter wrong, where many articles have that.
  bool is_certain(const CloseWord& close, const text::Token& token) const {
    const Lexicon& lexicon = snapshot_.lexicon();
    if (beside_known_ && close.cost > kSmallSlip) return false;
    const bool name = lexicon.is_mostly_capitalised(close.word);
    if (sound_alike(token.written, lexicon.display(close.word)))
      return is_in_one_of(name ? kUsualNameOf : kUsualOf, lexicon.articles(close.word));
    const bool swap = are_swapped(token.folded, lexicon.word(close.word));
    const std::size_t shortest = swap ? kShortestWithSwap : kShortestWithSlip;
    return !name && close.cost <= SlipTable::kEdit && token.folded.size() >= shortest &&
           is_in_one_of(kFrequentOf, lexicon.articles(close.word));
  }

  // Two neighbours have changed places.
  static bool are_swapped(std::string_view typed, std::string_view word) {
    if (typed.size() != word.size()) return false;
    const auto [a, b] = std::mismatch(typed.begin(), typed.end(), word.begin());
    if (typed.end() - a < 2) return false;
    return a[0] == b[1] && a[1] == b[0] && std::equal(a + 2, typed.end(), b + 2);
  }

  // In a small archive a few articles are a part of it, and prove as little.
  bool is_in_one_of(std::uint32_t articles, std::uint32_t with) const {
    constexpr std::uint32_t kSmallPart = 25, kMany = 5;
    const std::uint32_t size = snapshot_.columns().size();
    return std::uint64_t{articles} * with >= size && articles >= std::min(kMany, size / kSmallPart);
  }

  Proposal proposal_of(const CloseWord& close) {
    return {as_written(close.word, snapshot_, matcher_), likelihood(close, snapshot_.lexicon())};
  }

  // The likeliest name that sounds as `folded` does.
  std::optional<CloseWord> close_name(std::string_view folded) {
    const Lexicon& lexicon = snapshot_.lexicon();
    const std::uint32_t fewest =
        slips_ == Slips::certain ? std::max(kFew, snapshot_.columns().size() / kWellKnownOf) : 0;
    for (const CloseWord& close : speller_.close(folded, kSmallSlip, kNamesLookedAt)) {
      if (lexicon.is_mostly_capitalised(close.word) && lexicon.articles(close.word) > fewest) return close;
    }
    return std::nullopt;
  }

  // The archive has both spellings, but what was typed is no right word, and seldom there.
  std::optional<Proposal> instead_of_unusual(WordId typed) {
    const Lexicon& lexicon = snapshot_.lexicon();
    const std::string_view word = lexicon.word(typed);
    if (lexicon.articles(typed) > kSharedSlip) return std::nullopt;
    const std::vector<CloseWord> close =
        close_words(word, lexicon, kSmallSlip, 1, matcher_.deadline(), kSameBeginning);
    if (close.empty() || differ_by_ending(word, lexicon.word(close.front().word)) ||
        text::stem(lexicon.word(close.front().word)) == text::stem(word) ||
        lexicon.articles(close.front().word) < kFarMoreArticles * lexicon.articles(typed)) {
      return std::nullopt;
    }
    return proposal_of(close.front());
  }

  std::optional<Proposal> instead_of_rare(WordId typed) {
    const Lexicon& lexicon = snapshot_.lexicon();
    const std::string_view word = lexicon.word(typed);
    if (lexicon.articles(typed) > 1 + snapshot_.columns().size() / kRareOf) return std::nullopt;
    const std::vector<CloseWord>& close = speller_.close(word, kSmallSlip, 1);
    if (close.empty() || differ_by_ending(word, lexicon.word(close.front().word))) return std::nullopt;
    if (text::stem(lexicon.word(close.front().word)) == text::stem(word) ||
        likelihood(close.front(), lexicon) < frequency_credit(lexicon.articles(typed)))
      return std::nullopt;
    return Proposal{as_written(close.front().word, snapshot_, matcher_), 0};
  }

  // As inflexions do: that is no slip.
  static bool differ_by_ending(std::string_view a, std::string_view b) {
    static constexpr auto kEndings =
        std::to_array<std::string_view>({"", "e", "ee", "ees", "ent", "es", "nt", "r", "s", "x", "z"});
    if (a.size() > b.size()) std::swap(a, b);
    return b.starts_with(a) && std::binary_search(kEndings.begin(), kEndings.end(), b.substr(a.size()));
  }

  static void keep_better(Proposal proposal, std::optional<Proposal>& best) {
    if (!best || proposal.likelihood > best->likelihood) best = std::move(proposal);
  }

  void add_elision(std::string_view folded, std::optional<Proposal>& best) const {
    const Lexicon& lexicon = snapshot_.lexicon();
    for (const std::string_view elided : kElided) {
      // Jallais is a surname, lavenir hardly.
      const bool certain = elided == "l" || elided == "d" || elided == "qu";
      if (slips_ == Slips::certain && !certain) continue;
      if (!folded.starts_with(elided) || !begins_with_vowel(folded.substr(elided.size()))) continue;
      const WordId rest = lexicon.find(folded.substr(elided.size()));
      if (rest == Lexicon::kNone || lexicon.word(rest).size() < kShortestPart) continue;
      if (slips_ == Slips::certain && !is_in_one_of(kFrequentOf, lexicon.articles(rest))) continue;
      keep_better({std::string(elided) + "'" + lexicon.display(rest),
                   frequency_credit(lexicon.articles(rest)) - kMissingSpace},
                  best);
    }
  }

  // Lecoffre, Carson and Moisan are surnames; parceque and grandlyon are not.
  static bool are_certainly_two(std::string_view first, std::string_view second) {
    constexpr std::size_t kShortestContent = 4, kShortestOfSmall = 7;
    if (second == "que") return first.size() >= kShortestContent;
    const bool small = text::is_stop_word(first);
    if (small != text::is_stop_word(second)) return false;
    return small ? first.size() + second.size() >= kShortestOfSmall
                 : first.size() >= kShortestContent && second.size() >= kShortestContent;
  }

  // Two words for one, where the archive has them side by side.
  void add_two_words(std::string_view folded, std::optional<Proposal>& best) {
    const Lexicon& lexicon = snapshot_.lexicon();
    struct Split {
      std::uint32_t articles;  // at most, that have both
      WordId first, second;
    };
    std::vector<Split> splits;
    for (std::size_t at = kShortestPart; at + kShortestPart <= folded.size(); ++at) {
      const WordId first = lexicon.find(folded.substr(0, at));
      const WordId second = first == Lexicon::kNone ? first : lexicon.find(folded.substr(at));
      if (second == Lexicon::kNone) continue;
      if (slips_ == Slips::certain && !are_certainly_two(lexicon.word(first), lexicon.word(second))) continue;
      splits.push_back({std::min(lexicon.articles(first), lexicon.articles(second)), first, second});
    }
    std::sort(splits.begin(), splits.end(),
              [](const Split& a, const Split& b) { return a.articles > b.articles; });
    if (splits.size() > kSplitsLookedUp) splits.resize(kSplitsLookedUp);
    for (const Split& split : splits) {
      if (best && frequency_credit(split.articles) - kMissingSpace <= best->likelihood) break;
      PlanNode sequence;
      sequence.kind = PlanNode::Kind::sequence;
      sequence.slots = {exact_slot(split.first, lexicon), exact_slot(split.second, lexicon)};
      const std::uint64_t articles = matcher_.match(sequence).count();
      if (articles == 0) continue;
      keep_better({lexicon.display(split.first) + " " + lexicon.display(split.second),
                   frequency_credit(static_cast<std::uint32_t>(articles)) - kMissingSpace},
                  best);
    }
  }

  // The folded form of a word that is one plain token; nullopt for anything else.
  std::optional<std::string> plain_word(const query::NodePtr& node) {
    const auto* word = std::get_if<query::Word>(&node->value);
    if (word == nullptr || word->field != query::Field::any) return std::nullopt;
    analyzer_.analyze(word->text, analysis_);
    if (analysis_.tokens().size() != 1) return std::nullopt;
    std::string folded(analysis_.tokens().front().folded);
    if (text::is_stop_word(folded) || !may_be_slip(folded + "xx")) return std::nullopt;
    return folded;
  }

  // One word for two: a part is no word of the archive, or a rarer one than both together.
  bool join_words(std::vector<query::NodePtr>& children) {
    // Else they found something, side by side or not.
    if (slips_ != Slips::certain && slips_ != Slips::unknown_words) return false;
    const Lexicon& lexicon = snapshot_.lexicon();
    const auto articles = [&](const std::string& folded) {
      const WordId word = lexicon.find(folded);
      return word == Lexicon::kNone ? 0 : lexicon.articles(word);
    };
    bool changed = false;
    for (std::size_t i = 0; i + 1 < children.size(); ++i) {
      const std::optional<std::string> first = plain_word(children[i]);
      const std::optional<std::string> second = first ? plain_word(children[i + 1]) : std::nullopt;
      if (!second) continue;
      const WordId joined = lexicon.find(*first + *second);
      if (joined == Lexicon::kNone ||
          lexicon.articles(joined) <= std::min(articles(*first), articles(*second))) {
        continue;
      }
      std::get<query::Word>(children[i]->value).text = as_written(joined, snapshot_, matcher_);
      children.erase(children.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      changed = true;
    }
    return changed;
  }

  Slips slips_;
  bool beside_known_ = false;
  const Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  Speller& speller_;
  Matcher& matcher_;
  text::Analysis analysis_;
};

}  // namespace

bool correct_words(query::NodePtr& root, Slips slips, const Snapshot& snapshot, text::Analyzer& analyzer,
                   Speller& speller, Matcher& matcher) {
  if (root == nullptr) return false;
  Corrector corrector(slips, snapshot, analyzer, speller, matcher);
  corrector.look_over(*root);
  return corrector.visit(root);
}

}  // namespace fonds::search
