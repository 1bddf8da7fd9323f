#include "server/search/as_written.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "indexer/text/folding.h"

namespace fonds::search {

namespace {

// The text that positions [first, last] cover; empty where they are not of one field.
std::string_view text_at(const index::StoredArticle& article, std::uint32_t first, std::uint32_t last) {
  const auto within = [&](const std::vector<index::TokenOffset>& tokens, std::uint32_t base,
                          std::string_view text) -> std::string_view {
    if (first < base || last - base >= tokens.size()) return {};
    const std::uint32_t begin = tokens[first - base].begin;
    const std::uint32_t end = tokens[last - base].end;
    return begin < end ? text.substr(begin, end - begin) : std::string_view();
  };
  if (first >= article.body_base()) return within(article.body_tokens, article.body_base(), article.body);
  if (first >= article.lead_base()) return within(article.lead_tokens, article.lead_base(), article.lead);
  return within(article.title_tokens, article.title_base(), article.title);
}

}  // namespace

Slot exact_slot(WordId word, const Lexicon& lexicon) {
  Slot slot;
  slot.folded = slot.written = lexicon.word(word);
  slot.inflected = false;
  slot.exact = word;
  slot.words = {word};
  return slot;
}

std::string as_written(WordId word, const Snapshot& snapshot, Matcher& matcher) {
  const Lexicon& lexicon = snapshot.lexicon();
  PlanNode node;
  node.kind = PlanNode::Kind::slot;
  node.slots = {exact_slot(word, lexicon)};
  const Bitmap articles = matcher.match(node);
  const Rank rank = articles.next(0);
  if (rank < articles.size()) {
    const std::vector<std::uint32_t> positions = matcher.positions(node.slots.front(), rank);
    if (positions.empty()) return lexicon.display(word);
    // A compound stands at each of the positions that it covers.
    std::size_t last = 0;
    while (last + 1 < positions.size() && positions[last + 1] == positions[last] + 1) ++last;
    const index::StoredArticle article = snapshot.article(rank);
    std::string text = text::lower(text_at(article, positions.front(), positions[last]));
    std::string letters = text::fold(text);
    const auto signs = std::erase_if(letters, [](char c) { return c == '-' || c == '\''; });
    if (signs > 0 && letters == lexicon.word(word)) return text;
  }
  return lexicon.display(word);
}

}  // namespace fonds::search
