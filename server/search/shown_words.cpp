#include "server/search/shown_words.h"

#include <algorithm>
#include <vector>

#include "indexer/text/stemmer.h"
#include "server/search/expressions.h"
#include "server/search/right_words.h"
#include "server/search/spelling.h"

namespace fonds::search {

namespace {

// Writers who share a slip are few; another spelling in so many times their articles is the right one.
constexpr std::uint32_t kSharedSlip = 6;
constexpr std::uint32_t kFarMoreArticles = 20;
constexpr std::size_t kSameBeginning = 2;  // letters: first letters are seldom wrong
constexpr std::size_t kLongWord = 6;       // letters: in a shorter one a wrong letter makes another word

}  // namespace

std::string ShownWords::text(WordId word, const Expressions& expressions) const {
  if (text::is_stop_word(lexicon_.word(word))) return {};
  if (expressions.is_compound(word)) return expressions.written(word);
  return is_slip(word) ? std::string() : lexicon_.display(word);
}

bool ShownWords::is_slip(WordId word) const {
  const std::string_view folded = lexicon_.word(word);
  if (lexicon_.articles(word) > kSharedSlip || is_right_word(folded)) return false;
  {
    const std::lock_guard lock(mutex_);
    if (const auto known = slips_.find(word); known != slips_.end()) return known->second;
  }
  const SlipTable::Cost most = folded.size() < kLongWord ? SlipTable::kSwap : kOneSlip;
  const std::vector<CloseWord> close =
      close_words(folded, lexicon_, most, 1, Deadline::max(), kSameBeginning);
  const bool slip = !close.empty() &&
                    lexicon_.articles(close.front().word) >= kFarMoreArticles * lexicon_.articles(word) &&
                    text::stem(lexicon_.word(close.front().word)) != text::stem(folded);
  const std::lock_guard lock(mutex_);
  slips_.emplace(word, slip);
  return slip;
}

}  // namespace fonds::search
