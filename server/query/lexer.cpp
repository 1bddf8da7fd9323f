#include "server/query/lexer.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "indexer/text/ascii.h"
#include "server/query/notes.h"
#include "server/query/scanning.h"
#include "server/query/vocabulary.h"

namespace fonds::query {
namespace {

// Letters needed before the star of a prefix: one letter would stand for a tenth of the dictionary.
constexpr std::size_t kMinPrefixLetters = 2;

// Words of the longest date without quotes: entre le 30 décembre 2016 et le 2 janvier 2017.
constexpr std::size_t kMaxDateWords = 10;

TokenKind token_of(Operator op) {
  switch (op) {
    case Operator::either:
      return TokenKind::either;
    case Operator::both:
      return TokenKind::both;
    case Operator::except:
      break;
  }
  return TokenKind::except;
}

class Lexer {
 public:
  Lexer(std::string_view text, text::Day today, const Limits& limits, bool truncated,
        std::vector<Note>& notes)
      : text_(text), today_(today), limits_(limits), notes_(notes) {
    out_.truncated = truncated;
  }

  Lexed run();

 private:
  bool at_end(std::size_t at) const { return at >= text_.size(); }
  std::string_view slice(std::size_t begin, std::size_t end) const {
    return text_.substr(begin, end - begin);
  }

  bool negates(std::size_t at) const;
  // Whether a parenthesis or a quotation was closed just before: (a)OU(b).
  bool follows_closed() const {
    if (out_.tokens.empty() || out_.tokens.back().end != at_) return false;
    const TokenKind kind = out_.tokens.back().kind;
    return kind == TokenKind::operand || kind == TokenKind::nothing || kind == TokenKind::close;
  }

  void read_term();
  bool read_field(std::size_t begin);
  void read_phrase(std::size_t begin, std::size_t quote, std::size_t close, Field field);
  void read_word(std::size_t begin, std::size_t at, Field field);
  void read_date(std::size_t begin, std::size_t at);
  void read_date_words(std::size_t begin, std::size_t at);
  void add_date(std::size_t begin, std::size_t end, std::string_view typed);
  void note_misspelt_field(std::size_t begin, std::size_t colon);

  void open(std::size_t begin, Field field);
  void close();
  void drop_unclosed();

  void add(TokenKind kind, std::size_t begin, std::size_t end);
  void add_operand(std::size_t begin, std::size_t end, decltype(Node::value) value);
  void note(NoteKind kind, std::size_t begin, std::size_t end, std::string sentence);

  std::string_view text_;
  text::Day today_;
  const Limits& limits_;
  std::vector<Note>& notes_;

  Lexed out_;
  std::size_t at_ = 0;
  std::size_t operands_ = 0;
  bool full_ = false;  // one operand too many was met
  // Indices of the open tokens that wait for their close; nullopt for a parenthesis beyond the depth.
  std::vector<std::optional<std::size_t>> opened_;
  std::size_t depth_ = 0;
  std::vector<std::size_t> dropped_;
};

void Lexer::note(NoteKind kind, std::size_t begin, std::size_t end, std::string sentence) {
  notes_.push_back(
      {kind, std::move(sentence), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
}

void Lexer::add(TokenKind kind, std::size_t begin, std::size_t end) {
  LexedToken token;
  token.kind = kind;
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(end);
  out_.tokens.push_back(std::move(token));
}

void Lexer::add_operand(std::size_t begin, std::size_t end, decltype(Node::value) value) {
  if (operands_ == limits_.words) {
    note(NoteKind::truncated, begin, text_.size(), notes::too_many_words(limits_.words));
    out_.truncated = true;
    full_ = true;
    return;
  }
  ++operands_;
  add(TokenKind::operand, begin, end);
  auto node = std::make_unique<Node>();
  node->value = std::move(value);
  node->begin = static_cast<std::uint32_t>(begin);
  node->end = static_cast<std::uint32_t>(end);
  out_.tokens.back().operand = std::move(node);
}

// A dash before an operand; a dash before a space, another dash or other punctuation is text.
bool Lexer::negates(std::size_t at) const {
  const Char c = look(text_, at);
  if (c.kind == CharClass::open_paren) return true;
  if (c.kind == CharClass::quote) return closing_quote(text_, at).has_value();
  return starts_word(text_, at);
}

void Lexer::open(std::size_t begin, Field field) {
  ++at_;
  if (depth_ == limits_.depth) {
    note(NoteKind::truncated, begin, at_, notes::too_deep(limits_.depth));
    opened_.emplace_back(std::nullopt);
    return;
  }
  ++depth_;
  opened_.emplace_back(out_.tokens.size());
  add(TokenKind::open, begin, at_);
  out_.tokens.back().field = field;
}

void Lexer::close() {
  const std::size_t begin = at_++;
  if (opened_.empty()) {
    note(NoteKind::unbalanced, begin, at_, notes::unopened_parenthesis());
    return;
  }
  if (opened_.back()) {
    --depth_;
    if (*opened_.back() + 1 == out_.tokens.size()) {
      note(NoteKind::dangling_operator, out_.tokens.back().begin, at_, notes::empty_parentheses());
    }
    add(TokenKind::close, begin, at_);
  }
  opened_.pop_back();
}

// Parentheses that nothing closes are as though they were not there: titre:(campus reads as titre:campus.
// Where the query was cut, the cut closes them.
void Lexer::drop_unclosed() {
  if (out_.truncated) {
    for (; depth_ > 0; --depth_) add(TokenKind::close, at_, at_);
    return;
  }
  for (const auto& index : opened_) {
    if (!index) continue;
    LexedToken& token = out_.tokens[*index];
    note(NoteKind::unbalanced, token.begin, token.end, notes::unclosed_parenthesis());
    if (token.field != Field::any && *index + 1 < out_.tokens.size()) {
      LexedToken& next = out_.tokens[*index + 1];
      if (next.kind == TokenKind::open && next.field == Field::any) next.field = token.field;
      if (next.kind == TokenKind::operand) set_field(*next.operand, token.field);
    }
    dropped_.push_back(*index);
  }
  for (auto index = dropped_.rbegin(); index != dropped_.rend(); ++index) {
    out_.tokens.erase(out_.tokens.begin() + static_cast<std::ptrdiff_t>(*index));
  }
}

void Lexer::read_phrase(std::size_t begin, std::size_t quote, std::size_t close, Field field) {
  const std::size_t inside = quote + look(text_, quote).length;
  at_ = close + look(text_, close).length;
  std::string phrase = clean_quotation(slice(inside, close));
  std::size_t words = 0;
  bool any_word = false;
  for (std::size_t i = 0; i < phrase.size();) {
    const Char c = char_at(phrase, i);
    if (c.code == ' ' && ++words == limits_.phrase_words) {
      note(NoteKind::truncated, quote, at_, notes::phrase_too_long(limits_.phrase_words));
      phrase.resize(i);
      break;
    }
    any_word = any_word || c.kind == CharClass::word;
    i += c.length;
  }
  if (any_word) {
    add_operand(begin, at_, Phrase{std::move(phrase), field});
  } else {
    add(TokenKind::nothing, begin, at_);
  }
}

void Lexer::read_word(std::size_t begin, std::size_t at, Field field) {
  const Run run = read_run(text_, at);
  at_ = run.end;
  std::string word(slice(run.begin, run.kept));
  if (run.star) {
    if (letters_at_end(word) >= kMinPrefixLetters) {
      add_operand(begin, run.end, Prefix{std::move(word), field});
      return;
    }
    note(NoteKind::prefix_too_short, begin, run.end, notes::prefix_too_short(word));
  }
  // What is not used as an operator is written in lower case, so that it is no operator where it is printed.
  if (operator_named(word)) word = text::ascii_lower(word);
  add_operand(begin, run.star ? run.end : run.kept, Word{std::move(word), field});
}

void Lexer::add_date(std::size_t begin, std::size_t end, std::string_view typed) {
  at_ = end;
  std::string clean = clean_quotation(typed);
  if (auto range = parse_date_range(clean, today_)) {
    add_operand(begin, end, *std::move(range));
    return;
  }
  if (!clean.empty()) note(NoteKind::invalid_date, begin, end, notes::invalid_date(clean));
  add(TokenKind::nothing, begin, end);
}

// The longest date that the words at `at` spell: date:5 avril 2017 needs no quotes.
void Lexer::read_date_words(std::size_t begin, std::size_t at) {
  std::size_t end = date_chunk(text_, at);
  if (is_numeric_date(slice(at, end)) && parse_date_range(slice(at, end), today_)) {
    add_date(begin, end, slice(at, end));
    return;
  }
  std::size_t longest = end;
  for (std::size_t words = 1; words < kMaxDateWords; ++words) {
    std::size_t next = end;
    if (look(text_, next).code == '.') ++next;  // janv. 2017
    if (at_end(next) || look(text_, next).kind != CharClass::space) break;
    while (!at_end(next) && look(text_, next).kind == CharClass::space) next += look(text_, next).length;
    const bool dash = look(text_, next).code == '-' && look(text_, next + 1).kind == CharClass::space;
    end = dash ? next + 1 : date_chunk(text_, next);
    const std::string_view word = slice(next, end);
    if (word.empty() || operator_named(word) || (word.front() == '-' && !dash)) break;
    if (parse_date_range(slice(at, end), today_)) longest = end;
  }
  add_date(begin, longest, slice(at, longest));
}

void Lexer::read_date(std::size_t begin, std::size_t at) {
  const Char c = look(text_, at);
  if (c.kind == CharClass::quote) {
    const std::size_t close = *closing_quote(text_, at);
    add_date(begin, close + look(text_, close).length, slice(at + c.length, close));
  } else if (c.kind == CharClass::open_paren) {
    const std::size_t close = text_.find_first_of("()", at + 1);
    add_date(begin, close + 1, slice(at + 1, close));
  } else {
    read_date_words(begin, at);
  }
}

// titre:x, with x a word, a phrase or a parenthesis right behind the colon. False where it is text.
bool Lexer::read_field(std::size_t begin) {
  std::size_t colon = begin;
  while (!at_end(colon) &&
         ((text_[colon] >= 'a' && text_[colon] <= 'z') || (text_[colon] >= 'A' && text_[colon] <= 'Z')))
    ++colon;
  if (at_end(colon) || text_[colon] != ':' || colon == begin) return false;
  const KnownField* known = field_named(slice(begin, colon));
  if (known == nullptr) {
    note_misspelt_field(begin, colon);
    return false;
  }
  const bool date = known->date;
  const Field field = known->field;
  std::size_t at = colon + 1;
  const Char c = look(text_, at);
  if (c.kind == CharClass::quote) {
    if (const auto close = closing_quote(text_, at)) {
      date ? read_date(begin, at) : read_phrase(begin, at, *close, field);
      return true;
    }
    at += c.length;  // read as though the quote were not there: titre:"éco is on its way to a phrase
    if (starts_word(text_, at)) note(NoteKind::unbalanced, at - c.length, at, notes::unclosed_quote());
  } else if (c.kind == CharClass::open_paren) {
    if (!date) {
      at_ = at;
      open(begin, field);
      return true;
    }
    const std::size_t close = text_.find_first_of("()", at + 1);
    if (close != std::string_view::npos && text_[close] == ')') {
      read_date(begin, at);
      return true;
    }
    ++at;
    if (starts_word(text_, at)) note(NoteKind::unbalanced, at - 1, at, notes::unclosed_parenthesis());
  }
  const bool open_range = date && slice(at, std::min(at + 2, text_.size())) == "..";
  if (!starts_word(text_, at) && !(open_range && look(text_, at + 2).kind == CharClass::word)) return false;
  date ? read_date(begin, at) : read_word(begin, at, field);
  return true;
}

void Lexer::note_misspelt_field(std::size_t begin, std::size_t colon) {
  if (!starts_word(text_, colon + 1) && look(text_, colon + 1).kind != CharClass::quote) return;
  const std::string_view typed = slice(begin, colon);
  if (const KnownField* meant = field_like(typed)) {
    note(NoteKind::unknown_field, begin, colon + 1, notes::unknown_field(typed, meant->name));
  }
}

void Lexer::read_term() {
  const std::size_t begin = at_;
  if (read_field(begin)) return;
  read_word(begin, begin, Field::any);
}

Lexed Lexer::run() {
  bool chunk_start = true;  // only spaces or an opening parenthesis before
  while (!at_end(at_) && !full_) {
    const Char c = look(text_, at_);
    const bool starts_chunk = std::exchange(chunk_start, false);
    switch (c.kind) {
      case CharClass::space:
        at_ += c.length;
        chunk_start = true;
        break;
      case CharClass::open_paren:
        open(at_, Field::any);
        chunk_start = true;
        break;
      case CharClass::close_paren:
        close();
        break;
      case CharClass::quote:
        if (const auto close = closing_quote(text_, at_)) {
          read_phrase(at_, at_, *close, Field::any);
        } else {
          note(NoteKind::unbalanced, at_, at_ + c.length, notes::unclosed_quote());
          at_ += c.length;
        }
        break;
      default:
        if (starts_word(text_, at_)) {
          const Run run = read_run(text_, at_);
          const auto op = operator_named(slice(at_, run.end));
          if (op && (starts_chunk || follows_closed())) {
            add(token_of(*op), at_, run.end);
            at_ = run.end;
          } else {
            read_term();
          }
        } else {
          const bool minus = c.code == '-' && starts_chunk && negates(at_ + 1);
          if (minus) add(TokenKind::minus, at_, at_ + 1);
          at_ += c.length;
        }
    }
  }
  drop_unclosed();
  return std::move(out_);
}

}  // namespace

void set_field(Node& node, Field field) {
  std::visit(
      [field](auto& value) {
        if constexpr (requires { value.field; }) {
          if (value.field == Field::any) value.field = field;
        } else if constexpr (requires { value.children; }) {
          for (NodePtr& child : value.children) set_field(*child, field);
        } else if constexpr (requires { value.child; }) {
          set_field(*value.child, field);
        }
      },
      node.value);
}

Lexed lex(std::string_view text, text::Day today, const Limits& limits, bool truncated,
          std::vector<Note>& notes) {
  return Lexer(text, today, limits, truncated, notes).run();
}

}  // namespace fonds::query
