// Any bytes as MANIFEST.json: refused, of another schema, or exactly what would be written of it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "indexer/index/manifest.h"
#include "indexer/index/schema.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::index;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto record = parse_manifest(bytes);
  if (record && record->manifest.schema == kSchemaVersion && format_manifest(*record) != bytes) std::abort();
  return 0;
}
