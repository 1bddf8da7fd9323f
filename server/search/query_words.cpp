#include "server/search/query_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include "indexer/text/stemmer.h"
#include "server/search/other_writings.h"
#include "server/search/right_words.h"
#include "server/search/sentence.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

constexpr std::size_t kShortestPart = 3;  // letters, of two words that were typed as one
// An accent that a stop word has less often than once in so many articles is a slip: trés for très.
constexpr std::uint32_t kAccentSlipOf = 1000;
constexpr double kLeastRarity = 0.1;  // of a word that stands in nearly every article

// Articles and prepositions, which lead into an expression. With a capital they are a part of a name: La Poste.
constexpr auto kLeadingIn = std::to_array<std::string_view>(
    {"a",  "au", "aux", "ce", "ces", "cet", "cette", "chez", "d",   "dans", "de",  "des", "du",
     "en", "et", "l",   "la", "le",  "les", "par",   "pour", "sur", "un",   "une", "vers"});

bool leads_in(const Slot& slot) {
  return slot.letter_case == text::Case::lower &&
         std::find(kLeadingIn.begin(), kLeadingIn.end(), slot.folded) != kLeadingIn.end();
}

// A year or month behind an expression is said by an article's date as well.
bool is_date(std::string_view folded) {
  return month_named(folded) > 0 || !periods_said({&folded, 1}).empty();
}

}  // namespace

double rarity(double articles, double of) {
  const double with = std::min(articles, of);
  return std::log(1 + (of - with + 0.5) / (with + 0.5));
}

PlanNode leaf(Kind kind) {
  PlanNode node;
  node.kind = kind;
  return node;
}

// Flattens, and drops the wrapper around a single child.
PlanNode combine(Kind kind, std::vector<PlanNode> children) {
  if (children.size() == 1) return std::move(children.front());
  PlanNode node = leaf(kind);
  node.children = std::move(children);
  return node;
}

PlanNode QueryWords::phrase(const std::string& text, query::Field field) {
  analyzer_.analyze(text, analysis_);
  if (analysis_.tokens().empty()) return leaf(Kind::everything);
  if (field == query::Field::author) return author_words();
  return run(0, analysis_.positions(), field, false);
}

std::vector<QueryWords::Unit> QueryWords::units(const std::string& text, query::Field field,
                                                std::vector<PlanNode>* as_typed) {
  analyzer_.analyze(text, analysis_);
  std::vector<Unit> found;
  if (analysis_.tokens().empty()) return found;
  if (field == query::Field::author) {
    found.push_back({author_words(), false});
    return found;
  }
  // Group the positions that are glued together.
  const std::uint32_t positions = analysis_.positions();
  std::vector<bool> glued(positions + 1, false);
  std::vector<std::string_view> words(positions);
  std::vector<std::string_view> written(positions);
  for (const text::Token& token : analysis_.tokens()) {
    if (token.kind != text::TokenKind::word) continue;
    glued[token.position] = glued[token.position] || token.glued;
    words[token.position] = token.folded;
    written[token.position] = token.written;
  }
  std::vector<std::uint32_t> begins;  // of each unit
  for (std::uint32_t begin = 0; begin < positions;) {
    std::uint32_t end = begin + 1;
    while (end < positions && glued[end]) ++end;
    const std::span<const std::string_view> compound(words.data() + begin, end - begin);
    const auto kept = static_cast<std::uint32_t>(without_inverted_subject(compound));
    const bool stop = std::all_of(compound.begin(), compound.end(), text::is_stop_word) &&
                      (end - begin > 1 || !accents_count(words[begin], written[begin]));
    begins.push_back(begin);
    found.push_back({typed(begin, begin + kept, field), stop});
    PlanNode& node = found.back().node;
    if (!stop && begin > 0 && !node.slots.empty() && text::is_stop_word(words[begin - 1])) {
      node.slots.front().preceded_by = snapshot_.lexicon().find(words[begin - 1]);
    }
    begin = end;
  }
  begins.push_back(positions);
  if (as_typed != nullptr) add_as_typed(found, *as_typed);
  if (field == query::Field::any && dates_) say_periods(words, begins, found);
  if (field == query::Field::any) write_otherwise(text, begins, found);
  if (field == query::Field::any && options_.synonyms != nullptr) add_synonyms(words, written, begins, found);
  return found;
}

void QueryWords::add_as_typed(const std::vector<Unit>& units, std::vector<PlanNode>& as_typed) const {
  std::vector<const Slot*> slots;
  std::vector<const Slot*> all;
  std::size_t content = 0;
  for (const Unit& unit : units) {
    const bool words = unit.node.kind == Kind::slot || unit.node.kind == Kind::sequence;
    if (!words || (unit.node.slots.front().exact_form)) return;
    for (const Slot& slot : unit.node.slots) all.push_back(&slot);
    // An article or preposition in front is the reader's sentence, not the expression: « le marché de Noël ».
    if (slots.empty() && unit.stop_word && leads_in(unit.node.slots.front())) continue;
    if (!unit.stop_word && !is_date(unit.node.slots.front().folded)) ++content;
    for (const Slot& slot : unit.node.slots) slots.push_back(&slot);
  }
  while (!slots.empty() && is_date(slots.back()->folded)) slots.pop_back();
  // Nothing but small words, « à la une »: they are the expression, and all that there is.
  if (content == 0 && slots.size() < all.size()) slots = std::move(all);
  const bool has_date = content == 0 && std::any_of(slots.begin(), slots.end(),
                                                    [](const Slot* slot) { return is_date(slot->folded); });
  if (has_date || slots.size() < 2 || slots.size() > PlanLimits::kExpressionWords) return;
  PlanNode exact = leaf(Kind::sequence);
  exact.one_compound = true;
  PlanNode inflected = exact;
  for (const Slot* slot : slots) {
    exact.slots.push_back(*slot);
    exact.slots.back().family.clear();
    inflected.slots.push_back(exact.slots.back());
    exact.slots.back().inflected = false;
    exact.slots.back().words.clear();
    if (slot->exact != Lexicon::kNone) exact.slots.back().words.push_back(slot->exact);
  }
  as_typed.push_back(std::move(exact));
  as_typed.push_back(std::move(inflected));
}

// « la crue de juin 2018 »: each period becomes one unit, that its text or the article's date satisfies.
void QueryWords::say_periods(std::vector<std::string_view> words, std::vector<std::uint32_t>& begins,
                             std::vector<Unit>& units) const {
  const Columns& columns = snapshot_.columns();
  if (columns.dated() == 0) return;
  for (const text::Token& token : analysis_.tokens()) {
    // janv. is janvier.
    if (token.kind == text::TokenKind::alternate && month_named(token.folded) > 0)
      words[token.position] = token.folded;
  }
  const DayRange archive{columns.day(columns.dated() - 1), columns.day(0)};
  const auto node_of = [&](const SaidPeriod& period, std::vector<PlanNode> text) {
    PlanNode node = leaf(Kind::period);
    node.days_said = days_of(period, archive);
    node.by_date = options_.all_words;
    for (std::uint32_t i = period.begin; i < period.end; ++i) {
      if (i > period.begin) node.typed += ' ';
      node.typed += words[i];
    }
    node.dates = isos_of(period, archive);
    node.every_year = !period.year;
    node.children.push_back(
        combine(options_.all_words ? Kind::conjunction : Kind::disjunction, std::move(text)));
    return node;
  };
  const std::vector<SaidPeriod> periods = periods_said(words);
  // From the back, so that places stay true.
  for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
    const auto wider =
        query::widened(words, period->begin, period->end, period->year.has_value(), archive.second);
    if (wider && say_widened(begins, units, *period, *wider)) continue;
    const auto first = std::find(begins.begin(), begins.end(), period->begin);
    const auto last = std::find(begins.begin(), begins.end(), period->end);
    if (first == begins.end() || last == begins.end() || days_of(*period, archive).empty()) continue;
    const auto begin = units.begin() + (first - begins.begin());
    const auto end = units.begin() + (last - begins.begin());
    std::vector<PlanNode> text;
    for (auto unit = begin; unit != end; ++unit) text.push_back(std::move(unit->node));
    // A date in figures is one unit, and its year no part of it.
    if (period->year && period->month &&
        begins[static_cast<std::size_t>(last - begins.begin()) - 1] == period->end - 1) {
      SaidPeriod year = *period;
      year.begin = period->end - 1;
      year.month = year.day = std::nullopt;
      std::vector<PlanNode> written;
      written.push_back(std::move(text.back()));
      text.back() = node_of(year, std::move(written));
      text.back().typed.clear();  // said with the whole
    }
    *begin = {node_of(*period, std::move(text)), false};
    units.erase(begin + 1, end);
    begins.erase(first + 1, last);
  }
}

// « incendie fin 2018 », « forum été 2015 »: one unit as well. False where it has no unit or no day of the archive.
bool QueryWords::say_widened(std::vector<std::uint32_t>& begins, std::vector<Unit>& units,
                             const SaidPeriod& said, const query::WidenedPeriod& wider) const {
  const Columns& columns = snapshot_.columns();
  const DayRange archive{columns.day(columns.dated() - 1), columns.day(0)};
  const auto first = std::find(begins.begin(), begins.end(), wider.begin);
  const auto last = std::find(begins.begin(), begins.end(), said.end);
  if (first == begins.end() || last == begins.end()) return false;
  PlanNode node = leaf(Kind::period);
  if (wider.weekday) {
    node.days_said = days_of(said, archive);
    node.dates = isos_of(said, archive);
    node.every_year = !said.year;
  } else if (wider.range.each_year) {
    node.days_said = days_of(wider.range, archive);
    node.every_year = true;
  } else {
    for (const query::DateRange* range : {wider.other ? &*wider.other : nullptr, &wider.range}) {
      if (range == nullptr) continue;
      const DayRange days{range->first.value_or(archive.first), range->last.value_or(archive.second)};
      if (days.first <= archive.second && days.second >= archive.first && days.first <= days.second)
        node.days_said.push_back(days);
    }
  }
  if (node.days_said.empty()) return false;
  node.by_date = options_.all_words;
  for (const text::Token& token : analysis_.tokens()) {
    if (token.kind != text::TokenKind::word || token.position < wider.begin || token.position >= said.end)
      continue;
    if (!node.typed.empty()) node.typed += ' ';
    node.typed += token.written;
  }
  // In a text: side by side, or each word; the year may be that of the article's date.
  const auto begin = units.begin() + (first - begins.begin());
  const auto end = units.begin() + (last - begins.begin());
  const bool month_and_year = said.year && (said.month || !wider.as_one) && *(last - 1) == said.end - 1;
  std::vector<PlanNode> text;
  PlanNode side_by_side = leaf(Kind::sequence);
  for (auto unit = begin + (wider.weekday ? 1 : 0); unit != end - (month_and_year ? 1 : 0); ++unit) {
    const bool plain = unit->node.kind == Kind::slot || unit->node.kind == Kind::sequence;
    if (wider.as_one && plain) {
      side_by_side.slots.insert(side_by_side.slots.end(), unit->node.slots.begin(), unit->node.slots.end());
    } else if (!unit->stop_word) {
      text.push_back(std::move(unit->node));
    }
  }
  if (side_by_side.slots.size() > 1) text.push_back(std::move(side_by_side));
  if (month_and_year) {
    PlanNode year = leaf(Kind::period);
    year.days_said =
        days_of(SaidPeriod{said.end - 1, said.end, said.year, std::nullopt, std::nullopt}, archive);
    year.by_date = options_.all_words;
    year.children.push_back(std::move((end - 1)->node));
    text.push_back(std::move(year));
  }
  if (text.empty()) text.push_back(leaf(Kind::nothing));
  node.children.push_back(
      combine(options_.all_words ? Kind::conjunction : Kind::disjunction, std::move(text)));
  *begin = {std::move(node), false};
  units.erase(begin + 1, end);
  begins.erase(first + 1, last);
  return true;
}

void QueryWords::write_otherwise(std::string_view text, std::vector<std::uint32_t>& begins,
                                 std::vector<Unit>& units) const {
  const Lexicon& lexicon = snapshot_.lexicon();
  const ArchiveWords archive{[&](std::string_view folded) { return lexicon.find(folded) != Lexicon::kNone; },
                             [&](std::string_view folded) {
                               const WordId id = lexicon.find(folded);
                               return id != Lexicon::kNone && lexicon.is_mostly_capitalised(id);
                             }};
  const std::vector<OtherWriting> others = other_writings(text, analysis_, archive);
  // From the back, so that places stay true.
  for (auto other = others.rbegin(); other != others.rend(); ++other) {
    const auto first = std::find(begins.begin(), begins.end(), other->begin);
    const auto last = std::find(begins.begin(), begins.end(), other->end);
    if (first == begins.end() || last == begins.end()) continue;
    const auto begin = units.begin() + (first - begins.begin());
    const auto end = units.begin() + (last - begins.begin());
    std::string typed;
    for (const text::Token& token : analysis_.tokens()) {
      if (token.kind != text::TokenKind::word || token.position < other->begin ||
          token.position >= other->end)
        continue;
      if (!typed.empty()) typed += ' ';
      typed += token.written;
    }
    std::vector<PlanNode> either;
    for (const std::vector<std::string>& writing : other->writings) {
      PlanNode node = leaf(writing.size() == 1 ? Kind::slot : Kind::sequence);
      node.origin = Origin::split;
      node.instead_of = typed;
      for (const std::string& word : writing) {
        const bool is_last = &word == &writing.back();
        node.slots.push_back(part(word, query::Field::any, other->inflected && is_last));
      }
      const bool known = std::none_of(node.slots.begin(), node.slots.end(),
                                      [](const Slot& slot) { return slot.words.empty(); });
      if (known) either.push_back(std::move(node));
    }
    if (either.empty() && (!other->only_these || !options_.all_words)) continue;
    if (either.empty()) {  // no article has it
      either.push_back(leaf(Kind::slot));
      either.front().slots.push_back({});
      either.front().slots.front().folded = either.front().slots.front().written = typed;
    } else if (!other->only_these) {
      std::vector<PlanNode> apart;
      for (auto unit = begin; unit != end; ++unit) {
        if (!unit->stop_word || end - begin == 1) apart.push_back(std::move(unit->node));
      }
      if (!apart.empty()) {
        either.insert(either.begin(),
                      combine(options_.all_words ? Kind::conjunction : Kind::disjunction, std::move(apart)));
      }
    }
    *begin = {combine(Kind::disjunction, std::move(either)), false};
    units.erase(begin + 1, end);
    begins.erase(first + 1, last);
  }
}

bool QueryWords::accents_count(std::string_view folded, std::string_view written) const {
  if (!text::is_stop_word(folded) || text::is_stop_word(written)) return false;
  const Lexicon& lexicon = snapshot_.lexicon();
  const WordId word = lexicon.find(folded);
  const std::uint32_t articles = word == Lexicon::kNone ? 0 : lexicon.articles(word);
  return lexicon.articles_written(std::string(written)) >= articles / kAccentSlipOf;
}

PlanNode QueryWords::typed(std::uint32_t begin, std::uint32_t end, query::Field field) {
  PlanNode node = run(begin, end, field, true);
  if (node.kind != Kind::slot) {
    node.one_compound = true;
    return node;
  }
  Slot& slot = node.slots.front();
  // Only the general terms know accents (schema.h).
  if (field == query::Field::any && accents_count(slot.folded, slot.written)) {
    slot.exact_form = true;
    add_words(slot, snapshot_.lexicon().with_stem(text::stem_of_content_word(slot.folded)));
    std::erase_if(slot.words,
                  [&](WordId word) { return text::is_stop_word(snapshot_.lexicon().word(word)); });
    return node;
  }
  if (slot.words.empty()) return options_.splits ? two_words(std::move(node)) : std::move(node);
  if (!options_.fuzzy) return node;
  std::vector<PlanNode> either;
  PlanNode close = close_to(slot);
  either.push_back(std::move(node));
  if (!close.slots.front().words.empty()) either.push_back(std::move(close));
  return combine(Kind::disjunction, std::move(either));
}

PlanNode QueryWords::close_to(const Slot& slot) {
  PlanNode node = leaf(Kind::slot);
  node.field = slot.field;
  node.origin = Origin::close;
  node.instead_of = slot.written;
  Slot close;
  close.folded = close.written = slot.folded;
  close.field = slot.field;
  for (const CloseWord& word : speller_.close(slot.folded, kOneSlip, PlanLimits::kFuzzyWords)) {
    if (!std::binary_search(slot.words.begin(), slot.words.end(), word.word))
      close.words.push_back(word.word);
  }
  std::sort(close.words.begin(), close.words.end());
  node.share = std::min(1.0, rarity_of(slot) / std::max(rarity_of(close), kLeastRarity));
  node.slots.push_back(std::move(close));
  return node;
}

PlanNode QueryWords::two_words(PlanNode node) {
  const Slot& whole = node.slots.front();
  const Lexicon& lexicon = snapshot_.lexicon();
  std::vector<PlanNode> either;
  const std::string_view word = whole.folded;
  // A right word is no two; no numbers.
  if (!is_right_word(word) && may_be_slip(word)) {
    for (std::size_t at = kShortestPart; at + kShortestPart <= word.size() && splits_ < PlanLimits::kSplits;
         ++at) {
      const std::string_view first = word.substr(0, at);
      const std::string_view second = word.substr(at);
      if (text::is_stop_word(first) || text::is_stop_word(second)) continue;
      if (lexicon.find(first) == Lexicon::kNone) continue;
      PlanNode parts = leaf(Kind::sequence);
      parts.field = whole.field;
      parts.origin = Origin::split;
      parts.instead_of = whole.written;
      parts.slots = {part(first, whole.field, false), part(second, whole.field, true)};
      if (parts.slots.back().words.empty()) continue;
      parts.meant = lexicon.display(lexicon.find(first)) + " " + std::string(second);
      either.push_back(std::move(parts));
      ++splits_;
    }
  }
  if (either.empty()) return node;
  return combine(Kind::disjunction, std::move(either));
}

Slot QueryWords::part(std::string_view folded, query::Field field, bool inflected) const {
  Slot slot;
  slot.folded = slot.written = folded;
  slot.field = field;
  slot.inflected = inflected;
  slot.exact = snapshot_.lexicon().find(folded);
  if (slot.exact != Lexicon::kNone) slot.words.push_back(slot.exact);
  if (inflected) {
    add_words(slot, snapshot_.lexicon().inflexions(folded));
    // "lee" has the stem of "le": no stop word is half of a word.
    std::erase_if(slot.words, [&](WordId w) { return text::is_stop_word(snapshot_.lexicon().word(w)); });
  }
  return slot;
}

void QueryWords::add_synonyms(const std::vector<std::string_view>& words,
                              const std::vector<std::string_view>& written,
                              const std::vector<std::uint32_t>& begins, std::vector<Unit>& units) {
  struct Expansion {
    std::size_t first, last;  // units, the last one excluded
    std::vector<const Synonyms::Form*> alternatives;
    std::string instead_of;
  };
  std::vector<Expansion> expansions;
  std::size_t taken = 0;
  for (std::size_t first = 0; first < units.size();) {
    const auto found = options_.synonyms->find(std::span(words).subspan(begins[first]));
    const auto end = std::find(begins.begin(), begins.end(), begins[first] + found.words);
    if (found.words == 0 || end == begins.end() || taken == PlanLimits::kSynonyms) {
      ++first;
      continue;
    }
    const auto last = static_cast<std::size_t>(end - begins.begin());
    std::string instead_of;
    for (std::size_t i = begins[first]; i < begins[last]; ++i) {
      if (!instead_of.empty()) instead_of += ' ';
      instead_of += written[i];
    }
    taken += found.alternatives.size();
    expansions.push_back({first, last, found.alternatives, std::move(instead_of)});
    first = last;
  }
  // analysis_ is needed no more. From the back, so that places stay true.
  for (auto expansion = expansions.rbegin(); expansion != expansions.rend(); ++expansion) {
    const auto begin = units.begin() + static_cast<std::ptrdiff_t>(expansion->first);
    const auto end = units.begin() + static_cast<std::ptrdiff_t>(expansion->last);
    std::vector<PlanNode> required;
    for (auto unit = begin; unit != end; ++unit) {
      if (!unit->stop_word || expansion->last - expansion->first == 1)
        required.push_back(std::move(unit->node));
    }
    PlanNode typed = required.empty() ? leaf(Kind::nothing)
                                      : combine(options_.all_words ? Kind::conjunction : Kind::disjunction,
                                                std::move(required));
    double typed_rarity = 0;
    for (const PlanNode* typed_leaf : positive_leaves(typed)) typed_rarity += rarity_of(*typed_leaf);
    std::vector<PlanNode> either;
    either.push_back(std::move(typed));
    for (const Synonyms::Form* form : expansion->alternatives) {
      PlanNode synonym = expression(form->written);
      synonym.origin = Origin::synonym;
      synonym.instead_of = expansion->instead_of;
      synonym.meant = form->written;
      if (typed_rarity > 0) {
        synonym.share = std::min(1.0, typed_rarity / std::max(rarity_of(synonym), kLeastRarity));
      }
      either.push_back(std::move(synonym));
    }
    *begin = {combine(Kind::disjunction, std::move(either)), false};
    units.erase(begin + 1, end);
  }
}

PlanNode QueryWords::expression(const std::string& text) {
  analyzer_.analyze(text, analysis_);
  return run(0, analysis_.positions(), query::Field::any, true);
}

double QueryWords::rarity_of(const PlanNode& node) const {
  double sum = 0;
  for (const Slot& slot : node.slots) sum += rarity_of(slot);
  return sum;
}
double QueryWords::rarity_of(const Slot& slot) const {
  double articles = 0;
  for (const WordId word : slot.words) articles += snapshot_.lexicon().articles(word);
  return articles == 0 ? 0 : rarity(articles, snapshot_.columns().size());
}

PlanNode QueryWords::run(std::uint32_t begin, std::uint32_t end, query::Field field, bool inflected) {
  PlanNode node = leaf(end - begin == 1 ? Kind::slot : Kind::sequence);
  node.field = field;
  node.slots.resize(end - begin);
  for (const text::Token& token : analysis_.tokens()) {
    if (token.position < begin || token.position >= end) continue;
    const std::uint32_t last = token.position + token.span;
    if (token.span > 1) {
      if (token.position == begin && last == end) node.compounds.push_back(slot_of(token, field, inflected));
      continue;
    }
    Slot& slot = node.slots[token.position - begin];
    if (slot.folded.empty()) {
      slot = slot_of(token, field, inflected);
    } else {
      merge_words(slot, slot_of(token, field, inflected));
    }
  }
  return node;
}

Slot QueryWords::slot_of(const text::Token& token, query::Field field, bool inflected) const {
  const Lexicon& lexicon = snapshot_.lexicon();
  Slot slot;
  slot.folded = token.folded;
  slot.written = token.written;
  slot.letter_case = token.letter_case;
  slot.field = field;
  slot.inflected = inflected;
  slot.exact = lexicon.find(slot.folded);
  if (slot.exact != Lexicon::kNone) slot.words.push_back(slot.exact);
  if (inflected) {
    add_words(slot, lexicon.inflexions(slot.folded, slot.letter_case != text::Case::lower));
    if (!options_.all_words) slot.family = lexicon.family(slot.folded, slot.words, PlanLimits::kFamilyWords);
  }
  return slot;
}

void QueryWords::add_words(Slot& slot, const std::vector<WordId>& words) {
  slot.words.insert(slot.words.end(), words.begin(), words.end());
  std::sort(slot.words.begin(), slot.words.end());
  slot.words.erase(std::unique(slot.words.begin(), slot.words.end()), slot.words.end());
}

PlanNode QueryWords::author_words() const {
  std::vector<PlanNode> words;
  for (const text::Token& token : analysis_.tokens()) {
    if (token.kind != text::TokenKind::word) continue;
    PlanNode node = leaf(Kind::slot);
    node.field = query::Field::author;
    node.slots.push_back(slot_of(token, query::Field::author, false));
    words.push_back(std::move(node));
  }
  return combine(Kind::conjunction, std::move(words));
}

}  // namespace fonds::search
