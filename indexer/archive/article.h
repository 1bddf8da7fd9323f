// An article as every source format yields it and every later layer takes it. Plain data.
#pragma once

#include <cstddef>
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
  // of the picture before it
  caption,
  // what the picture before it shows, for those who do not see it
  alternative,
  // below another heading: <h3> to <h6>
  subheading,
  // of a definition list
  term,
  definition,
  // of a numbered list; the first begins one
  numbered_first,
  numbered_item,
  // a row of a table, its cells in Article::cells; the first begins one
  table,
  table_row,
};
inline constexpr BlockKind kLastBlockKind = BlockKind::table_row;
struct Block {
  // bytes of Article::body; blocks are ordered and do not overlap
  std::uint32_t begin = 0, end = 0;
  BlockKind kind = BlockKind::paragraph;
  bool operator==(const Block&) const = default;
};
struct Link {
  // bytes of Article::body, inside one block
  std::uint32_t begin = 0, end = 0;
  // http:, https: or mailto: only
  std::string href;
  bool operator==(const Link&) const = default;
};

// How words are set. Their text is the same with it and without.
enum class Style : std::uint8_t { strong, emphasis, superscript, subscript };
inline constexpr std::size_t kStyles = 4;
struct Styled {
  // bytes of Article::body, inside one block; of one style they do not overlap
  std::uint32_t begin = 0, end = 0;
  Style style = Style::strong;
  bool operator==(const Styled&) const = default;
};

// A cell of a table.
struct Cell {
  // bytes of Article::body, inside a block that is a row; empty where nothing stands in it
  std::uint32_t begin = 0, end = 0;
  bool header = false;
  // how many it covers; 1 to kMostCellsCovered
  std::uint32_t columns = 1, rows = 1;
  bool operator==(const Cell&) const = default;
};
inline constexpr std::uint32_t kMostCellsCovered = 100;

// What another site was to show in the text: a video, a sound, a map.
struct Embed {
  // http: or https:, or from the root of the site
  std::string url;
  // as Image::begin
  std::uint32_t begin = 0;
  bool operator==(const Embed&) const = default;
};

// A picture of an article. What is said of it are blocks of the body, so that its words are found: an alternative
// and a caption, either or both, right behind it.
struct Image {
  // http: or https:, or from the root of the site that shows it: "/photos/halle.jpg"
  std::string url;
  std::string credit;
  // pixels; 0 = not known
  std::uint32_t width = 0, height = 0;
  // bytes of Article::body before it: where a block begins, or the end
  std::uint32_t begin = 0;
  bool operator==(const Image&) const = default;
};

struct Article {
  // unique, 1 to 200 bytes of UTF-8 without control characters
  std::string id;
  // never empty
  std::string title;
  std::string lead;
  // plain text. For format "text" it is the source's, byte for byte; else blocks joined by "\n\n"
  std::string body;
  // in order; covers all words of body
  std::vector<Block> blocks;
  std::vector<Link> links;
  // by where they begin
  std::vector<Styled> styles;
  // of all tables, in order
  std::vector<Cell> cells;
  // in the order they are shown
  std::vector<Image> images;
  std::vector<Embed> embeds;
  std::string url, author, source, lang;
  // calendar day in Europe/Paris; nullopt = undated
  std::optional<text::Day> day;
  // instant, where the source gives a time
  std::optional<std::int64_t> published;
  std::optional<std::int64_t> modified;
  // labels, as written, without duplicates
  std::vector<std::string> dossiers;
  // labels named by the editor
  std::vector<std::string> persons;
  // Of the paper itself, such as its legal notice: no article, and no result of a reader's search.
  bool is_page = false;
};

}  // namespace fonds::archive
