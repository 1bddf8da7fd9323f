// Printing and comparing syntax trees.
#include <algorithm>
#include <utility>

#include "server/query/parser.h"
#include "server/query/scanning.h"
#include "server/query/vocabulary.h"

namespace fonds::query {
namespace {

template <typename T>
bool is(const Node& node) {
  return std::holds_alternative<T>(node.value);
}

bool is_leaf(const Node& node) {
  return !is<Bag>(node) && !is<And>(node) && !is<Or>(node) && !is<Not>(node);
}

// One member function a level of the grammar, loosest first; each puts parentheses around what binds more
// loosely.
class Printer {
 public:
  std::string run(const Node& root) {
    either(root);
    return std::move(out_);
  }

 private:
  void either(const Node& node) {
    if (!is<Or>(node)) return both(node);
    bool first = true;
    for (const NodePtr& child : std::get<Or>(node.value).children) {
      if (!std::exchange(first, false)) out_ += " OU ";
      both(*child);
    }
  }

  void both(const Node& node) {
    if (!is<And>(node)) return except(node);
    bool first = true;
    for (const NodePtr& child : std::get<And>(node.value).children) {
      const bool begins = std::exchange(first, false);
      if (!begins && is<Not>(*child)) {
        out_ += " SAUF ";
        side_by_side(*std::get<Not>(child->value).child);
      } else {
        if (!begins) out_ += " ET ";
        except(*child);
      }
    }
  }

  void except(const Node& node) {
    if (is<Not>(node) && is<Bag>(*std::get<Not>(node.value).child)) {
      out_ += "SAUF ";
      side_by_side(*std::get<Not>(node.value).child);
    } else {
      side_by_side(node);
    }
  }

  void side_by_side(const Node& node) {
    if (!is<Bag>(node)) return item(node);
    bool first = true;
    for (const NodePtr& child : std::get<Bag>(node.value).children) {
      if (!std::exchange(first, false)) out_ += ' ';
      item(*child);
    }
  }

  void item(const Node& node) {
    if (const auto* negation = std::get_if<Not>(&node.value)) {
      out_ += '-';
      is<Not>(*negation->child) ? parenthesised(*negation->child) : item(*negation->child);
    } else if (is_leaf(node)) {
      std::visit([this](const auto& value) { leaf(value); }, node.value);
    } else {
      parenthesised(node);
    }
  }

  void parenthesised(const Node& node) {
    out_ += '(';
    either(node);
    out_ += ')';
  }

  void field(Field of) {
    if (of != Field::any) out_.append(name_of(of)) += ':';
  }
  void leaf(const Word& word) {
    field(word.field);
    out_ += word.text;
  }
  void leaf(const Phrase& phrase) {
    field(phrase.field);
    quoted(phrase.text);
  }
  void leaf(const Prefix& prefix) {
    field(prefix.field);
    out_.append(prefix.text) += '*';
  }
  void leaf(const DateRange& range) {
    out_ += "date:";
    is_numeric_date(range.text) ? void(out_ += range.text) : quoted(range.text);
  }
  template <typename Inner>
  void leaf(const Inner& /*unused*/) {}

  void quoted(std::string_view text) { (out_ += '"').append(text) += '"'; }

  std::string out_;
};

bool equal_lists(const std::vector<NodePtr>& a, const std::vector<NodePtr>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const NodePtr& x, const NodePtr& y) { return equal(x.get(), y.get()); });
}

}  // namespace

std::string to_string(const Node* root) {
  return root == nullptr ? std::string() : Printer().run(*root);
}

bool equal(const Node* a, const Node* b) {
  if (a == nullptr || b == nullptr) return a == b;
  if (a->value.index() != b->value.index()) return false;
  return std::visit(
      [b](const auto& left) {
        const auto& right = std::get<std::decay_t<decltype(left)>>(b->value);
        if constexpr (requires { left.children; }) {
          return equal_lists(left.children, right.children);
        } else if constexpr (requires { left.child; }) {
          return equal(left.child.get(), right.child.get());
        } else if constexpr (requires { left.first; }) {
          return left.first == right.first && left.last == right.last && left.text == right.text;
        } else {
          return left.text == right.text && left.field == right.field;
        }
      },
      a->value);
}

}  // namespace fonds::query
