// Any bytes as a WordPress export: never a crash, and every item gives at most one outcome.
#include <cstdint>
#include <string_view>

#include "indexer/archive/admission.h"
#include "indexer/archive/wordpress.h"
#include "tests/archive/collected.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The same in one piece and in small ones: borders of reads must not show.
  CollectingSink whole, pieces;
  read_wordpress(*memory_stream(bytes, Compression::none, "fuzz"), {}, whole);
  TrickleStream trickle(bytes, 3);
  read_wordpress(trickle, {}, pieces);
  if (whole.articles.size() != pieces.articles.size() || whole.rejections.size() != pieces.rejections.size())
    __builtin_trap();
  return 0;
}
