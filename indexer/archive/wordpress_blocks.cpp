#include "indexer/archive/wordpress_blocks.h"

#include <utility>

#include "indexer/archive/record_sink.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kReference = "<!-- wp:block ";
constexpr std::string_view kReferenceEnd = "-->";
// Blocks may stand in blocks, and a site's slip may make a circle of them.
constexpr int kMaxReferenceDepth = 4;

struct BlockReference {
  std::size_t begin = 0, end = 0;  // bytes
  std::string_view number;
};

// The next `<!-- wp:block {"ref":50} /-->` from `at` on; begin = npos where there is none.
BlockReference next_reference(std::string_view content, std::size_t at) {
  BlockReference found;
  found.begin = content.find(kReference, at);
  if (found.begin == std::string_view::npos) return found;
  const std::size_t end = content.find(kReferenceEnd, found.begin);
  found.end = end == std::string_view::npos ? content.size() : end + kReferenceEnd.size();
  const std::string_view attributes = content.substr(found.begin, found.end - found.begin);
  const std::size_t key = attributes.find("\"ref\"");
  if (key == std::string_view::npos) return found;
  const std::size_t first = attributes.find_first_of("0123456789", key);
  if (first == std::string_view::npos) return found;
  found.number = attributes.substr(first, attributes.find_first_not_of("0123456789", first) - first);
  return found;
}

}  // namespace

void ReusableBlocks::add(std::string number, std::string content) {
  contents_.try_emplace(std::move(number), std::move(content));
}

bool ReusableBlocks::lacks_one(std::string_view content) const {
  for (BlockReference reference = next_reference(content, 0); reference.begin != std::string_view::npos;
       reference = next_reference(content, reference.end)) {
    if (!reference.number.empty() && contents_.find(reference.number) == contents_.end()) return true;
  }
  return false;
}

std::string ReusableBlocks::expanded(std::string_view content) const {
  std::string out;
  expand(content, 0, out);
  return out;
}

void ReusableBlocks::expand(std::string_view content, int depth, std::string& out) const {
  std::size_t copied = 0;
  for (BlockReference reference = next_reference(content, 0); reference.begin != std::string_view::npos;
       reference = next_reference(content, reference.end)) {
    out.append(content.substr(copied, reference.begin - copied));
    copied = reference.end;
    const auto block = contents_.find(reference.number);
    if (block == contents_.end() || depth == kMaxReferenceDepth) continue;
    if (out.size() + block->second.size() > kMaxRecordBytes) continue;
    expand(block->second, depth + 1, out);
  }
  out.append(content.substr(copied));
}

}  // namespace fonds::archive
