#include "server/synonym_file.h"

#include <string>
#include <utility>

namespace fonds {

namespace {

// Far beyond what is parsed (search::SynonymLimits), so that a list that is too long is told with its line.
constexpr std::size_t kMaxBytes = 4 * search::SynonymLimits::kBytes;

}  // namespace

SynonymFile::SynonymFile(std::filesystem::path path) : file_(std::move(path), "the synonyms", kMaxBytes) {}

std::optional<search::ParsedSynonyms> SynonymFile::read_if_changed() {
  const std::optional<std::string> contents = file_.read_if_changed();
  if (!contents) return std::nullopt;
  return search::parse_synonyms(*contents, file_.path().string(), analyzer_);
}

}  // namespace fonds
