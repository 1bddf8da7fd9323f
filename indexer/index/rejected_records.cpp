#include "indexer/index/rejected_records.h"

#include <algorithm>
#include <sstream>

#include "indexer/index/access.h"
#include "indexer/index/durable_file.h"
#include "indexer/index/generation.h"

namespace fonds::index {

namespace {
constexpr const char* kRejectedFile = "rejected";
}  // namespace

void store_rejected(const std::filesystem::path& index, const RejectedRecords& rejected) {
  std::string text = rejected.read + " " + std::to_string(rejected.total) + "\n";
  for (std::size_t i = 0; i < std::min(rejected.lines.size(), RejectedRecords::kMostLines); ++i) {
    text += rejected.lines[i] + "\n";
  }
  replace_file(index / kRejectedFile, text, access_of(index));
}

RejectedRecords read_rejected(const std::filesystem::path& index) {
  RejectedRecords rejected;
  try {
    std::istringstream text(read_small_file(index / kRejectedFile).value_or(""));
    text >> rejected.read >> rejected.total;
    std::string line;
    std::getline(text, line);
    while (rejected.lines.size() < RejectedRecords::kMostLines && std::getline(text, line)) {
      rejected.lines.push_back(line);
    }
  } catch (const IndexError&) {
    return {};
  }
  return rejected;
}

}  // namespace fonds::index
