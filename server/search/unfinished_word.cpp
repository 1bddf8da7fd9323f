#include "server/search/unfinished_word.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

constexpr std::size_t kLongestElided = 3;    // qu'
constexpr std::size_t kLettersOfPrefix = 2;  // as the query language asks of a star

std::vector<query::NodePtr>* children_of(query::Node& node) {
  if (auto* bag = std::get_if<query::Bag>(&node.value)) return &bag->children;
  if (auto* all = std::get_if<query::And>(&node.value)) return &all->children;
  if (auto* any = std::get_if<query::Or>(&node.value)) return &any->children;
  return nullptr;
}

query::NodePtr node_of(auto value, const query::Node& place) {
  auto node = std::make_unique<query::Node>();
  node->value = std::move(value);
  node->begin = place.begin;
  node->end = place.end;
  return node;
}

// What stands behind the last apostrophe or hyphen.
std::string_view last_part(std::string_view folded) {
  const auto cut = folded.find_last_of("'-");
  return cut == std::string_view::npos ? folded : folded.substr(cut + 1);
}

query::NodePtr unfinished(query::NodePtr word_node, const Lexicon& lexicon) {
  const auto word = std::get<query::Word>(word_node->value);
  const std::string folded = text::fold(word.text);
  auto prefix = node_of(query::Prefix{word.text, word.field}, *word_node);
  const bool compound = last_part(folded).size() != folded.size();
  if (compound || lexicon.inflexions(folded).empty()) return prefix;
  query::Or either;
  const query::Node place{query::Word{}, word_node->begin, word_node->end};
  either.children.push_back(std::move(word_node));
  either.children.push_back(std::move(prefix));
  return node_of(std::move(either), place);
}

}  // namespace

void leave_unfinished(query::NodePtr& root, std::string_view q, const Lexicon& lexicon) {
  if (root == nullptr) return;
  query::NodePtr* last = &root;
  query::NodePtr* parent = nullptr;
  while (auto* children = children_of(**last)) {
    parent = last;
    last = &children->back();
  }
  auto* word = std::get_if<query::Word>(&(*last)->value);
  if (word == nullptr) return;
  // notre-, aujourd': what comes behind belongs to the word.
  const std::string_view behind = q.substr(std::min<std::size_t>((*last)->end, q.size()));
  const std::string sign = text::fold(behind);
  if (!sign.empty() && sign != "-" && sign != "'") return;
  word->text += behind;
  const std::string folded = text::fold(word->text);
  const std::size_t letters = last_part(folded).size();
  // Behind tram- a single letter stands for few words. Behind l' something is to come yet.
  const bool only_elided = letters == 0 && folded.ends_with('\'') && folded.size() <= kLongestElided;
  if (!only_elided && (letters >= kLettersOfPrefix || letters < folded.size())) {
    *last = unfinished(std::move(*last), lexicon);
    return;
  }
  if (parent == nullptr) {
    if (only_elided) root = nullptr;
    return;
  }
  if (!std::holds_alternative<query::Bag>((*parent)->value)) return;
  auto& children = *children_of(**parent);
  children.pop_back();
  if (children.size() > 1) return;
  query::NodePtr only = std::move(children.front());
  *parent = std::move(only);
}

}  // namespace fonds::search
