#include "server/query/date_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "indexer/text/ascii.h"

namespace fonds::query {
namespace {

// The longest sensible expression has half as many: entre le 30 décembre 2016 et le 2 janvier 2017.
constexpr std::size_t kMaxTokens = 24;

// Digits of the longest number: 20170405.
constexpr std::size_t kMaxDigits = 8;

constexpr auto kSmallWords = std::to_array<std::string_view>(
    {"le", "la", "les", "l", "au",   "aux",   "a",  "ce",      "ces",  "cette", "en",
     "du", "de", "des", "d", "mois", "annee", "an", "courant", "pour", "dans"});

class Scanner {
 public:
  explicit Scanner(std::string_view folded) : text_(folded) {}

  // nullopt where a character belongs to no date.
  std::optional<std::vector<DateToken>> run() {
    while (at_ < text_.size()) {
      if (tokens_.size() >= kMaxTokens || !step()) return std::nullopt;
    }
    return std::move(tokens_);
  }

 private:
  bool step() {
    const char c = text_[at_];
    if (text::is_ascii_digit(c)) return number();
    if (text::is_ascii_letter(c)) {
      DateToken token;
      token.word = take(text::is_ascii_letter);
      tokens_.push_back(token);
      return true;
    }
    if (c == '.') {
      const auto dots = take([](char d) { return d == '.'; });
      if (dots.size() > 1) push(DateToken::Kind::dots);  // a single one ends an abbreviation
      return true;
    }
    ++at_;
    if (c == '-') push(DateToken::Kind::dash);
    return c == '-' || c == ' ' || c == '\'' || c == ',';
  }

  bool number() {
    DateToken token;
    token.kind = DateToken::Kind::number;
    while (token.count < token.parts.size()) {
      const auto digits = take(text::is_ascii_digit);
      if (digits.size() > kMaxDigits) return false;
      std::from_chars(digits.data(), digits.data() + digits.size(), token.parts[token.count]);
      token.digits[token.count++] = digits.size();
      if (at_ + 1 >= text_.size() || !text::is_ascii_digit(text_[at_ + 1])) break;
      const char c = text_[at_];
      if (c != '-' && c != '/' && c != '.') break;
      if (token.separator != 0 && c != token.separator) break;
      if (token.count == token.parts.size()) break;
      token.separator = c;
      ++at_;
    }
    // 2015-2017, 2016/2017 and the 3-5 of 3-5 avril are two numbers.
    const bool years = token.count == 2 && token.digits[0] == 4 && token.digits[1] == 4;
    const bool days =
        token.count == 2 && token.digits[0] <= 2 && token.digits[1] <= 2 && token.separator == '-';
    if (years || days) {
      DateToken second = token;
      second.parts[0] = token.parts[1];
      second.digits[0] = token.digits[1];
      token.count = second.count = 1;
      tokens_.push_back(token);
      push(DateToken::Kind::dash);
      token = second;
    }
    tokens_.push_back(token);
    return true;
  }

  void push(DateToken::Kind kind) {
    DateToken token;
    token.kind = kind;
    tokens_.push_back(token);
  }

  template <typename Condition>
  std::string_view take(Condition belongs) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && belongs(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<DateToken> tokens_;
};

}  // namespace

std::optional<std::vector<DateToken>> scan_date(std::string_view folded) {
  return Scanner(folded).run();
}

DateTokens after_small_words(DateTokens tokens) {
  const auto is_small = [](const DateToken& token) {
    return token.kind == DateToken::Kind::dash ||
           (token.kind == DateToken::Kind::word &&
            std::find(kSmallWords.begin(), kSmallWords.end(), token.word) != kSmallWords.end());
  };
  while (!tokens.empty() && is_small(tokens.front())) tokens = tokens.subspan(1);
  return tokens;
}

}  // namespace fonds::query
