#include "server/synonym_file.h"

#include <utility>

namespace fonds {

namespace {

// Far beyond what is parsed (search::SynonymLimits), so that a list that is too long is told with its line.
constexpr std::size_t kMaxSynonymBytes = 4 * search::SynonymLimits::kBytes;

WatchedFile watched_synonyms(std::filesystem::path path) {
  return {std::move(path), "the synonyms", kMaxSynonymBytes};
}

}  // namespace

void SynonymFile::require(std::filesystem::path path) {
  sources_.emplace_back(watched_synonyms(std::move(path)), true);
}

void SynonymFile::add(std::filesystem::path path) {
  sources_.emplace_back(watched_synonyms(std::move(path)), false);
}

std::optional<search::ParsedSynonyms> SynonymFile::read_if_changed() {
  for (WatchedText& source : sources_) changed_ = source.read_again() || changed_;
  if (!std::exchange(changed_, false)) return std::nullopt;
  std::vector<search::SynonymText> texts;
  for (const WatchedText& source : sources_) texts.push_back({source.text(), source.path().string()});
  return search::parse_synonyms(texts, analyzer_);
}

}  // namespace fonds
