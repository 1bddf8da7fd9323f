#include "indexer/archive/html_pictures.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "indexer/archive/admission.h"
#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

constexpr std::uint32_t kLeastPixels = 24;     // smaller ones are counters, bullets and smileys
constexpr std::size_t kNodesOfFigure = 2'000;  // looked at for a caption

template <std::size_t size>
bool has_one_of(std::string_view classes, const std::array<std::string_view, size>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](std::string_view word) { return text::has_word(classes, word); });
}

// "640", "640px"; 0 for "100%" and the like.
std::uint32_t pixels(std::string_view text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view rest = text.substr(static_cast<std::size_t>(end - text.data()));
  return error == std::errc() && (rest.empty() || rest == "px") ? number : 0;
}

constexpr std::string_view kHtmlSpace = " \t\r\n\f";

// Pictures that are loaded late have their address elsewhere, and a tiny picture of no content in its place.
std::string_view address_of(const GumboNode& img) {
  for (const char* name : {"data-lazy-src", "data-src", "data-original", "src"}) {
    const std::string_view address = text::trimmed(attribute(img, name), kHtmlSpace);
    if (!address.empty() && !address.starts_with("data:")) return address;
  }
  const std::string_view candidates = text::trimmed(attribute(img, "srcset"), kHtmlSpace);
  return candidates.substr(0, candidates.find_first_of(" ,"));
}

bool is_file_name(std::string_view text) {
  if (text.find(' ') != std::string_view::npos) return false;
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/'; });
}

}  // namespace

std::string spoken_alternative(std::string_view text) {
  std::string line = one_line(text);
  return is_file_name(line) ? std::string() : line;
}

std::optional<Picture> read_picture(const GumboNode& img) {
  constexpr auto kSmileys = std::to_array<std::string_view>({"emoji", "wp-smiley", "avatar"});
  if (has_one_of(attribute(img, "class"), kSmileys)) return std::nullopt;
  Picture picture;
  picture.image.url = address_of(img);
  picture.image.width = pixels(text::trimmed(attribute(img, "width"), kHtmlSpace));
  picture.image.height = pixels(text::trimmed(attribute(img, "height"), kHtmlSpace));
  const auto tiny = [](std::uint32_t length) { return length > 0 && length < kLeastPixels; };
  if (picture.image.url.empty() || tiny(picture.image.width) || tiny(picture.image.height))
    return std::nullopt;
  picture.alternative = spoken_alternative(attribute(img, "alt"));
  return picture;
}

bool is_figure(const GumboNode& element) {
  constexpr auto kFigures = std::to_array<std::string_view>({"wp-caption", "gallery-item"});
  return element.v.element.tag == GUMBO_TAG_FIGURE || has_one_of(attribute(element, "class"), kFigures);
}

bool is_caption(const GumboNode& element) {
  constexpr auto kCaptions = std::to_array<std::string_view>({"wp-caption-text", "gallery-caption"});
  return element.v.element.tag == GUMBO_TAG_FIGCAPTION || has_one_of(attribute(element, "class"), kCaptions);
}

const GumboNode* caption_of(const GumboNode& figure) {
  std::vector<const GumboNode*> waiting{&figure};
  for (std::size_t seen = 0; !waiting.empty() && seen < kNodesOfFigure; ++seen) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT) {
      if (is_caption(node)) return &node;
      if (&node != &figure && is_figure(node)) continue;
    }
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return nullptr;
}

bool says_the_same(std::string_view alternative, std::string_view caption) {
  return text::fold(caption).find(text::fold(alternative)) != std::string::npos;
}

}  // namespace fonds::archive
