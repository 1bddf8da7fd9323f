// From an article's plain body and its blocks back to safe HTML.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"

namespace fonds::archive {

// Appends text with & < > " ' escaped.
void escape_html(std::string_view text, std::string& out);
std::string escape_html(std::string_view text);

struct Mark {
  // bytes of the body; ordered, not overlapping
  std::uint32_t begin = 0, end = 0;
};
// A link of the site's own, around a name in the text.
struct NameLink {
  // bytes of the body; ordered
  std::uint32_t begin = 0, end = 0;
  // an address that this program has made
  std::string href;
};
// A picture that is shown, by its place among the article's images.
struct ShownImage {
  // as Image's; ordered
  std::uint32_t begin = 0;
  std::string url, credit;
  std::uint32_t width = 0, height = 0;
};
// The body as HTML: <p>, <h2>, <ul><li>, <blockquote>, <pre>, <a href rel="nofollow noopener">, <a
// class="name" href> around `names` where the article has no link of its own, and <mark> around `marks`
// (split at block and link borders), and <figure> with <img> and <figcaption> for `images`. The text with all tags
// removed is the escaped body of each block, but for alternatives, which are the alt of their picture, and credits.
std::string render_body_html(std::string_view body, const std::vector<Block>& blocks,
                             const std::vector<Link>& links, const std::vector<Mark>& marks,
                             const std::vector<NameLink>& names = {},
                             const std::vector<ShownImage>& images = {});

}  // namespace fonds::archive
