// Any bytes under any declared charset: always UTF-8, never a crash. The first line of the input is the name.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/archive/charset.h"
#include "indexer/text/folding.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view name = bytes.substr(0, bytes.find('\n'));
  bytes.remove_prefix(std::min(name.size() + 1, bytes.size()));
  for (const std::string_view declared : {std::string_view(), name}) {
    if (!fonds::text::is_valid_utf8(decode_text(std::string(bytes), declared))) std::abort();
  }
  (void)declared_charset(bytes);
  return 0;
}
