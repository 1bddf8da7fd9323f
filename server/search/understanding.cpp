#include "server/search/understanding.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/text/stemmer.h"
#include "server/query/notes.h"
#include "server/search/correction.h"
#include "server/search/ranking.h"
#include "server/search/sentence.h"
#include "server/search/spelling.h"
#include "server/search/unfinished_word.h"

namespace fonds::search {

namespace {

// Content words from which on a question is asked, rather than a name with a question mark behind it.
constexpr std::size_t kQuestionWords = 3;
// Content words from which on nobody means that an article must have them all: a headline from memory. An
// article that has them all by chance is a long one about something else. Measured by `make relevance`: 5
// does what 3 would do, and leaves the usual queries alone.
constexpr std::size_t kManyWords = 5;

class Reading {
 public:
  Reading(const Wish& wish, const Surroundings& in)
      : wish_(wish), in_(in), speller_(in.snapshot.lexicon(), in.matcher.deadline()) {}

  // Plans and matches `into.query`; true where something was found.
  bool search(Understanding& into, bool all_words) {
    const PlanOptions options{.all_words = all_words,
                              .fuzzy = wish_.fuzzy == Fuzzy::on,
                              .splits = wish_.fuzzy != Fuzzy::off,
                              .synonyms = in_.synonyms,
                              .deadline = in_.matcher.deadline(),
                              .looked_into = in_.looked_into};
    Plan planned = plan(into.query.root.get(), in_.snapshot, in_.analyzer, speller_, options);
    into.plan = std::move(planned.root);
    into.nothing_to_search = planned.nothing_to_search;
    into.unsearchable = std::move(planned.unsearchable);
    into.left_out = std::move(planned.left_out);
    into.matches = in_.matcher.match(into.plan);
    return !into.matches.none();
  }
  bool search(Understanding& into) { return search(into, wish_.match != Match::any); }

  bool search_relaxed(Understanding& into) {
    if (wish_.match != Match::automatic || !search(into, false)) return false;
    into.relaxed = true;
    return true;
  }

  // Whether partial matches answer `typed`, which some articles have all words of, better than these do; then
  // `into` are they.
  bool search_beyond(const Understanding& typed, Understanding& into) {
    if (wish_.match != Match::automatic || !wish_.best_first || !is_plain(typed.query.root.get()))
      return false;
    const std::vector<const PlanNode*> leaves = positive_leaves(typed.plan);
    const auto words = static_cast<std::size_t>(std::count_if(
        leaves.begin(), leaves.end(), [](const PlanNode* leaf) { return leaf->origin == Origin::typed; }));
    const bool question = words >= kQuestionWords && is_question(wish_.q);
    if ((!question && words < kManyWords) || !search_relaxed(into)) return false;
    into.all_words_found = true;
    if (question) return into.matches.count() > typed.matches.count();
    const std::vector<Ranked> best = rank(into.plan, into.matches, 1, in_.snapshot, in_.matcher, in_.weights);
    return !typed.matches.test(best.front().rank);
  }

  bool correct(query::Query& query, Slips slips) {
    return correct_words(query.root, slips, in_.snapshot, in_.analyzer, speller_, in_.matcher);
  }

  bool spelling_cut() const { return wish_.fuzzy == Fuzzy::on && speller_.exhausted(); }

 private:
  const Wish& wish_;
  const Surroundings& in_;
  Speller speller_;
};

std::string in_quotes(const std::string& text) {
  return "«\u00A0" + text + "\u00A0»";
}

// A word as typed that no article has in any form.
bool occurs_nowhere(const PlanNode& leaf) {
  return leaf.kind == PlanNode::Kind::slot && leaf.origin == Origin::typed &&
         leaf.field != query::Field::author && leaf.slots.front().words.empty() &&
         !leaf.slots.front().exact_form;
}

// Small words that carry no meaning of their own, but are nouns too.
constexpr std::size_t kShortExpression = 3;  // words: in a longer one they are grammar
constexpr auto kAlsoNouns =
    std::to_array<std::string_view>({"as", "car", "est", "pas", "son", "sous", "ton", "vers"});

// Those of an expression that was typed that may be nouns or names, where no article has the expression: nothing of
// them was searched.
std::vector<std::string> not_required(const PlanNode& plan, Matcher& matcher) {
  std::vector<std::string> words;
  const std::vector<const PlanNode*> expressions = expressions_typed(plan);
  for (std::size_t e = 1; e < expressions.size(); e += 2) {
    if (expressions[e]->slots.size() > kShortExpression) continue;
    std::vector<std::string> small;
    for (const Slot& slot : expressions[e]->slots) {
      // AS Charvoisy; the C of « vitamine C », but no L at the beginning of a sentence.
      const bool is_letter = slot.folded.size() == 1 && &slot != &expressions[e]->slots.front();
      const bool name = is_letter ? slot.letter_case != text::Case::lower
                                  : slot.letter_case == text::Case::upper && slot.folded.size() > 1;
      const bool noun = std::find(kAlsoNouns.begin(), kAlsoNouns.end(), slot.folded) != kAlsoNouns.end();
      if (text::is_stop_word(slot.folded) && (name || noun)) small.push_back(slot.written);
    }
    if (!small.empty() && matcher.match(*expressions[e]).none()) {
      words.insert(words.end(), small.begin(), small.end());
    }
  }
  return words;
}

// Says what was searched besides what was typed, where the archive has it at all.
void add_notes(const Wish& wish, Understanding& found) {
  for (const query::Note& note : found.query.notes) found.notes.push_back(note.text);
  if (found.nothing_to_search) {
    found.notes.push_back(query::notes::nothing_to_search(wish.q));
  } else {
    for (const std::string& typed : found.unsearchable)
      found.notes.push_back(query::notes::unsearchable(typed));
  }
  for (const std::string& typed : found.left_out) found.notes.push_back(query::notes::too_costly(typed));
  if (found.spelling_cut) found.notes.push_back(query::notes::too_many_spellings());
  if (found.all_words_found) {
    found.notes.push_back(
        "Les articles qui n’ont qu’une partie de ces mots sont montrés aussi, ceux qui répondent le mieux "
        "d’abord.");
  }
  const std::vector<const PlanNode*> leaves = positive_leaves(found.plan);
  if (found.relaxed) {
    for (const PlanNode* leaf : leaves) {
      if (occurs_nowhere(*leaf)) found.notes.push_back(query::notes::nowhere(leaf->slots.front().written));
    }
  }
  for (const PlanNode* leaf : leaves) {
    const bool known = std::all_of(leaf->slots.begin(), leaf->slots.end(),
                                   [](const Slot& slot) { return !slot.words.empty(); });
    if (!known || leaf->meant.empty()) continue;
    const bool split = leaf->origin == Origin::split;
    found.notes.push_back(in_quotes(leaf->instead_of) +
                          (split ? " a été cherché en deux mots\u202F: " : " a aussi été cherché comme ") +
                          in_quotes(leaf->meant) + ".");
  }
}

// While the reader types, the last word is the beginning of one and is not corrected; nor is anything said of
// what is not finished (half a pair of quotes).
Understanding read_unfinished(const Wish& wish, const Lexicon& lexicon, Reading& reading) {
  const auto read = [&] {
    Understanding fresh;
    fresh.query = query::parse(wish.q, wish.today);
    fresh.query.notes.clear();
    leave_unfinished(fresh.query.root, wish.q, lexicon);
    return fresh;
  };
  Understanding typed = read();
  if (reading.search(typed) || typed.query.root == nullptr) return typed;
  Understanding corrected = read();
  if (wish.fuzzy != Fuzzy::off && reading.correct(corrected.query, Slips::unknown_words) &&
      reading.search(corrected)) {
    corrected.corrected = query::to_string(corrected.query.root.get());
    return corrected;
  }
  Understanding relaxed = read();
  if (reading.search_relaxed(relaxed)) return relaxed;
  return typed;
}

Understanding read_query(const Wish& wish, Reading& reading) {
  Understanding typed;
  typed.query = query::parse(wish.q, wish.today);
  const bool found = reading.search(typed);
  if (typed.query.root == nullptr) {
    typed.nothing_to_search = wish.q.find_first_not_of(" \t\r\n") != std::string::npos;
    return typed;
  }
  if (typed.nothing_to_search) return typed;

  // What was typed found something, though perhaps not all that was meant; or nothing, by slips of the pen. What is
  // certainly a slip is searched instead; of what may be one, something else is proposed.
  const auto with = [&](Slips slips, Understanding& into) {
    into.query = query::parse(wish.q, wish.today);
    return reading.correct(into.query, slips) && (reading.search(into) || reading.search_relaxed(into));
  };
  Slips proposed = Slips::unknown_words;
  if (found) proposed = wish.fuzzy == Fuzzy::on ? Slips::rare_words : Slips::unseen_spellings;
  if (Understanding other; with(proposed, other)) {
    typed.suggestion = query::to_string(other.query.root.get());
    if (!found && wish.fuzzy == Fuzzy::on) {
      other.corrected = std::move(typed.suggestion);
      return other;
    }
  }
  if (!found && wish.fuzzy == Fuzzy::automatic && typed.suggestion) {
    if (Understanding corrected; with(Slips::certain, corrected)) {
      corrected.corrected = query::to_string(corrected.query.root.get());
      if (corrected.corrected != typed.suggestion) corrected.suggestion = std::move(typed.suggestion);
      return corrected;
    }
  }
  Understanding relaxed;
  relaxed.query = query::parse(wish.q, wish.today);
  relaxed.suggestion = typed.suggestion;
  if (found ? reading.search_beyond(typed, relaxed) : reading.search_relaxed(relaxed)) return relaxed;
  return typed;
}

}  // namespace

Understanding understand(const Wish& wish, const Surroundings& in) {
  Reading reading(wish, in);
  Understanding found =
      wish.typing ? read_unfinished(wish, in.snapshot.lexicon(), reading) : read_query(wish, reading);
  found.spelling_cut = reading.spelling_cut();
  if (!found.relaxed) {
    for (const std::string& word : not_required(found.plan, in.matcher))
      found.notes.push_back(query::notes::not_required(word));
  }
  add_notes(wish, found);
  return found;
}

}  // namespace fonds::search
