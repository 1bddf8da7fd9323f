#include "indexer/index/unpublished_generation.h"

#include <ctime>
#include <system_error>
#include <utility>

#include "indexer/index/article_store.h"
#include "indexer/index/generation.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"

namespace fonds::index {

namespace fs = std::filesystem;

UnpublishedGeneration::UnpublishedGeneration(fs::path index)
    : index_(std::move(index)), folder_(create_generation(index_)) {}

UnpublishedGeneration::~UnpublishedGeneration() {
  std::error_code ignored;  // the next writer removes what is left
  if (!published_) fs::remove_all(folder_, ignored);
}

fs::path UnpublishedGeneration::database() const {
  return folder_ / kDatabaseFolder;
}

fs::path UnpublishedGeneration::articles() const {
  return folder_ / kArticleFile;
}

fs::path UnpublishedGeneration::scratch() const {
  return folder_ / "scratch";
}

void UnpublishedGeneration::publish(std::uint64_t articles, std::uint64_t compacted_bytes) {
  fs::remove_all(scratch());
  Manifest manifest;
  manifest.schema = kSchemaVersion;
  manifest.fingerprint = text::Analyzer::fingerprint();
  manifest.articles = articles;
  manifest.compacted_bytes = compacted_bytes;
  manifest.updated = text::rfc3339(std::time(nullptr));
  index::publish(index_, folder_, manifest);
  published_ = true;
  remove_abandoned(index_);
}

}  // namespace fonds::index
