// Pictures of an HTML text: their addresses, what stands for them, and the captions around them.
//
// Thread safety: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "indexer/archive/article.h"
#include "indexer/archive/html_tree.h"

namespace fonds::archive {

struct Picture {
  // its address as written
  Image image;
  // empty where it says nothing, such as a file's name
  std::string alternative;
};

// nullopt: nothing to be seen, such as a smiley, a counter of one pixel, or an address that is none.
std::optional<Picture> read_picture(const GumboNode& img);

// <figure>, and what WordPress made before there was one.
bool is_figure(const GumboNode& element);
bool is_caption(const GumboNode& element);
// The element that is a figure's own caption; nullptr where it has none.
const GumboNode* caption_of(const GumboNode& figure);

// Whether an alternative text is nothing beside the caption, whatever case and accents.
bool says_the_same(std::string_view alternative, std::string_view caption);
// An alternative text as one line; empty where it is the name of a file: IMG_2034, halle-1.jpg.
std::string spoken_alternative(std::string_view text);

}  // namespace fonds::archive
