#include "indexer/archive/embeds.h"

#include <algorithm>
#include <cstddef>

#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) &&
         text.find_first_of(" \t\r\n<>\"") == std::string_view::npos;
}

// What remains of a line inside the tags of a paragraph: "<p>https://…</p>", "https://…<br />".
std::string_view without_paragraph_tags(std::string_view line) {
  if (line.starts_with("<p>") || line.starts_with("<p "))
    line.remove_prefix(std::min(line.find('>'), line.size() - 1) + 1);
  for (const std::string_view end : {"</p>", "<br />", "<br/>", "<br>"}) {
    if (line.ends_with(end)) line.remove_suffix(end.size());
  }
  return text::trimmed(line);
}

}  // namespace

std::string without_embeds(std::string_view html) {
  std::string text;
  text.reserve(html.size());
  for (std::size_t begin = 0; begin < html.size();) {
    const std::size_t end = std::min(html.find('\n', begin), html.size());
    const std::string_view line = html.substr(begin, end - begin);
    if (!is_address(without_paragraph_tags(text::trimmed(line)))) text.append(line);
    if (end < html.size()) text += '\n';
    begin = end + 1;
  }
  return text;
}

}  // namespace fonds::archive
