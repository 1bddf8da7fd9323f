// From HTML to what a reader reads: plain text in blocks, with its links. No markup survives; scripts, forms,
// pictures and their captions are left out. The one way from any HTML to an article's body.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"
#include "indexer/archive/html_tree.h"

namespace fonds::archive {

struct CleanText {
  std::string text;           // blocks joined by "\n\n"; <br> is "\n"
  std::vector<Block> blocks;  // cover text but for the joints
  std::vector<Link> links;
};

enum class LineBreaks : std::uint8_t {
  html,       // a line end is white space
  wordpress,  // a line end is a line break, a blank line begins a paragraph
};

enum class PageFurniture : std::uint8_t {
  keep,
  drop,  // nav, header, footer and aside are left out
};

inline constexpr const char* kTooTangled = "the HTML is too deeply tangled to be read: simplify it";

// A fragment such as an article's body. nullopt: kTooTangled.
std::optional<CleanText> clean_html(std::string_view html, LineBreaks breaks);
// A part of a tree.
CleanText clean_node(const GumboNode& node, LineBreaks breaks, PageFurniture furniture);
// What is meant to be a single line (a title, a label), with its entities and tags resolved.
std::string clean_line(std::string_view html);
std::string clean_line(const GumboNode& node);

// Removes the first `count` blocks with their text.
void drop_first_blocks(CleanText& clean, std::size_t count);

}  // namespace fonds::archive
