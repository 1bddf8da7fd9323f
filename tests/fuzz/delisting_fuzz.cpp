// Any bytes as a register of delisted articles: each line is an id, an error or a remark; never a crash.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/archive/admission.h"
#include "indexer/archive/delisting.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const Delisting delisting = parse_delisting({reinterpret_cast<const char*>(data), size});
  for (const std::string& id : delisting.ids) {
    if (!id_fault(id).empty()) std::abort();
  }
  for (const Delisting::Error& error : delisting.errors) {
    if (error.line == 0 || error.reason.empty()) std::abort();
  }
  return 0;
}
