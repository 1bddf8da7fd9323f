#include "indexer/index/unpublished_generation.h"

#include <ctime>
#include <utility>

#include "indexer/index/article_store.h"
#include "indexer/index/folder.h"
#include "indexer/index/generation.h"
#include "indexer/index/schema.h"
#include "indexer/text/analyzer.h"
#include "indexer/text/calendar.h"

namespace fonds::index {

namespace fs = std::filesystem;

UnpublishedGeneration::UnpublishedGeneration(fs::path index)
    : index_(std::move(index)), folder_(create_generation(index_)) {}

UnpublishedGeneration::~UnpublishedGeneration() {
  if (published_ || (publishing_ && may_be_current())) return;
  remove_tree(folder_);  // the next writer removes what is left
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

// A rename that has failed may have happened all the same, on a disk that fails or across a network.
bool UnpublishedGeneration::may_be_current() const {
  try {
    return current_generation_folder(index_) == folder_;
  } catch (const IndexError&) {
    return true;
  }
}

void UnpublishedGeneration::publish(std::uint64_t articles, std::uint64_t compacted_bytes, Earlier earlier) {
  if (!remove_tree(scratch())) {
    throw IndexError(IndexError::Kind::io, "cannot remove " + scratch().string());
  }
  Manifest manifest;
  manifest.schema = kSchemaVersion;
  manifest.fingerprint = text::Analyzer::fingerprint();
  manifest.articles = articles;
  manifest.compacted_bytes = compacted_bytes;
  manifest.updated = text::rfc3339(std::time(nullptr));
  publishing_ = true;
  try {
    index::publish(index_, folder_, manifest, earlier);
  } catch (const IndexError& error) {
    published_ = error.kind() == IndexError::Kind::unconfirmed;
    throw;
  }
  published_ = true;
  if (earlier == Earlier::kept) return remove_abandoned(index_);
  try {
    drop_earlier_generations(index_);
  } catch (const IndexError& error) {
    throw IndexError(IndexError::Kind::unconfirmed,
                     "the new state is published, but " + std::string(error.what()));
  }
}

}  // namespace fonds::index
