#include "strict_matcher.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "indexer/text/analyzer.h"
#include "indexer/text/compounds.h"
#include "indexer/text/folding.h"
#include "indexer/text/stemmer.h"

namespace fonds::text {
namespace {

Analysis analysis_of(std::string_view utf8) {
  static Analyzer analyzer;
  Analysis out;
  analyzer.analyze(utf8, out);
  return out;
}

enum class Mode { inflected, exact };

bool same_word(const Token& query, const Token& document, Mode mode) {
  // mais is a stop word, maïs is not: then the accent counts.
  if (is_stop_word(query.folded) && !is_stop_word(query.written) && mode == Mode::inflected)
    return query.written == document.written;
  if (query.folded == document.folded) return true;
  return mode == Mode::inflected && stem(query.folded) == stem(document.folded);
}

class Matcher {
 public:
  explicit Matcher(std::string_view document) : text_(document), document_(analysis_of(document)) {}

  // Whether the query's positions [from, to) stand in the document, side by side.
  bool phrase(const Analysis& query, std::uint32_t from, std::uint32_t to, Mode mode) const {
    for (std::uint32_t start = 0; start < document_.positions(); ++start) {
      if (follows(query, from, to, start, mode, nullptr)) return true;
    }
    return false;
  }
  bool prefix(std::string_view folded) const {
    return std::any_of(document_.tokens().begin(), document_.tokens().end(),
                       [&](const Token& token) { return token.folded.starts_with(folded); });
  }

 private:
  // `before`: the token of the document that the one at `at` must hold together with, in a compound.
  bool follows(const Analysis& query, std::uint32_t from, std::uint32_t to, std::uint32_t at, Mode mode,
               const Token* before) const {
    if (from >= to) return true;
    for (const Token& wanted : query.tokens()) {
      if (wanted.position != from || from + wanted.span > to) continue;
      for (const Token& found : document_.tokens()) {
        if (found.position == at && same_word(wanted, found, mode) && holds_together(before, found) &&
            follows(query, from + wanted.span, to, at + found.span, mode,
                    mode == Mode::inflected ? &found : nullptr))
          return true;
      }
    }
    return false;
  }
  bool holds_together(const Token* before, const Token& next) const {
    if (before == nullptr || next.begin < before->end) return true;
    return may_be_one_compound(text_.substr(before->begin, before->end - before->begin),
                               text_.substr(before->end, next.begin - before->end));
  }
  std::string_view text_;
  Analysis document_;
};

bool words_match(std::string_view text, const Matcher& document) {
  const Analysis query = analysis_of(text);
  bool required_seen = false;
  for (const bool with_stop_words : {false, true}) {
    if (with_stop_words && required_seen) break;
    for (std::uint32_t from = 0; from < query.positions();) {
      std::uint32_t to = from + 1;
      const auto glued = [&](std::uint32_t position) {
        return std::any_of(query.tokens().begin(), query.tokens().end(), [&](const Token& token) {
          return token.position == position && token.glued && token.kind == TokenKind::word;
        });
      };
      while (to < query.positions() && glued(to)) ++to;
      const auto word = std::find_if(query.tokens().begin(), query.tokens().end(),
                                     [&](const Token& token) { return token.position == from; });
      const bool stop = to == from + 1 && is_stop_word(word->folded) && is_stop_word(word->written);
      if (!stop || with_stop_words) {
        required_seen = true;
        if (!document.phrase(query, from, to, Mode::inflected)) return false;
      }
      from = to;
    }
  }
  return true;
}

bool phrase_matches(std::string_view text, const Matcher& document) {
  const Analysis query = analysis_of(text);
  return query.positions() == 0 || document.phrase(query, 0, query.positions(), Mode::exact);
}

// The longest opening quote at the beginning of `text`, with its closing one; empty if there is none.
std::pair<std::string_view, std::string_view> quotes_at(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> kQuotes[] = {{"\"", "\""}, {"“", "”"}, {"«", "»"}};
  for (const auto& quotes : kQuotes) {
    if (text.starts_with(quotes.first)) return quotes;
  }
  return {};
}

}  // namespace

bool strictly_matches(std::string_view query, std::string_view document_text) {
  const Matcher document(document_text);
  if (const auto at = query.find(" OU "); at != std::string_view::npos)
    return strictly_matches(query.substr(0, at), document_text) ||
           strictly_matches(query.substr(at + 4), document_text);
  if (const auto at = query.find(" SAUF "); at != std::string_view::npos)
    return strictly_matches(query.substr(0, at), document_text) &&
           !strictly_matches(query.substr(at + 6), document_text);
  std::string plain;  // a run of words to analyse as one text
  bool matches = true;
  const auto flush = [&] {
    matches = matches && words_match(plain, document);
    plain.clear();
  };
  while (!query.empty()) {
    const bool start = plain.empty() || plain.back() == ' ';
    if (const auto [open, close] = quotes_at(query); !open.empty()) {
      const auto end = query.find(close, open.size());
      if (end != std::string_view::npos) {
        flush();
        matches = matches && phrase_matches(query.substr(open.size(), end - open.size()), document);
        query.remove_prefix(end + close.size());
        continue;
      }
    }
    if (start && query.size() > 1 && query[0] == '-' && query[1] != ' ') {
      flush();
      const auto end = std::min(query.find(' '), query.size());
      matches = matches && !words_match(query.substr(1, end - 1), document);
      query.remove_prefix(end);
      continue;
    }
    const auto end = std::min(query.find(' '), query.size());
    if (start && end > 1 && query[end - 1] == '*') {
      flush();
      matches = matches && document.prefix(fold(query.substr(0, end - 1)));
      query.remove_prefix(end);
      continue;
    }
    plain.push_back(query.front());
    query.remove_prefix(1);
  }
  flush();
  return matches;
}

}  // namespace fonds::text
