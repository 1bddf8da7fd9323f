// Any bytes as a register of delisted articles: never a crash, and a line that names nothing is told by its number.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/archive/delisting.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const Delisting delisting = parse_delisting({reinterpret_cast<const char*>(data), size});
  for (const Delisting::Error& error : delisting.errors) {
    if (error.line == 0 || error.reason.empty()) std::abort();
  }
  return 0;
}
