// Any bytes as a Markdown file, its front matter included: never a crash, one outcome at most.
#include <cstdint>
#include <string>

#include "indexer/archive/charset.h"
#include "indexer/archive/markdown.h"
#include "tests/archive/collected.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  CollectingSink sink;
  read_markdown(decode_text(std::string(reinterpret_cast<const char*>(data), size)), "fuzz", {}, sink);
  if (sink.articles.size() + sink.rejections.size() > 1) __builtin_trap();
  return 0;
}
