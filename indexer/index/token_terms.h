// Which terms a token is indexed under: the one place that knows, for indexing and for `fonds-indexer
// analyze`.
//
// Thread safety: functions without state.
#pragma once

#include <string>

#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/folding.h"

namespace fonds::index {

// text: lead and body
enum class Field : std::uint8_t { title, text, author };

// Longest written form that is indexed, in bytes: accents may double a word's length, heaps of them on one
// letter are not worth a term (of which Xapian takes 245 bytes at most).
inline constexpr std::size_t kMaxWrittenBytes = 2 * text::kMaxTermBytes;

// True for a text in capitals throughout, where a capital says nothing.
bool is_all_capitals(const text::Analysis& analysis);

// A capital says something where the writer chose it: not on the first word of a sentence, unless all of the
// word is in capitals, and never in a title that is in capitals throughout.
inline bool is_telling_capital(const text::Token& token, bool all_capitals) {
  if (all_capitals || token.letter_case == text::Case::lower) return false;
  return !token.sentence_start ||
         (token.letter_case == text::Case::upper && text::count_code_points(token.written) >= 2);
}

// Calls emit(const std::string& term) for each term of the token. `all_capitals`: of a
// title, is_all_capitals(). `buffer` is what the terms are built in.
template <typename Emit>
void for_each_term(const text::Token& token, Field field, bool all_capitals, std::string& buffer,
                   Emit&& emit) {
  if (field == Field::author) {
    emit(buffer.assign(kAuthorPrefix).append(token.folded));
    return;
  }
  emit(buffer.assign(token.folded));
  if (field == Field::title) emit(buffer.assign(kTitlePrefix).append(token.folded));
  if (token.written != token.folded && token.written.size() <= kMaxWrittenBytes) {
    emit(buffer.assign(kWrittenPrefix).append(token.written));
  }
  if (is_telling_capital(token, all_capitals)) emit(buffer.assign(kCapitalPrefix).append(token.folded));
}

}  // namespace fonds::index
