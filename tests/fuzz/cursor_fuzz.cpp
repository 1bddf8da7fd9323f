// Any text as a cursor: refused, or a cursor that is the same when it is written and read again.
#include <bit>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/search/cursor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::search;
  const auto cursor = decode_cursor({reinterpret_cast<const char*>(data), size});
  if (!cursor) return 0;
  const auto again = decode_cursor(encode(*cursor));
  const bool same =
      again && again->sort == cursor->sort && again->given == cursor->given &&
      std::bit_cast<std::uint64_t>(again->score) == std::bit_cast<std::uint64_t>(cursor->score) &&
      again->order_key == cursor->order_key && again->generation == cursor->generation;
  if (!same) std::abort();
  return 0;
}
