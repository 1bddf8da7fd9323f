// An article as every source format yields it and every later layer takes it. Plain data.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/text/calendar.h"

namespace fonds::archive {

// The block structure of a body: what a site needs to show it decently, as offsets into the plain text, so
// that highlighting works on text alone and the HTML is rebuilt from it (and is therefore always sanitised).
enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  list_item,
  quote,
  preformatted,
  caption,      // of the picture before it
  alternative,  // what the picture before it shows, for those who do not see it
};
struct Block {
  std::uint32_t begin = 0, end = 0;  // bytes of Article::body; blocks are ordered and do not overlap
  BlockKind kind = BlockKind::paragraph;
  bool operator==(const Block&) const = default;
};
struct Link {
  std::uint32_t begin = 0, end = 0;  // bytes of Article::body, inside one block
  std::string href;                  // http:, https: or mailto: only
  bool operator==(const Link&) const = default;
};

// A picture of an article. What is said of it are blocks of the body, so that its words are found: an alternative
// and a caption, either or both, right behind it.
struct Image {
  std::string url;  // http: or https:, or from the root of the site that shows it: "/photos/halle.jpg"
  std::string credit;
  std::uint32_t width = 0, height = 0;  // pixels; 0 = not known
  std::uint32_t begin = 0;              // bytes of Article::body before it: where a block begins, or the end
  bool operator==(const Image&) const = default;
};

struct Article {
  std::string id;     // unique, 1 to 200 bytes of UTF-8 without control characters
  std::string title;  // never empty
  std::string lead;
  std::string
      body;  // plain text. For format "text" it is the source's, byte for byte; else blocks joined by "\n\n"
  std::vector<Block> blocks;  // in order; covers all words of body
  std::vector<Link> links;
  std::vector<Image> images;  // in the order they are shown
  std::string url, author, source, lang;
  std::optional<text::Day> day;           // calendar day in Europe/Paris; nullopt = undated
  std::optional<std::int64_t> published;  // instant, where the source gives a time
  std::optional<std::int64_t> modified;
  std::vector<std::string> dossiers;  // labels, as written, without duplicates
  std::vector<std::string> persons;   // labels named by the editor
};

}  // namespace fonds::archive
