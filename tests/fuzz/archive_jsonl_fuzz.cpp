// Any bytes as JSON Lines: never a crash; what is admitted keeps the promises of article.h.
#include <cstdint>
#include <string_view>

#include "indexer/archive/admission.h"
#include "indexer/archive/body_html.h"
#include "indexer/archive/jsonl.h"
#include "indexer/text/folding.h"
#include "tests/archive/collected.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CollectingSink sink;
  read_jsonl(*memory_stream(bytes, Compression::none, "fuzz"), {}, sink);
  for (Article& article : sink.articles) {
    if (!admit(article, {}).empty()) continue;
    if (article.title.empty() || !fonds::text::is_valid_utf8(article.title)) __builtin_trap();
    if (!fonds::text::is_valid_utf8(article.body)) __builtin_trap();
    std::uint32_t end = 0;
    for (const Block& block : article.blocks) {
      if (block.begin < end || block.end <= block.begin || block.end > article.body.size()) __builtin_trap();
      end = block.end;
    }
    render_body_html(
        article.body,
        {article.blocks, article.links, {}, {}, {}, article.styles, article.cells, article.embeds});
  }
  return 0;
}
