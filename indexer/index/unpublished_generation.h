// A generation being written: a folder that is gone again unless it is published.
//
// Thread safety: one thread. REQUIRES: the writer's lock, for as long as this lives.
#pragma once

#include <cstdint>
#include <filesystem>

#include "indexer/index/generation.h"

namespace fonds::index {

class UnpublishedGeneration {
 public:
  explicit UnpublishedGeneration(std::filesystem::path index);
  ~UnpublishedGeneration();
  UnpublishedGeneration(const UnpublishedGeneration&) = delete;
  UnpublishedGeneration& operator=(const UnpublishedGeneration&) = delete;

  const std::filesystem::path& folder() const { return folder_; }
  // where the Xapian folder belongs
  std::filesystem::path database() const;
  // and the article store
  std::filesystem::path articles() const;
  // for what must be gone before publishing; gone with the generation too
  std::filesystem::path scratch() const;

  // Removes scratch(), and makes what is in database() the current generation. `compacted_bytes`: see
  // Manifest. Once it is current it stays, whatever is thrown afterwards (IndexError unconfirmed).
  void publish(std::uint64_t articles, std::uint64_t compacted_bytes, Earlier earlier = Earlier::kept);

 private:
  bool may_be_current() const;
  std::filesystem::path index_, folder_;
  bool publishing_ = false, published_ = false;
};

}  // namespace fonds::index
