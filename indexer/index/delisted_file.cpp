#include "indexer/index/delisted_file.h"

#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"

namespace fonds::index {

namespace {

constexpr const char* kDelistedFile = "delisted";

}  // namespace

void write_delisted(const std::filesystem::path& generation, std::string_view text) {
  write_durably(generation / kDelistedFile, text);
}

std::string delisted_in(const std::filesystem::path& index) {
  try {
    const auto generation = current_generation_folder(index);
    if (generation) return read_whole_file(*generation / kDelistedFile).value_or("");
  } catch (const IndexError&) {
    // A damaged index is replaced like any other.
  }
  return {};
}

}  // namespace fonds::index
