#include "token_text.h"

#include "indexer/text/analyzer.h"

namespace fonds::text {
namespace {

const Analysis& analysis_of(std::string_view utf8) {
  static Analyzer analyzer;
  static Analysis analysis;
  analyzer.analyze(utf8, analysis);
  return analysis;
}

}  // namespace

std::string token_text(std::string_view utf8) {
  std::string out;
  for (const Token& token : analysis_of(utf8).tokens()) {
    if (!out.empty()) out += ' ';
    switch (token.kind) {
      case TokenKind::word:
        if (token.glued) out += '-';
        out += token.folded;
        break;
      case TokenKind::alternate:
        (out += '(').append(token.folded) += ')';
        break;
      case TokenKind::compound:
        (out += '{').append(token.folded) += '/';
        out += std::to_string(token.span) + '}';
        break;
    }
  }
  return out;
}

std::string marked_text(std::string_view utf8) {
  std::string out;
  for (const Token& token : analysis_of(utf8).tokens()) {
    if (token.kind == TokenKind::word)
      (out += '<').append(utf8.substr(token.begin, token.end - token.begin)) += '>';
  }
  return out;
}

}  // namespace fonds::text
