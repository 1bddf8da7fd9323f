#include "server/search/plan.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"
#include "server/search/inversion.h"
#include "server/search/snapshot.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

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

class Planner {
 public:
  Planner(const Snapshot& snapshot, text::Analyzer& analyzer, const PlanOptions& options)
      : snapshot_(snapshot), analyzer_(analyzer), options_(options) {}

  PlanNode build(const query::Node& node) {
    return std::visit([this](const auto& value) { return build(value); }, node.value);
  }

 private:
  // A piece of text that was analysed: its parts, and whether they are only words that carry no meaning.
  struct Unit {
    PlanNode node;
    bool stop_word = false;
  };

  PlanNode build(const query::Word& word) {
    if (word.field == query::Field::dossier || word.field == query::Field::person) {
      return facet_values(word.text, word.field);
    }
    return require(units(word.text, word.field));
  }

  PlanNode build(const query::Phrase& phrase) {
    if (phrase.field == query::Field::dossier || phrase.field == query::Field::person) {
      return facet_values(phrase.text, phrase.field);
    }
    analyzer_.analyze(phrase.text, analysis_);
    const std::vector<text::Token>& tokens = analysis_.tokens();
    if (tokens.empty()) return leaf(Kind::everything);
    if (phrase.field == query::Field::author) return author_words();
    return run(0, analysis_.positions(), phrase.field, false);
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
      for (Unit& unit : units(folded.substr(0, cut + 1), prefix.field)) {
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
      for (Unit& unit : units(words, query::Field::any)) positive.push_back(std::move(unit));
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

  std::vector<Unit> units(const std::string& text, query::Field field) {
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
    for (const text::Token& token : analysis_.tokens()) {
      if (token.kind != text::TokenKind::word) continue;
      glued[token.position] = glued[token.position] || token.glued;
      words[token.position] = token.folded;
    }
    for (std::uint32_t begin = 0; begin < positions;) {
      std::uint32_t end = begin + 1;
      while (end < positions && glued[end]) ++end;
      const std::span<const std::string_view> compound(words.data() + begin, end - begin);
      const auto kept = static_cast<std::uint32_t>(without_inverted_subject(compound));
      const bool stop = std::all_of(compound.begin(), compound.end(), text::is_stop_word);
      found.push_back({run(begin, begin + kept, field, true), stop});
      begin = end;
    }
    return found;
  }

  // The tokens at positions [begin, end) of analysis_, as one slot or a sequence.
  PlanNode run(std::uint32_t begin, std::uint32_t end, query::Field field, bool inflected) {
    PlanNode node = leaf(end - begin == 1 ? Kind::slot : Kind::sequence);
    node.field = field;
    node.slots.resize(end - begin);
    for (const text::Token& token : analysis_.tokens()) {
      if (token.position < begin || token.position >= end) continue;
      const std::uint32_t last = token.position + token.span;
      if (token.span > 1) {
        if (token.position == begin && last == end)
          node.compounds.push_back(slot_of(token, field, inflected));
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

  Slot slot_of(const text::Token& token, query::Field field, bool inflected) const {
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
      add_words(slot, lexicon.inflexions(slot.folded));
      if (options_.fuzzy) {
        std::vector<WordId> close;
        for (const CloseWord& word : close_words(slot.folded, lexicon, kOneSlip, PlanLimits::kFuzzyWords))
          close.push_back(word.word);
        add_words(slot, close);
      }
    }
    return slot;
  }

  static void merge_words(Slot& into, const Slot& other) { add_words(into, other.words); }
  static void add_words(Slot& slot, const std::vector<WordId>& words) {
    slot.words.insert(slot.words.end(), words.begin(), words.end());
    std::sort(slot.words.begin(), slot.words.end());
    slot.words.erase(std::unique(slot.words.begin(), slot.words.end()), slot.words.end());
  }

  // All words of analysis_ in the author's name; names are not inflected.
  PlanNode author_words() const {
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
  text::Analyzer& analyzer_;
  const PlanOptions& options_;
  text::Analysis analysis_;
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
