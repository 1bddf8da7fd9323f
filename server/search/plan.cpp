#include "server/search/plan.h"

#include <algorithm>

#include "indexer/text/folding.h"
#include "server/search/label_words.h"
#include "server/search/plan_cost.h"
#include "server/search/query_words.h"
#include "server/search/snapshot.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;
using Unit = QueryWords::Unit;

// Operands of which nothing can be searched are nullopt, and do not count: "école OU 🚲" is "école".
using Planned = std::optional<PlanNode>;

class Planner {
 public:
  Planner(const Snapshot& snapshot, text::Analyzer& analyzer, Speller& speller, const PlanOptions& options)
      : snapshot_(snapshot), options_(options), words_(snapshot, analyzer, speller, options) {}

  Planned build(const query::Node& node) {
    check(options_.deadline);
    return std::visit([this](const auto& value) { return build(value); }, node.value);
  }

  std::vector<std::string> unsearchable;

 private:
  Planned build(const query::Word& word) {
    if (word.field == query::Field::dossier || word.field == query::Field::person) {
      return facet_values(word.text, word.field);
    }
    Planned planned = require(words_.units(word.text, word.field));
    if (!planned) unsearchable.push_back(word.text);
    return planned;
  }

  Planned build(const query::Phrase& phrase) {
    if (phrase.field == query::Field::dossier || phrase.field == query::Field::person) {
      return facet_values(phrase.text, phrase.field);
    }
    PlanNode node = words_.phrase(phrase.text, phrase.field);
    if (node.kind != Kind::everything) return node;
    unsearchable.push_back(phrase.text);
    return std::nullopt;
  }

  Planned build(const query::Prefix& prefix) {
    std::string folded = text::fold(prefix.text);
    if (prefix.field == query::Field::dossier || prefix.field == query::Field::person) {
      PlanNode node = leaf(Kind::values);
      node.facet = facet_of(prefix.field);
      std::vector<std::string_view> words = label_words(folded);
      if (words.empty()) return node;
      const std::string_view beginning = words.back();
      words.pop_back();
      node.ordinals = snapshot_.columns().facet(node.facet).matching(words, {beginning});
      return node;
    }
    drop_elisions(folded, prefix.field);
    if (folded.empty()) return std::nullopt;
    if (folded.find('-') != std::string::npos) return compound_beginning(folded, prefix.field);
    PlanNode node = leaf(Kind::prefix);
    node.prefix = folded;
    node.field = prefix.field;
    return node;
  }

  // l'écol*: what is elided is nothing to search. Of aujourd'h* the apostrophe is no border, as in the index.
  void drop_elisions(std::string& folded, query::Field field) {
    for (auto at = folded.find('\''); at != std::string::npos; at = folded.find('\'')) {
      // The analysis knows: an elided word leaves only the next.
      const std::vector<Unit> units = words_.units(folded.substr(0, at) + "'eau", field);
      const bool elided = units.size() == 1 && units.front().node.slots.size() == 1;
      folded.erase(elided ? 0 : at, elided ? at + 1 : 1);
    }
  }

  // notre-d*: the words of the archive that stand behind notre- in a compound, or are one word with it.
  Planned compound_beginning(const std::string& folded, query::Field field) {
    const std::size_t cut = folded.rfind('-');
    PlanNode node = words_.phrase(folded.substr(0, cut), field);
    if (node.kind != Kind::slot && node.kind != Kind::sequence) return std::nullopt;
    node.kind = Kind::sequence;
    node.compounds.clear();
    std::string joined = folded;
    std::erase_if(joined, [](char c) { return c == '-'; });
    const std::string beginning = folded.substr(cut + 1);
    const std::size_t before = joined.size() - beginning.size();
    const Lexicon& lexicon = snapshot_.lexicon();
    Slot compound, last;
    compound.folded = joined;
    last.folded = beginning.empty() ? joined : beginning;
    compound.field = last.field = field;
    const auto [begin, end] = lexicon.with_prefix(joined);
    for (WordId word = begin; word < end && compound.words.size() < PlanLimits::kCompoundWords; ++word) {
      const std::string_view behind = lexicon.word(word).substr(before);
      if (behind.empty()) continue;
      compound.words.push_back(word);
      if (const WordId part = lexicon.find(behind); part != Lexicon::kNone) last.words.push_back(part);
    }
    if (compound.words.empty()) {
      if (beginning.empty()) return std::nullopt;
      last.words = lexicon.most_frequent(beginning, PlanLimits::kRankedPrefixWords);
    } else {
      node.compounds.push_back(std::move(compound));
    }
    std::sort(last.words.begin(), last.words.end());
    last.words.erase(std::unique(last.words.begin(), last.words.end()), last.words.end());
    node.slots.push_back(std::move(last));
    return node;
  }

  Planned build(const query::DateRange& range) {
    if (range.each_year) return each_year(range);
    PlanNode node = leaf(Kind::days);
    node.first = range.first;
    node.last = range.last;
    return node;
  }

  PlanNode each_year(const query::DateRange& range) {
    const Columns& columns = snapshot_.columns();
    PlanNode node = leaf(Kind::period);
    node.children.push_back(leaf(Kind::nothing));
    node.by_date = node.every_year = true;
    node.typed = range.text;
    if (columns.dated() == 0) return node;
    const DayRange archive{columns.day(columns.dated() - 1), columns.day(0)};
    if (range.each_year->month == 0) {  // Noël, fin mai: no values of the date facet
      node.days_said = days_of(range, archive);
      return node;
    }
    const SaidPeriod period{0, 0, std::nullopt, range.each_year->month, range.each_year->day};
    node.days_said = days_of(period, archive);
    node.dates = isos_of(period, archive);
    return node;
  }

  Planned build(const query::And& all) { return combined(Kind::conjunction, all.children); }
  Planned build(const query::Or& any) { return combined(Kind::disjunction, any.children); }

  Planned build(const query::Not& negation) {
    // What is excluded is what an article says, not what it does not say.
    const bool dates = words_.set_dates(false);
    Planned child = build(*negation.child);
    words_.set_dates(dates);
    if (!child) return child;
    PlanNode node = leaf(Kind::negation);
    node.children.push_back(*std::move(child));
    return node;
  }

  Planned combined(Kind kind, const std::vector<query::NodePtr>& operands) {
    std::vector<PlanNode> children;
    for (const auto& operand : operands) {
      if (Planned child = build(*operand)) children.push_back(*std::move(child));
    }
    if (children.empty()) return std::nullopt;
    return combine(kind, std::move(children));
  }

  // Words side by side. Plain words next to each other are analysed as one text, as they would be in an
  // article, so that "100 000 codeurs" or "15 h 30" mean the same in both.
  Planned build(const query::Bag& bag) {
    std::vector<Unit> positive;
    std::vector<PlanNode> restrictions;
    std::string words;
    std::vector<PlanNode> as_typed;
    const auto flush = [&] {
      if (words.empty()) return;
      std::vector<Unit> units = words_.units(words, query::Field::any, &as_typed);
      if (units.empty()) unsearchable.push_back(words);
      for (Unit& unit : units) positive.push_back(std::move(unit));
      words.clear();
    };
    for (const auto& child : bag.children) {
      const auto* word = std::get_if<query::Word>(&child->value);
      if (word != nullptr && word->field == query::Field::any) {
        if (!words.empty()) words += ' ';
        words += word->text;
        continue;
      }
      flush();
      Planned planned = build(*child);
      if (!planned) continue;
      if (std::holds_alternative<query::Not>(child->value) ||
          std::holds_alternative<query::DateRange>(child->value)) {
        restrictions.push_back(*std::move(planned));
      } else {
        positive.push_back({*std::move(planned), false});
      }
    }
    flush();
    if (Planned required = require(std::move(positive))) {
      required->as_typed = std::move(as_typed);
      restrictions.push_back(*std::move(required));
    }
    if (restrictions.empty()) return std::nullopt;
    return combine(Kind::conjunction, std::move(restrictions));
  }

  // All of the units (or any of them); stop words only where there is nothing else.
  Planned require(std::vector<Unit> units) {
    std::vector<PlanNode> wanted;
    for (Unit& unit : units) {
      if (!unit.stop_word) wanted.push_back(std::move(unit.node));
    }
    if (wanted.empty()) {
      for (Unit& unit : units) wanted.push_back(std::move(unit.node));
    }
    if (wanted.empty()) return std::nullopt;
    return combine(options_.all_words ? Kind::conjunction : Kind::disjunction, std::move(wanted));
  }

  static index::FacetKind facet_of(query::Field field) {
    return field == query::Field::dossier ? index::FacetKind::dossier : index::FacetKind::person;
  }

  // dossier: and personne: name values of the facet by any words of their label, or by the slug.
  PlanNode facet_values(const std::string& text, query::Field field) {
    PlanNode node = leaf(Kind::values);
    node.facet = facet_of(field);
    const FacetColumn& facet = snapshot_.columns().facet(node.facet);
    const std::string folded = text::fold(text);
    const std::vector<std::string_view> words = label_words(folded);
    if (!words.empty()) node.ordinals = facet.matching(words, {});
    if (const auto by_slug = facet.find(text); by_slug < facet.size()) node.ordinals.push_back(by_slug);
    return node;
  }

  const Snapshot& snapshot_;
  const PlanOptions& options_;
  QueryWords words_;
};

void collect_positive(const PlanNode& node, std::vector<const PlanNode*>& leaves) {
  switch (node.kind) {
    case Kind::slot:
    case Kind::sequence:
    case Kind::prefix:
      leaves.push_back(&node);
      break;
    case Kind::conjunction:
    case Kind::disjunction:
    case Kind::period:
      for (const PlanNode& child : node.children) collect_positive(child, leaves);
      break;
    default:
      break;
  }
}

// Calls found(node) for each node that is not below a negation, in the order of the query.
template <typename Found>
void for_each_positive(const PlanNode& node, const Found& found) {
  if (node.kind == Kind::negation) return;
  found(node);
  for (const PlanNode& child : node.children) for_each_positive(child, found);
}

}  // namespace

Plan plan(const query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer, Speller& speller,
          const PlanOptions& options) {
  Plan plan;
  plan.root = leaf(Kind::everything);
  if (root == nullptr) return plan;
  Planner planner(snapshot, analyzer, speller, options);
  Planned planned = planner.build(*root);
  plan.unsearchable = std::move(planner.unsearchable);
  plan.nothing_to_search = !planned;
  if (planned) plan.root = *std::move(planned);
  if (options.looked_into > 0) plan.left_out = leave_out_dearest(plan.root, options.looked_into, snapshot);
  return plan;
}

std::string words_of(const PlanNode& leaf) {
  if (!leaf.instead_of.empty()) return leaf.instead_of;
  if (leaf.kind == Kind::prefix) return leaf.prefix + "*";
  std::string words;
  for (const Slot& slot : leaf.slots) {
    if (!words.empty()) words += ' ';
    words += slot.written;
  }
  return words;
}

std::vector<const PlanNode*> positive_periods(const PlanNode& root) {
  std::vector<const PlanNode*> periods;
  for_each_positive(root, [&](const PlanNode& node) {
    if (node.kind == Kind::period) periods.push_back(&node);
  });
  return periods;
}

std::vector<const PlanNode*> expressions_typed(const PlanNode& root) {
  std::vector<const PlanNode*> expressions;
  for_each_positive(root, [&](const PlanNode& node) {
    for (const PlanNode& expression : node.as_typed) expressions.push_back(&expression);
  });
  return expressions;
}

std::vector<const PlanNode*> positive_leaves(const PlanNode& root) {
  std::vector<const PlanNode*> leaves;
  collect_positive(root, leaves);
  return leaves;
}

}  // namespace fonds::search
