// Any bytes as compressed data: an error of ours or a text, never a crash or an endless loop.
#include <cstdint>
#include <string_view>

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::size_t kLimit = 1u << 20;  // a few bytes may inflate to gigabytes
  for (const Compression compression : {Compression::by_content, Compression::gzip, Compression::zstd}) {
    try {
      (void)read_all(*memory_stream(bytes, compression, "fuzz"), kLimit);
    } catch (const SourceError&) {
      // What damaged data must give.
    }
  }
  return 0;
}
