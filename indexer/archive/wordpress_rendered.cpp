#include "indexer/archive/wordpress_rendered.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/archive/embeds.h"
#include "indexer/archive/page_vocabulary.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

// What stands for an address in the export. The services' own scripts ask for these names.
constexpr std::array<std::string_view, 9> kEmbedClasses = {
    "wp-block-embed", "wp-embedded-content", "twitter-tweet", "twitter-video",  "instagram-media",
    "fb-post",        "tiktok-embed",        "bluesky-embed", "reddit-embed-bq"};

// Blocks of WordPress itself that hold no word of the post: an export has only their names.
constexpr std::array<std::string_view, 16> kDynamicBlocks = {
    "wp-block-latest-posts",  "wp-block-latest-comments", "wp-block-archives",
    "wp-block-categories",    "wp-block-calendar",        "wp-block-rss",
    "wp-block-tag-cloud",     "wp-block-page-list",       "wp-block-loginout",
    "wp-block-social-links",  "wp-block-query",           "wp-block-post-template",
    "wp-block-post-comments", "wp-block-navigation",      "wp-block-post-terms",
    "wp-block-search"};

// Only these hold parts that plugins add; a word in a paragraph may have any class.
bool is_container(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

bool is_foreign(const GumboNode& element) {
  const std::string_view classes = attribute(element, "class");
  for (const auto& name : kEmbedClasses) {
    if (text::has_word(classes, name)) return true;
  }
  for (const auto& name : kDynamicBlocks) {
    if (text::has_word(classes, name)) return true;
  }
  const GumboTag tag = element.v.element.tag;
  if (tag == GUMBO_TAG_NAV) return true;
  if (!is_container(tag)) return false;
  for (const std::string_view names : {classes, attribute(element, "id")}) {
    switch (part_named(names)) {
      case PartName::comments:
      case PartName::elsewhere:
      case PartName::frame:
        return true;
      case PartName::unknown:
      case PartName::byline:
        break;
    }
  }
  return false;
}

LeftOut foreign_parts(const GumboNode& root) {
  LeftOut parts;
  std::vector<const GumboNode*> waiting{&root};
  while (!waiting.empty()) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT && is_foreign(node)) {
      parts.insert(&node);
      continue;
    }
    const GumboVector& children = children_of(node);
    for (unsigned i = 0; i < children.length; ++i)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return parts;
}

std::vector<std::string> words_in(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text::fold(text)) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (is_letter) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace

std::optional<CleanText> clean_rendered(std::string_view html) {
  const std::string reduced = with_embed_frames(strip_shortcodes(html));
  const HtmlTree tree(reduced, HtmlTree::Scope::fragment);
  if (tree.root() == nullptr) return std::nullopt;
  return clean_node(*tree.root(), LineBreaks::html, foreign_parts(*tree.root()));
}

bool is_made_from_text(std::string_view excerpt, std::string_view text) {
  // Themes end it with what they like: "[…]", "Lire la suite".
  constexpr std::size_t kEndingWords = 6;
  // WordPress leaves out what is no paragraph, heading or list: the words go on a little further down.
  constexpr std::size_t kFurthest = 120;
  const std::vector<std::string> of_excerpt = words_in(excerpt);
  const std::vector<std::string> of_text =
      words_in(text.substr(0, std::min(text.size(), excerpt.size() * 3 + 4000)));
  if (of_excerpt.empty()) return true;
  std::size_t at = 0, met = 0, first_missing = of_excerpt.size();
  for (std::size_t i = 0; i < of_excerpt.size(); ++i) {
    const std::size_t end = std::min(of_text.size(), at + kFurthest);
    std::size_t found = at;
    while (found < end && of_text[found] != of_excerpt[i]) ++found;
    if (found == end) {
      first_missing = std::min(first_missing, i);
      continue;
    }
    ++met;
    at = found + 1;
  }
  // All of it, or all but the ending; a lead that somebody wrote has words of its own throughout.
  return met == of_excerpt.size() ||
         (first_missing + kEndingWords >= of_excerpt.size() && first_missing * 2 > of_excerpt.size());
}

}  // namespace fonds::archive
