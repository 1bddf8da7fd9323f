// Any bytes are a stored article or are not; where they are one, every offset lies within its text, and what
// is written again reads the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/index/stored_article.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::index;
  const auto article = decode({reinterpret_cast<const char*>(data), size});
  if (!article) return 0;
  for (const auto& block : article->blocks) {
    if (block.begin > block.end || block.end > article->body.size()) std::abort();
  }
  for (const auto& link : article->links) {
    if (link.begin > link.end || link.end > article->body.size()) std::abort();
  }
  for (const auto& styled : article->styles) {
    if (styled.begin > styled.end || styled.end > article->body.size()) std::abort();
  }
  for (const auto& cell : article->cells) {
    if (cell.begin > cell.end || cell.end > article->body.size()) std::abort();
  }
  for (const PersonMention& mention : article->mentions) {
    if (mention.begin > mention.end || mention.end > article->body.size()) std::abort();
  }
  for (const TokenOffset& token : article->body_tokens) {
    if (token.begin > token.end || token.end > article->body.size()) std::abort();
  }
  const auto again = decode(encode(*article));
  if (!again || encode(*again) != encode(*article)) std::abort();
  return 0;
}
