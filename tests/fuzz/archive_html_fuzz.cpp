// Any bytes as a web page and as an HTML body: never a crash; blocks and links stay inside the text; and the
// HTML made of the result, cleaned again, has the same words.
#include <cstdint>
#include <string>

#include "indexer/archive/body_html.h"
#include "indexer/archive/charset.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/html_page.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/text/folding.h"
#include "tests/archive/collected.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace fonds::archive;
  const std::string html = decode_text(std::string(reinterpret_cast<const char*>(data), size));
  CollectingSink sink;
  read_html_page(html, "fuzz", {}, sink);
  if (sink.articles.size() + sink.rejections.size() != 1) __builtin_trap();
  for (const LineBreaks breaks : {LineBreaks::html, LineBreaks::wordpress}) {
    const auto clean = clean_html(strip_shortcodes(html), breaks);
    if (!clean) continue;
    if (!fonds::text::is_valid_utf8(clean->text)) __builtin_trap();
    std::uint32_t end = 0;
    for (const Block& block : clean->blocks) {
      if (block.begin < end || block.end <= block.begin || block.end > clean->text.size()) __builtin_trap();
      end = block.end;
    }
    for (const Link& link : clean->links) {
      if (link.begin >= link.end || link.end > end) __builtin_trap();
    }
    if (!clean_html(
            render_body_html(
                clean->text,
                {clean->blocks, clean->links, {}, {}, {}, clean->styles, clean->cells, clean->embeds}),
            LineBreaks::html))
      __builtin_trap();
  }
  return 0;
}
