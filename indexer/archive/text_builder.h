// Builds a CleanText from pieces of text, line breaks and block borders: collapses white space, joins blocks,
// keeps the extents of links, styles and cells. Knows nothing of HTML.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/article.h"

namespace fonds::archive {

struct CleanText;

class TextBuilder {
 public:
  explicit TextBuilder(bool line_ends_break) : line_ends_break_(line_ends_break) {}

  void text(std::string_view utf8);
  // two of them begin a new block
  void line_break();
  // The end of a block, if one is begun. A block without words goes, and so does a paragraph that is nothing but
  // an address that is no link.
  void border();
  // the border between two cells of a table row
  void cell();
  // A cell that is kept, in a block that is a row, until close_cell(). Of `shape` all but its place counts.
  void open_cell(Cell shape);
  void close_cell();

  BlockKind kind() const { return kind_; }
  // of the blocks begun from now on
  void set_kind(BlockKind kind) { kind_ = kind; }

  // What follows is a link, until close_link(). Other addresses than http, https and mailto are no links.
  void open_link(std::string_view href);
  void close_link();

  // What follows is set so, until it was closed as often as it was opened.
  void open_style(Style style);
  void close_style(Style style);

  // What another site was to show, as a picture is put; nothing where it has no address.
  void embed(std::string url);
  // Nothing stands before on the line that is written next.
  bool at_line_begin() const { return !in_block_ || breaks_ > 0; }
  // A picture, and what is said of it, between two blocks: behind the one that is begun.
  void picture(Image image, std::string alternative, std::string caption);
  // More of a caption, behind the last picture.
  void caption(std::string text);

  CleanText finish();

 private:
  void append(std::string_view visible);
  void put_break();
  void end_link_piece();
  void end_style_piece(std::size_t style);
  void end_style_pieces();
  void put_pictures();
  void put_block(std::string_view text, BlockKind kind);
  // The ranges that begin in the block at hand go with it.
  void drop_ranges();
  struct Picture {
    std::optional<Image> image;
    std::string alternative, caption;
    // of what is no picture
    std::string embed;
  };

  const bool line_ends_break_;
  std::string text_;
  std::vector<Block> blocks_;
  std::vector<Link> links_;
  std::vector<Styled> styles_;
  std::vector<Cell> cells_;
  std::vector<Image> images_;
  std::vector<Embed> embeds_;
  // to be put behind the block that is begun
  std::vector<Picture> pictures_;

  BlockKind kind_ = BlockKind::paragraph;
  bool in_block_ = false;
  Block block_;
  // white space waits to be written before the next visible character
  bool space_ = false;
  // a cell border does
  bool cell_ = false;
  // line breaks do
  int breaks_ = 0;
  // the last thing was <br>: a line end behind it is not a second break
  bool after_break_tag_ = false;

  // of the open link
  std::string href_;
  std::optional<std::uint32_t> link_begin_;

  struct OpenStyle {
    int depth = 0;
    std::optional<std::uint32_t> begin;
  };
  std::array<OpenStyle, kStyles> open_styles_;
  // the open cell, and where its words begin
  std::optional<Cell> open_cell_;
  std::optional<std::uint32_t> cell_begin_;
  // closed before the first word of their row
  std::vector<Cell> early_cells_;
};

// http:, https: or mailto:, without white space or control characters inside.
bool is_safe_href(std::string_view href);

}  // namespace fonds::archive
