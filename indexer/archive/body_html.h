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
// A picture, by its place among the article's images.
struct ShownImage {
  // as Image's; ordered
  std::uint32_t begin = 0;
  std::string url, credit;
  std::uint32_t width = 0, height = 0;
  // where the page may not load it, a line with a link stands for it
  bool shown = true;
};
// What a body is set with. All is ordered; what lies outside the body is harmless.
struct BodyRanges {
  const std::vector<Block>& blocks;
  const std::vector<Link>& links;
  // bytes of the body, not overlapping
  const std::vector<Mark>& marks;
  std::vector<NameLink> names = {};
  std::vector<ShownImage> images = {};
  std::vector<Styled> styles = {};
  std::vector<Cell> cells = {};
  std::vector<Embed> embeds = {};
};
// The body as HTML: <p>, <h2>, <h3>, lists of all three kinds, <table>, <blockquote>, <pre>, <a href rel="nofollow
// noopener">, <a class="name" href> around `names` where the article has no link of its own, <strong>, <em>, <sup>
// and <sub>, and <mark> around `marks` (split at the borders of all these), <figure> with <img> and <figcaption>
// for `images`, and a <p class="embed"> with a link for `embeds`. The text with all tags removed is the escaped body
// of each block, but for the signs between the cells of a table, for alternatives, which are the alt of their
// picture, and for credits and the lines that stand for embeds and pictures.
std::string render_body_html(std::string_view body, const BodyRanges& ranges);

}  // namespace fonds::archive
