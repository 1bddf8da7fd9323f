#include "server/query/parser.h"

#include <algorithm>
#include <utility>

#include "indexer/text/ascii.h"
#include "server/query/characters.h"
#include "server/query/lexer.h"
#include "server/query/notes.h"
#include "server/query/vocabulary.h"

namespace fonds::query {
namespace {

// Enough to explain a query; a hostile one could earn hundreds.
constexpr std::size_t kMaxNotes = 10;

// What a rule of the grammar found. An operand may be there and yet restrict nothing: an impossible date.
struct Part {
  bool there = false;
  NodePtr node;
};

NodePtr make(decltype(Node::value) value, std::uint32_t begin, std::uint32_t end) {
  auto node = std::make_unique<Node>();
  node->value = std::move(value);
  node->begin = begin;
  node->end = end;
  return node;
}

NodePtr negation(NodePtr child, std::uint32_t begin) {
  if (child == nullptr) return nullptr;
  if (auto* inner = std::get_if<Not>(&child->value)) return std::move(inner->child);
  const std::uint32_t end = child->end;
  return make(Not{std::move(child)}, begin, end);
}

// Adds a node to the children of a List (And, Or), dissolving a List of the same kind: a ET (b ET c).
template <typename List>
void add_flat(std::vector<NodePtr>& children, NodePtr node) {
  if (node == nullptr) return;
  if (auto* list = std::get_if<List>(&node->value)) {
    std::move(list->children.begin(), list->children.end(), std::back_inserter(children));
  } else {
    children.push_back(std::move(node));
  }
}

template <typename List>
NodePtr list_of(std::vector<NodePtr> children) {
  if (children.empty()) return nullptr;
  if (children.size() == 1) return std::move(children.front());
  const std::uint32_t begin = children.front()->begin;
  const std::uint32_t end = children.back()->end;
  return make(List{std::move(children)}, begin, end);
}

// Recursive descent over the grammar of parser.h. The nesting of open tokens is bounded by the lexer, and so
// is the recursion. Every rule stops where it cannot go on, so nothing is an error; operators without operand
// are noted.
class Parser {
 public:
  Parser(std::string_view text, Lexed lexed, std::vector<Note>& notes)
      : text_(text), tokens_(std::move(lexed.tokens)), truncated_(lexed.truncated), notes_(notes) {}

  NodePtr run() { return either().node; }

 private:
  bool next_is(TokenKind kind) const { return at_ < tokens_.size() && tokens_[at_].kind == kind; }

  bool only_closes_follow() const {
    return std::all_of(tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end(),
                       [](const LexedToken& token) { return token.kind == TokenKind::close; });
  }

  void left_out(const LexedToken& op) {
    if (truncated_ && only_closes_follow()) return;  // its operand was cut off
    const auto name = text_.substr(op.begin, op.end - op.begin);
    notes_.push_back({NoteKind::dangling_operator, notes::operator_left_out(name), op.begin, op.end});
  }

  // Operands of a rule of looser binding, joined by `op`.
  template <typename List, typename Rule>
  Part joined(TokenKind op, Rule rule) {
    std::vector<NodePtr> children;
    bool there = false;
    const LexedToken* last = nullptr;
    while (true) {
      Part part = rule();
      there = there || part.there;
      add_flat<List>(children, std::move(part.node));
      if (!next_is(op)) {
        if (last != nullptr && !part.there) left_out(*last);
        break;
      }
      last = &tokens_[at_++];
      if (!part.there) left_out(*last);
    }
    return {there, list_of<List>(std::move(children))};
  }

  // a OU b
  Part either() {
    return joined<Or>(TokenKind::either, [this] { return both(); });
  }

  // a ET b
  Part both() {
    return joined<And>(TokenKind::both, [this] { return except(); });
  }

  // a SAUF b, SAUF b
  Part except() {
    Part first = side_by_side();
    bool there = first.there;
    std::vector<NodePtr> children;
    add_flat<And>(children, std::move(first.node));
    while (next_is(TokenKind::except)) {
      const LexedToken& op = tokens_[at_];
      bool negative = false;
      for (; next_is(TokenKind::except); ++at_) negative = !negative;
      Part part = side_by_side();
      if (!part.there) left_out(op);
      there = there || part.there;
      add_flat<And>(children, negative ? negation(std::move(part.node), op.begin) : std::move(part.node));
    }
    return {there, list_of<And>(std::move(children))};
  }

  // a b
  Part side_by_side() {
    std::vector<NodePtr> children;
    bool there = false;
    for (Part part = item(); part.there; part = item()) {
      there = true;
      if (part.node != nullptr) children.push_back(std::move(part.node));
    }
    return {there, list_of<Bag>(std::move(children))};
  }

  // a, -a, (a)
  Part item() {
    if (at_ == tokens_.size()) return {};
    LexedToken& token = tokens_[at_];
    switch (token.kind) {
      case TokenKind::operand:
        ++at_;
        return {true, std::move(token.operand)};
      case TokenKind::nothing:
        ++at_;
        return {true, nullptr};
      case TokenKind::minus: {
        ++at_;
        Part part = item();
        return {part.there, negation(std::move(part.node), token.begin)};
      }
      case TokenKind::open: {
        ++at_;
        Part part = either();
        if (next_is(TokenKind::close)) ++at_;
        if (part.node != nullptr && token.field != Field::any) set_field(*part.node, token.field);
        return {true, std::move(part.node)};
      }
      case TokenKind::either:
      case TokenKind::both:
      case TokenKind::except:
      case TokenKind::close:
        break;
    }
    return {};
  }

  std::string_view text_;
  std::vector<LexedToken> tokens_;
  bool truncated_;
  std::vector<Note>& notes_;
  std::size_t at_ = 0;
};

bool is_operator(TokenKind kind) {
  return kind == TokenKind::either || kind == TokenKind::both || kind == TokenKind::except;
}

// A query of nothing but operators is about their names: "OR", "NOT".
void read_lone_operators(std::string_view text, const Limits& limits, Lexed& lexed,
                         std::vector<Note>& notes) {
  const bool operands = std::any_of(lexed.tokens.begin(), lexed.tokens.end(), [](const LexedToken& token) {
    return token.kind == TokenKind::operand || token.kind == TokenKind::nothing;
  });
  if (operands) return;
  std::size_t words = 0;
  for (LexedToken& token : lexed.tokens) {
    if (!is_operator(token.kind)) continue;
    const auto name = text.substr(token.begin, token.end - token.begin);
    token.kind = words++ < limits.words ? TokenKind::operand : TokenKind::nothing;
    if (words == limits.words + 1) {
      const auto rest = static_cast<std::uint32_t>(text.size());
      notes.push_back({NoteKind::truncated, notes::too_many_words(limits.words), token.begin, rest});
    }
    if (token.kind == TokenKind::nothing) continue;
    token.operand = make(Word{text::ascii_lower(name), Field::any}, token.begin, token.end);
    notes.push_back({NoteKind::dangling_operator, notes::operator_as_word(name), token.begin, token.end});
  }
}

// In the order of the text, each sentence once.
void arrange(std::vector<Note>& notes) {
  std::stable_sort(notes.begin(), notes.end(),
                   [](const Note& a, const Note& b) { return a.begin < b.begin; });
  std::vector<Note> kept;
  for (Note& note : notes) {
    if (kept.size() == kMaxNotes) break;
    const bool said =
        std::any_of(kept.begin(), kept.end(), [&note](const Note& k) { return k.text == note.text; });
    if (!said) kept.push_back(std::move(note));
  }
  notes = std::move(kept);
}

Query parse_within(std::string_view text, bool truncated, text::Day today, const Limits& limits) {
  Query query;
  Lexed lexed = lex(text, today, limits, truncated, query.notes);
  read_lone_operators(text, limits, lexed, query.notes);
  query.root = Parser(text, std::move(lexed), query.notes).run();
  return query;
}

}  // namespace

Query parse(std::string_view utf8, text::Day today, const Limits& limits) {
  // What was understood must be searchable again as it is printed, so the printed query keeps to the limit
  // too. It may be a little longer than the text (titre:(a b) is titre:a titre:b): each round takes off at
  // least the excess.
  std::string_view text = cut_at_word(utf8, limits.bytes);
  while (true) {
    const bool truncated = text.size() < utf8.size();
    Query query = parse_within(text, truncated, today, limits);
    const std::size_t printed = to_string(query.root.get()).size();
    if (printed <= limits.bytes) {
      if (truncated) {
        const auto cut = static_cast<std::uint32_t>(text.size());
        query.notes.push_back(
            {NoteKind::truncated, notes::too_many_bytes(), cut, static_cast<std::uint32_t>(utf8.size())});
      }
      arrange(query.notes);
      return query;
    }
    const std::size_t excess = printed - limits.bytes;
    text = cut_at_word(text, text.size() > excess ? text.size() - excess : 0);
  }
}

}  // namespace fonds::query
