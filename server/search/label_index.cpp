#include "server/search/label_index.h"

#include "indexer/text/stemmer.h"
#include "server/search/label_words.h"

namespace fonds::search {

namespace {

constexpr std::size_t kLongestWord = 200;  // bytes
// Letters of what is written together with the word behind it: Le Goff and Legoff, De Bono and Debono.
constexpr std::size_t kLongestParticle = 3;

// Whether two neighbouring words of a label may be written as one.
bool may_be_joined(std::string_view first, std::string_view second) {
  const std::string_view between(first.data() + first.size(),
                                 static_cast<std::size_t>(second.data() - first.data()) - first.size());
  return between == "-" || between == "'" || (between == " " && first.size() <= kLongestParticle);
}

}  // namespace

LabelIndex::Entry LabelIndex::add(std::string_view folded, bool joined) {
  const auto entry = static_cast<Entry>(entries_.size());
  const auto begin = static_cast<std::uint32_t>(words_.size());
  const std::vector<std::string_view> words = label_words(folded);
  for (std::size_t i = 0; i < words.size(); ++i)
    add_word(words[i], i == 0 || !text::is_stop_word(words[i]), entry);
  for (std::size_t i = 0; joined && i + 1 < words.size(); ++i) {
    if (may_be_joined(words[i], words[i + 1]))
      add_word(std::string(words[i]) + std::string(words[i + 1]), true, entry);
  }
  entries_.emplace_back(begin, static_cast<std::uint32_t>(words_.size()));
  return entry;
}

void LabelIndex::add_word(std::string_view word, bool is_key, Entry entry) {
  const std::size_t length = std::min(word.size(), kLongestWord);
  if (is_key) {
    const bool is_first = words_.size() == (entries_.empty() ? 0 : entries_.back().second);
    keys_.push_back(
        {static_cast<std::uint32_t>(words_.size()), static_cast<std::uint16_t>(length), is_first, entry});
  }
  words_ += word.substr(0, length);
  words_ += ' ';
}

void LabelIndex::sort() {
  std::sort(keys_.begin(), keys_.end(), [this](const Key& a, const Key& b) {
    const int order = word(a).compare(word(b));
    if (order != 0) return order < 0;
    return a.entry != b.entry ? a.entry < b.entry : a.is_first > b.is_first;
  });
}

bool LabelIndex::has_words(Entry entry, const std::vector<std::string>& prefixes) const {
  const auto [begin, end] = entries_[entry];
  const std::vector<std::string_view> words =
      label_words(std::string_view(words_).substr(begin, end - begin));
  return std::all_of(prefixes.begin(), prefixes.end(), [&](const std::string& prefix) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view w) { return w.starts_with(prefix); });
  });
}

}  // namespace fonds::search
