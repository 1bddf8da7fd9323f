#include "server/search/plan.h"

#include <algorithm>

#include "indexer/text/folding.h"
#include "server/search/query_words.h"
#include "server/search/snapshot.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;
using Unit = QueryWords::Unit;

class Planner {
 public:
  Planner(const Snapshot& snapshot, text::Analyzer& analyzer, const PlanOptions& options)
      : snapshot_(snapshot), options_(options), words_(snapshot, analyzer, options) {}

  PlanNode build(const query::Node& node) {
    return std::visit([this](const auto& value) { return build(value); }, node.value);
  }

 private:
  PlanNode build(const query::Word& word) {
    if (word.field == query::Field::dossier || word.field == query::Field::person) {
      return facet_values(word.text, word.field);
    }
    return require(words_.units(word.text, word.field));
  }

  PlanNode build(const query::Phrase& phrase) {
    if (phrase.field == query::Field::dossier || phrase.field == query::Field::person) {
      return facet_values(phrase.text, phrase.field);
    }
    return words_.phrase(phrase.text, phrase.field);
  }

  PlanNode build(const query::Prefix& prefix) {
    std::string folded = text::fold(prefix.text);
    if (prefix.field == query::Field::dossier || prefix.field == query::Field::person) {
      PlanNode node = leaf(Kind::values);
      node.facet = facet_of(prefix.field);
      node.ordinals = snapshot_.columns().facet(node.facet).matching({folded}, true);
      return node;
    }
    // l'écol* and sous-préf*: what stands before the last apostrophe or hyphen are words of their own.
    std::vector<PlanNode> parts;
    if (const auto cut = folded.find_last_of("'-"); cut != std::string::npos && cut + 1 < folded.size()) {
      for (Unit& unit : words_.units(folded.substr(0, cut + 1), prefix.field)) {
        if (!unit.stop_word) parts.push_back(std::move(unit.node));
      }
      folded.erase(0, cut + 1);
    }
    PlanNode node = leaf(Kind::prefix);
    node.prefix = folded;
    node.field = prefix.field;
    parts.push_back(std::move(node));
    return combine(Kind::conjunction, std::move(parts));
  }

  PlanNode build(const query::DateRange& range) {
    PlanNode node = leaf(Kind::days);
    node.first = range.first;
    node.last = range.last;
    return node;
  }

  PlanNode build(const query::And& all) {
    std::vector<PlanNode> children;
    for (const auto& child : all.children) children.push_back(build(*child));
    return combine(Kind::conjunction, std::move(children));
  }

  PlanNode build(const query::Or& any) {
    std::vector<PlanNode> children;
    for (const auto& child : any.children) children.push_back(build(*child));
    return combine(Kind::disjunction, std::move(children));
  }

  PlanNode build(const query::Not& negation) {
    PlanNode node = leaf(Kind::negation);
    node.children.push_back(build(*negation.child));
    return node;
  }

  // Words side by side. Plain words next to each other are analysed as one text, as they would be in an
  // article, so that "100 000 codeurs" or "15 h 30" mean the same in both.
  PlanNode build(const query::Bag& bag) {
    std::vector<Unit> positive;
    std::vector<PlanNode> restrictions;
    std::string words;
    const auto flush = [&] {
      if (words.empty()) return;
      for (Unit& unit : words_.units(words, query::Field::any)) positive.push_back(std::move(unit));
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
      if (std::holds_alternative<query::Not>(child->value) ||
          std::holds_alternative<query::DateRange>(child->value)) {
        restrictions.push_back(build(*child));
      } else {
        positive.push_back({build(*child), false});
      }
    }
    flush();
    if (!positive.empty()) restrictions.push_back(require(std::move(positive)));
    return combine(Kind::conjunction, std::move(restrictions));
  }

  // All of the units (or any of them); stop words only where there is nothing else.
  PlanNode require(std::vector<Unit> units) {
    std::vector<PlanNode> wanted;
    for (Unit& unit : units) {
      if (!unit.stop_word) wanted.push_back(std::move(unit.node));
    }
    if (wanted.empty()) {
      for (Unit& unit : units) wanted.push_back(std::move(unit.node));
    }
    if (wanted.empty()) return leaf(Kind::everything);
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
    std::vector<std::string> words;
    std::string word;
    for (const char c : text::fold(text) + " ") {
      const auto u = static_cast<unsigned char>(c);
      if (u >= 0x80 || (u >= '0' && u <= '9') || (u >= 'a' && u <= 'z')) {
        word += c;
      } else if (!word.empty()) {
        words.push_back(std::move(word));
        word.clear();
      }
    }
    if (!words.empty()) node.ordinals = facet.matching(words, false);
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
      for (const PlanNode& child : node.children) collect_positive(child, leaves);
      break;
    default:
      break;
  }
}

}  // namespace

PlanNode plan(const query::Node* root, const Snapshot& snapshot, text::Analyzer& analyzer,
              const PlanOptions& options) {
  if (root == nullptr) return leaf(Kind::everything);
  return Planner(snapshot, analyzer, options).build(*root);
}

std::vector<const PlanNode*> positive_leaves(const PlanNode& root) {
  std::vector<const PlanNode*> leaves;
  collect_positive(root, leaves);
  return leaves;
}

}  // namespace fonds::search
