#include "server/search/word_finder.h"

namespace fonds::search {

WordFinder::WordFinder(std::vector<index::WordNumber> words) : words_(std::move(words)) {
  std::erase(words_, index::WordSequence::kNone);
  std::sort(words_.begin(), words_.end());
  for (const index::WordNumber word : words_) {
    if (word <= index::WordStream::kLargest) codes_.push_back(static_cast<std::uint16_t>(word));
  }
  if (codes_.size() <= kCompared) return;
  table_.resize(65536 / 64, 0);
  for (const std::uint16_t code : codes_) table_[code >> 6] |= std::uint64_t{1} << (code & 63);
}

bool WordFinder::holds(const index::WordStream& stream, std::uint32_t place) const {
  if (place >= stream.words.size()) return false;
  const std::uint16_t word = stream.words[place];
  if (table_.empty() ? std::find(codes_.begin(), codes_.end(), word) != codes_.end() : has(word)) return true;
  auto extra = std::partition_point(stream.extras.begin(), stream.extras.end(),
                                    [&](const index::ExtraWord& e) { return e.place < place; });
  for (; extra != stream.extras.end() && extra->place == place; ++extra) {
    if (has_number(extra->word)) return true;
  }
  return false;
}

}  // namespace fonds::search
