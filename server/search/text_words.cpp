#include "server/search/text_words.h"

namespace fonds::search {

std::vector<const TextWord*> TextWords::add(const text::Analysis& analysis, bool title) {
  std::vector<const TextWord*> of_tokens;
  of_tokens.reserve(analysis.tokens().size());
  for (const text::Token& token : analysis.tokens()) {
    of_tokens.push_back(nullptr);
    if (token.kind != text::TokenKind::word) continue;
    const auto [found, fresh] = words_.try_emplace(token.folded);
    TextWord& word = found->second;
    of_tokens.back() = &word;
    ++word.times;
    word.in_title = word.in_title || title;
    if (!fresh || (word.id = lexicon_.find(token.folded)) == Lexicon::kNone) continue;
    word.articles = lexicon_.articles(word.id);
    const index::WordNumber number = lexicon_.number(word.id);
    word.code = number <= index::WordStream::kLargest ? static_cast<std::uint16_t>(number)
                                                      : index::WordStream::kSeeExtras;
  }
  return of_tokens;
}

}  // namespace fonds::search
