// Any bytes as a register of delisted articles: each line has names, or is an error or a remark; never a crash.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/archive/article_names.h"
#include "indexer/archive/delisting.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const Delisting delisting = parse_delisting({reinterpret_cast<const char*>(data), size});
  for (const Delisting::Line& line : delisting.lines) {
    if (line.number == 0 || line.names.empty()) std::abort();
    for (const std::string& name : line.names) {
      if (name.size() < 2 || (name.front() != kIdKind && name.front() != kAddressKind)) std::abort();
    }
  }
  for (const Delisting::Error& error : delisting.errors) {
    if (error.line == 0 || error.reason.empty()) std::abort();
  }
  return 0;
}
