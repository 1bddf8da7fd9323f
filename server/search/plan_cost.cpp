#include "server/search/plan_cost.h"

#include <algorithm>
#include <set>

namespace fonds::search {

namespace {

using Kind = PlanNode::Kind;

std::uint64_t articles_of(const Slot& slot, const Snapshot& snapshot) {
  std::uint64_t articles = 0;
  for (const WordId word : slot.words) articles += snapshot.lexicon().articles(word);
  return std::min<std::uint64_t>(articles, snapshot.columns().size());
}

void collect_dear(const PlanNode& node, std::vector<const PlanNode*>& leaves) {
  if (node.kind == Kind::sequence || node.kind == Kind::prefix) leaves.push_back(&node);
  for (const PlanNode& child : node.children) collect_dear(child, leaves);
}

// Without the nodes in `out`, and without those that have no operand left. False where nothing is left of `node`.
bool prune(PlanNode& node, const std::set<const PlanNode*>& out) {
  if (out.contains(&node)) return false;
  if (node.children.empty()) return true;
  std::vector<PlanNode> left;
  for (PlanNode& child : node.children) {
    if (prune(child, out)) left.push_back(std::move(child));
  }
  node.children = std::move(left);
  return !node.children.empty();
}

}  // namespace

std::uint64_t looked_into(const PlanNode& leaf, const Snapshot& snapshot) {
  if (leaf.kind == Kind::prefix) {
    const auto [begin, end] = snapshot.lexicon().with_prefix(leaf.prefix);
    std::uint64_t articles = 0;
    for (WordId word = begin; word < end; ++word) articles += snapshot.lexicon().articles(word);
    return std::min<std::uint64_t>(articles, snapshot.columns().size());
  }
  if (leaf.kind != Kind::sequence) return 0;
  std::uint64_t fewest = snapshot.columns().size();
  for (const Slot& slot : leaf.slots) fewest = std::min(fewest, articles_of(slot, snapshot));
  return fewest;
}

std::vector<std::string> leave_out_dearest(PlanNode& root, std::uint64_t most, const Snapshot& snapshot) {
  std::vector<const PlanNode*> leaves;
  collect_dear(root, leaves);
  struct Dear {
    const PlanNode* leaf;
    std::uint64_t articles;
  };
  std::vector<Dear> order;
  std::uint64_t sum = 0;
  std::set<std::string> counted;  // the same once more is not looked for again
  for (const PlanNode* leaf : leaves) {
    const std::string name = std::to_string(static_cast<int>(leaf->field)) + words_of(*leaf);
    order.push_back({leaf, counted.insert(name).second ? looked_into(*leaf, snapshot) : 0});
    sum += order.back().articles;
  }
  if (sum <= most) return {};
  std::stable_sort(order.begin(), order.end(),
                   [](const Dear& a, const Dear& b) { return a.articles > b.articles; });
  std::set<const PlanNode*> out;
  std::vector<std::string> typed;
  for (std::size_t i = 0; i + 1 < order.size() && sum > most; ++i) {
    sum -= order[i].articles;
    out.insert(order[i].leaf);
    typed.push_back(words_of(*order[i].leaf));
  }
  if (!prune(root, out)) root.kind = Kind::everything;
  return typed;
}

}  // namespace fonds::search
