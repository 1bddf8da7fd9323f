#include "server/synonym_file.h"

#include <system_error>
#include <utility>

namespace fonds {

namespace {

// Far beyond what is parsed (search::SynonymLimits), so that a list that is too long is told with its line.
constexpr std::size_t kMaxBytes = 4 * search::SynonymLimits::kBytes;

WatchedFile watched(std::filesystem::path path) {
  return {std::move(path), "the synonyms", kMaxBytes};
}

}  // namespace

void SynonymFile::require(std::filesystem::path path) {
  sources_.push_back({watched(std::move(path))});
}

void SynonymFile::add(std::filesystem::path path) {
  sources_.push_back({watched(std::move(path)), false});
}

bool SynonymFile::read_again(Source& source) {
  std::error_code error;
  if (!source.required && !std::filesystem::exists(source.file.path(), error)) {
    const bool changed = source.text != "";
    // One that comes back is read from the beginning.
    if (changed) source.file = watched(source.file.path());
    source.text = "";
    return changed;
  }
  std::optional<std::string> text = source.file.read_if_changed();
  if (!text) return false;
  source.text = std::move(text);
  return true;
}

std::optional<search::ParsedSynonyms> SynonymFile::read_if_changed() {
  for (Source& source : sources_) changed_ = read_again(source) || changed_;
  if (!std::exchange(changed_, false)) return std::nullopt;
  std::vector<search::SynonymText> texts;
  for (const Source& source : sources_)
    texts.push_back({source.text.value_or(""), source.file.path().string()});
  return search::parse_synonyms(texts, analyzer_);
}

}  // namespace fonds
