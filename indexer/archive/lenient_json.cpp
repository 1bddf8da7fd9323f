// Idea: a descent by hand that knows what it waits for, and passes over what it does not understand, one
// character at a time.
#include "indexer/archive/lenient_json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/text/ascii.h"
#include "indexer/text/utf8.h"

namespace fonds::archive {
namespace {

using nlohmann::json;

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         c == '+' || c == '.' || c == '$' || c == '@';
}

class LenientReader {
 public:
  explicit LenientReader(std::string_view text) : text_(text) {}

  json read() {
    json values = json::array();
    while (!full()) {
      at_ = text_.find_first_of("{[/<", at_);
      if (at_ == std::string_view::npos) break;
      if (skip_blank()) continue;
      if (text_[at_] != '{' && text_[at_] != '[') {
        ++at_;
        continue;
      }
      values.push_back(value(0));
    }
    if (values.empty()) return json(json::value_t::discarded);
    return values.size() == 1 ? json(std::move(values.front())) : values;
  }

 private:
  bool at_end() const { return at_ >= text_.size(); }
  bool full() const { return count_ >= kMaxLenientJsonValues || at_end(); }
  std::string_view rest() const { return text_.substr(at_); }

  // Passes over white space, comments and the marks that hide a script from old programs; whether there was
  // any.
  bool skip_blank() {
    const std::size_t begin = at_;
    while (!at_end()) {
      if (text::is_ascii_space(text_[at_])) {
        ++at_;
      } else if (text_[at_] == '<' || text_[at_] == '-' || text_[at_] == ']' || text_[at_] == '/' ||
                 text_[at_] == '\xEF') {
        if (!skip_mark()) break;
      } else {
        break;
      }
    }
    return at_ > begin;
  }

  bool skip_mark() {
    for (const std::string_view mark : {"<![CDATA[", "<!--", "-->", "]]>", "\xEF\xBB\xBF"}) {
      if (rest().starts_with(mark)) return at_ += mark.size(), true;
    }
    if (rest().starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return true;
    }
    if (!rest().starts_with("//")) return false;
    std::size_t behind = at_ + 2;
    while (behind < text_.size() && (text_[behind] == ' ' || text_[behind] == '\t')) ++behind;
    at_ = behind;
    for (const std::string_view mark : {"<![CDATA[", "<!--", "-->", "]]>"}) {
      if (rest().starts_with(mark)) return true;  // the mark itself is passed over next
    }
    const std::size_t end = text_.find('\n', behind);
    at_ = end == std::string_view::npos ? text_.size() : end;
    return true;
  }

  json value(int depth) {
    ++count_;
    skip_blank();
    if (at_end()) return nullptr;
    const char c = text_[at_];
    if (c == '{' || c == '[') {
      if (depth >= kMaxLenientJsonDepth) return skip_nested(), nullptr;
      return c == '{' ? object(depth) : list(depth);
    }
    if (c == '"' || c == '\'') return string(c, /*in_object=*/true, /*is_key=*/false);
    return bare();
  }

  json object(int depth) {
    json result = json::object();
    ++at_;
    while (!full()) {
      if (skip_blank()) continue;
      const char c = text_[at_];
      if (c == '}') return ++at_, result;
      // A list that ends here was opened outside: this object was never closed.
      if (c == ']') return result;
      std::string key;
      if (c == '"' || c == '\'') {
        key = string(c, true, /*is_key=*/true);
      } else if (is_bare(c)) {
        while (!at_end() && is_bare(text_[at_])) key += text_[at_++];
      } else {
        ++at_;
        continue;
      }
      skip_blank();
      if (at_end() || text_[at_] != ':') continue;
      ++at_;
      json inner = value(depth + 1);
      // Of two values of one name the first counts, as in front matter.
      if (!result.contains(key)) result.emplace(std::move(key), std::move(inner));
    }
    return result;
  }

  json list(int depth) {
    json result = json::array();
    ++at_;
    while (!full()) {
      if (skip_blank()) continue;
      const char c = text_[at_];
      if (c == ']') return ++at_, result;
      if (c == '}') return result;
      if (c == '"' || c == '\'') {
        ++count_;
        result.push_back(string(c, /*in_object=*/false, false));
      } else if (c == '{' || c == '[' || is_bare(c)) {
        result.push_back(value(depth + 1));
      } else {
        ++at_;
      }
    }
    return result;
  }

  // Whether the quote before `at` can end a string: what follows fits. "Le "grand" bal" is so read whole.
  bool can_end_string(std::size_t at, bool in_object, bool is_key) const {
    const auto next = [this](std::size_t from) {
      while (from < text_.size() && text::is_ascii_space(text_[from])) ++from;
      return from;
    };
    at = next(at);
    if (at >= text_.size()) return true;
    const char c = text_[at];
    if (is_key) return c == ':';
    if (c == '}' || c == ']' || c == '/') return true;
    // A comma is missing where the next key or value begins on another line.
    if (c == '"') return text_[at - 1] == '\n';
    if (c != ',') return false;
    at = next(at + 1);
    if (at >= text_.size() || !in_object) return true;
    return text_[at] == '"' || text_[at] == '\'' || text_[at] == '}' || text_[at] == ']' ||
           text_[at] == ',' || text_[at] == '/' || is_bare_key(at);
  }
  // name: without quotes
  bool is_bare_key(std::size_t at) const {
    constexpr std::size_t kMaxKey = 40;
    const std::size_t begin = at;
    while (at < text_.size() && at - begin < kMaxKey && is_bare(text_[at])) ++at;
    return at > begin && at < text_.size() && text_[at] == ':';
  }

  std::string string(char quote, bool in_object, bool is_key) {
    std::string result;
    for (++at_; !at_end(); ++at_) {
      const char c = text_[at_];
      if (c == quote && can_end_string(at_ + 1, in_object, is_key)) return ++at_, result;
      if (c == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        escape(result);
      } else {
        result += c;
      }
    }
    return result;
  }

  // The character behind a backslash, at at_; leaves at_ on the last one read.
  void escape(std::string& out) {
    switch (text_[at_]) {
      case 'n':
        out += '\n';
        return;
      case 't':
        out += '\t';
        return;
      case 'r':
      case 'b':
      case 'f':
        out += ' ';
        return;
      case 'u':
        break;
      default:
        // \" \\ \/ and what is no escape, such as \'
        out += text_[at_];
        return;
    }
    std::optional<char32_t> code = hex(at_ + 1);
    if (!code) return;
    at_ += 4;
    if (*code >= 0xD800 && *code < 0xE000) {
      const std::optional<char32_t> low =
          text_.substr(at_ + 1).starts_with("\\u") ? hex(at_ + 3) : std::nullopt;
      const bool pair = *code < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000;
      if (pair) at_ += 6;
      code = pair ? 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00) : 0xFFFD;
    }
    text::append_utf8(out, *code);
  }
  std::optional<char32_t> hex(std::size_t at) const {
    if (at + 4 > text_.size()) return std::nullopt;
    char32_t code = 0;
    for (const char c : text_.substr(at, 4)) {
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return std::nullopt;
      code = code * 16 + static_cast<char32_t>(digit);
    }
    return code;
  }

  // A word without quotes. Numbers keep their digits as they stand: they are read here, never counted with.
  json bare() {
    const std::size_t begin = at_;
    while (!at_end() && is_bare(text_[at_])) ++at_;
    std::string token(text_.substr(begin, at_ - begin));
    if (token.empty() || token == "null" || token == "undefined") return nullptr;
    if (token == "true" || token == "false") return token == "true";
    return token;
  }

  // Passes over a value nested too deep, without recursion.
  void skip_nested() {
    std::size_t open = 0;
    while (!at_end()) {
      const char c = text_[at_];
      if (c == '"') {
        string('"', true, false);
        continue;
      }
      ++at_;
      if (c == '{' || c == '[') ++open;
      if ((c == '}' || c == ']') && --open == 0) return;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

json read_lenient_json(std::string_view text) {
  if (text.size() > kMaxLenientJsonBytes) return json(json::value_t::discarded);
  return LenientReader(text).read();
}

}  // namespace fonds::archive
