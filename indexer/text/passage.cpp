#include "indexer/text/passage.h"

#include <limits>

namespace fonds::text {

void TokenBuilder::word(const Atom& atom, std::string_view folded, std::string_view written,
                        std::uint32_t begin, std::uint32_t end, bool glued) {
  Token& token = tokens_.emplace_back();
  token.begin = begin;
  token.end = end;
  token.position = position_++;
  token.letter_case = atom.letter_case;
  token.sentence_start = atom.sentence_start;
  token.glued = glued;
  token.folded = folded;
  token.written = written;
}

void TokenBuilder::alternate(std::string_view folded, std::string_view written) {
  Token token = tokens_.back();
  if (folded.empty() || folded.size() > kMaxTermBytes || folded == token.folded) return;
  token.kind = TokenKind::alternate;
  token.folded = folded;
  token.written = written.size() > kMaxTermBytes ? folded : written;
  tokens_.push_back(token);
}

void TokenBuilder::compound(std::uint32_t first, std::string_view folded, std::string_view written) {
  if (folded.empty() || folded.size() > kMaxTermBytes || first >= position_) return;
  const std::uint32_t span = position_ - first;
  if (span > std::numeric_limits<std::uint16_t>::max()) return;
  // The first word of the compound, searched backwards: compounds are short.
  auto at = tokens_.end();
  while (at != tokens_.begin() && (at - 1)->position >= first) --at;
  if (at == tokens_.end()) return;
  Token token = *at;
  token.kind = TokenKind::compound;
  token.span = static_cast<std::uint16_t>(span);
  token.end = tokens_.back().end;
  for (auto each = at; each != tokens_.end(); ++each) token.end = std::max(token.end, each->end);
  token.glued = false;
  token.folded = folded;
  token.written = written.size() > kMaxTermBytes ? folded : written;
  while (at != tokens_.end() && at->position == first && at->span <= span) ++at;
  tokens_.insert(at, token);
}

}  // namespace fonds::text
