#include "server/search/understanding.h"

#include <algorithm>
#include <utility>

#include "server/search/correction.h"

namespace fonds::search {

namespace {

class Reading {
 public:
  Reading(Match match, Fuzzy fuzzy, const Synonyms* synonyms, const Snapshot& snapshot,
          text::Analyzer& analyzer, Matcher& matcher)
      : match_(match),
        fuzzy_(fuzzy),
        synonyms_(synonyms),
        snapshot_(snapshot),
        analyzer_(analyzer),
        matcher_(matcher) {}

  // Plans and matches `into.query`; true where something was found.
  bool search(Understanding& into, bool all_words) {
    const PlanOptions options{.all_words = all_words,
                              .fuzzy = fuzzy_ == Fuzzy::on,
                              .splits = fuzzy_ != Fuzzy::off,
                              .synonyms = synonyms_};
    into.plan = plan(into.query.root.get(), snapshot_, analyzer_, options);
    into.matches = matcher_.match(into.plan);
    return !into.matches.none();
  }
  bool search(Understanding& into) { return search(into, match_ != Match::any); }

  bool search_relaxed(Understanding& into) {
    if (match_ != Match::automatic || !search(into, false)) return false;
    into.relaxed = true;
    return true;
  }

  bool correct(query::Query& query, Slips slips) {
    return correct_words(query.root, slips, snapshot_, analyzer_, matcher_);
  }

 private:
  Match match_;
  Fuzzy fuzzy_;
  const Synonyms* synonyms_;
  const Snapshot& snapshot_;
  text::Analyzer& analyzer_;
  Matcher& matcher_;
};

std::string in_quotes(const std::string& text) {
  return "«\u00A0" + text + "\u00A0»";
}

// Says what was searched besides what was typed, where the archive has it at all.
void add_notes(Understanding& found) {
  for (const query::Note& note : found.query.notes) found.notes.push_back(note.text);
  for (const PlanNode* leaf : positive_leaves(found.plan)) {
    const bool known = std::all_of(leaf->slots.begin(), leaf->slots.end(),
                                   [](const Slot& slot) { return !slot.words.empty(); });
    if (!known || leaf->meant.empty()) continue;
    const bool split = leaf->origin == Origin::split;
    found.notes.push_back(in_quotes(leaf->instead_of) +
                          (split ? " a été cherché en deux mots\u202F: " : " a aussi été cherché comme ") +
                          in_quotes(leaf->meant) + ".");
  }
}

Understanding read_query(const std::string& q, Match match, Fuzzy fuzzy, text::Day today,
                         const Synonyms* synonyms, const Snapshot& snapshot, text::Analyzer& analyzer,
                         Matcher& matcher) {
  Reading reading(match, fuzzy, synonyms, snapshot, analyzer, matcher);
  Understanding typed;
  typed.query = query::parse(q, today);
  const bool found = reading.search(typed);
  if (typed.query.root == nullptr) return typed;

  // Nothing was found: a slip of the pen, or more words than any article has. Something was found, but
  // perhaps not all that was meant: say so.
  Slips slips = Slips::unknown_words;
  if (found) slips = fuzzy == Fuzzy::on ? Slips::rare_words : Slips::unseen_spellings;
  Understanding corrected;
  corrected.query = query::parse(q, today);
  if (reading.correct(corrected.query, slips) &&
      (reading.search(corrected) || reading.search_relaxed(corrected))) {
    std::string text = query::to_string(corrected.query.root.get());
    if (!found && fuzzy != Fuzzy::off) {
      corrected.corrected = std::move(text);
      return corrected;
    }
    typed.suggestion = std::move(text);
  }
  if (!found) {
    Understanding relaxed;
    relaxed.query = query::parse(q, today);
    relaxed.suggestion = typed.suggestion;
    if (reading.search_relaxed(relaxed)) return relaxed;
  }
  return typed;
}

}  // namespace

Understanding understand(const std::string& q, Match match, Fuzzy fuzzy, text::Day today,
                         const Synonyms* synonyms, const Snapshot& snapshot, text::Analyzer& analyzer,
                         Matcher& matcher) {
  Understanding found = read_query(q, match, fuzzy, today, synonyms, snapshot, analyzer, matcher);
  add_notes(found);
  return found;
}

}  // namespace fonds::search
