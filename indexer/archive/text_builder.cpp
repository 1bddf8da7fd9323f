#include "indexer/archive/text_builder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/control_characters.h"
#include "indexer/text/ascii.h"

namespace fonds::archive {
namespace {

constexpr std::string_view kBlockJoint = "\n\n";  // between two blocks
constexpr std::string_view kCellSeparator = " | ";
constexpr std::string_view kObjectReplacement = "\xEF\xBF\xBC";

// The bytes at the front of `text` that no reader sees: white space of every kind, and characters without
// width.
std::size_t invisible_prefix(std::string_view text) {
  if (text.empty()) return 0;
  if (static_cast<unsigned char>(text[0]) <= 0x20) return 1;
  for (const std::string_view character :
       {"\xC2\xA0", "\xC2\xAD", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
        "\xE2\x80\x89", "\xE2\x80\x83", "\xE2\x81\xA0", "\xEF\xBB\xBF", "\xE3\x80\x80"}) {
    if (text.starts_with(character)) return character.size();
  }
  return 0;
}

bool is_invisible(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = invisible_prefix(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool has_prefix_ignoring_case(std::string_view text, std::string_view lower_prefix) {
  return text.size() >= lower_prefix.size() &&
         std::equal(lower_prefix.begin(), lower_prefix.end(), text.begin(),
                    [](char expected, char c) { return expected == text::ascii_lower(c); });
}

bool is_address(std::string_view text) {
  return (text.starts_with("http://") || text.starts_with("https://")) &&
         text.find_first_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

bool is_safe_href(std::string_view href) {
  if (std::any_of(href.begin(), href.end(),
                  [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7F; })) {
    return false;
  }
  return has_prefix_ignoring_case(href, "http://") || has_prefix_ignoring_case(href, "https://") ||
         has_prefix_ignoring_case(href, "mailto:");
}

void TextBuilder::text(std::string_view utf8) {
  // U+FFFC stands for a picture that was pasted and lost.
  for (std::size_t at; (at = utf8.find(kObjectReplacement)) != std::string_view::npos;) {
    text(utf8.substr(0, at));
    text(" ");
    utf8.remove_prefix(at + kObjectReplacement.size());
  }
  if (kind_ == BlockKind::preformatted) {
    while (!utf8.empty()) {
      const std::size_t line = std::min(utf8.find('\n'), utf8.size());
      if (line > 0) append(utf8.substr(0, line));
      if (line == utf8.size()) break;
      if (in_block_) ++breaks_;
      utf8.remove_prefix(line + 1);
    }
    return;
  }
  while (!utf8.empty()) {
    std::size_t end = 0;
    while (end < utf8.size() && !text::is_ascii_space(utf8[end])) ++end;
    if (end > 0) append(utf8.substr(0, end));
    utf8.remove_prefix(end);
    for (; !utf8.empty() && text::is_ascii_space(utf8.front()); utf8.remove_prefix(1)) {
      space_ = true;
      if (utf8.front() != '\n' || !line_ends_break_) continue;
      if (!std::exchange(after_break_tag_, false)) put_break();
    }
  }
}

void TextBuilder::line_break() {
  put_break();
  after_break_tag_ = true;
}

void TextBuilder::put_break() {
  if (!in_block_) return;
  ++breaks_;
  // A blank line is the border of a paragraph; inside a list item or a heading it is one line break.
  if (breaks_ > 1 && (block_.kind == BlockKind::paragraph || block_.kind == BlockKind::quote)) border();
}

void TextBuilder::cell() {
  if (in_block_) cell_ = true;
}

void TextBuilder::open_cell(Cell shape) {
  cell();
  open_cell_ = shape;
  cell_begin_.reset();
}

void TextBuilder::close_cell() {
  if (!open_cell_) return;
  Cell closed = *open_cell_;
  open_cell_.reset();
  const auto end = static_cast<std::uint32_t>(text_.size());
  closed.end = end;
  closed.begin = cell_begin_.value_or(end);
  if (in_block_) {
    cells_.push_back(closed);
  } else {
    early_cells_.push_back(closed);
  }
}

void TextBuilder::open_style(Style style) {
  ++open_styles_[static_cast<std::size_t>(style)].depth;
}

void TextBuilder::close_style(Style style) {
  OpenStyle& open = open_styles_[static_cast<std::size_t>(style)];
  if (open.depth == 0 || --open.depth > 0) return;
  end_style_piece(static_cast<std::size_t>(style));
}

void TextBuilder::end_style_piece(std::size_t style) {
  OpenStyle& open = open_styles_[style];
  if (!open.begin) return;
  const auto end = static_cast<std::uint32_t>(text_.size());
  if (end > *open.begin) styles_.push_back({*open.begin, end, static_cast<Style>(style)});
  open.begin.reset();
}

void TextBuilder::end_style_pieces() {
  for (std::size_t style = 0; style < kStyles; ++style) end_style_piece(style);
}

void TextBuilder::append(std::string_view visible) {
  after_break_tag_ = false;
  const bool preformatted = kind_ == BlockKind::preformatted;
  if (!in_block_) {
    put_pictures();
    in_block_ = true;
    if (!text_.empty()) text_ += kBlockJoint;
    block_ = {static_cast<std::uint32_t>(text_.size()), 0, kind_};
    for (Cell& early : early_cells_) {
      early.begin = early.end = block_.begin;
      cells_.push_back(early);
    }
    early_cells_.clear();
  } else if (breaks_ > 0 && !(cell_ && open_cell_)) {
    text_.append(preformatted ? static_cast<std::size_t>(breaks_) : 1, '\n');
  } else if (cell_) {
    text_ += kCellSeparator;
  } else if (space_) {
    text_ += ' ';
  }
  space_ = cell_ = false;
  breaks_ = 0;
  const auto begin = static_cast<std::uint32_t>(text_.size());
  if (!href_.empty() && !link_begin_) link_begin_ = begin;
  if (open_cell_ && !cell_begin_) cell_begin_ = begin;
  for (OpenStyle& style : open_styles_) {
    if (style.depth > 0 && !style.begin) style.begin = begin;
  }
  if (has_control_characters(visible)) {
    text_ += without_control_characters(visible);
  } else {
    text_.append(visible);
  }
}

void TextBuilder::border() {
  const std::string_view rest = in_block_ ? std::string_view(text_).substr(block_.begin) : std::string_view();
  if (in_block_) {
    end_link_piece();
    end_style_pieces();
    const bool has_link = !links_.empty() && links_.back().begin >= block_.begin;
    if (is_invisible(rest) || (block_.kind == BlockKind::paragraph && !has_link && is_address(rest))) {
      // A paragraph of &nbsp; alone, an editor's empty line; or an address that a video was shown in place of.
      if (!is_invisible(rest)) pictures_.push_back({std::nullopt, {}, {}, std::string(rest)});
      text_.resize(block_.begin - (block_.begin > 0 ? kBlockJoint.size() : 0));
      drop_ranges();
    } else {
      block_.end = static_cast<std::uint32_t>(text_.size());
      blocks_.push_back(block_);
    }
  }
  in_block_ = false;
  space_ = cell_ = after_break_tag_ = false;
  breaks_ = 0;
  early_cells_.clear();
  put_pictures();
}

void TextBuilder::drop_ranges() {
  const auto in_block = [this](const auto& range) { return range.begin >= block_.begin; };
  while (!links_.empty() && in_block(links_.back())) links_.pop_back();
  while (!styles_.empty() && in_block(styles_.back())) styles_.pop_back();
  while (!cells_.empty() && in_block(cells_.back())) cells_.pop_back();
}

void TextBuilder::embed(std::string url) {
  if (url.empty()) return;
  pictures_.push_back({std::nullopt, {}, {}, std::move(url)});
  if (!in_block_) put_pictures();
}

void TextBuilder::picture(Image image, std::string alternative, std::string caption) {
  pictures_.push_back({std::move(image), std::move(alternative), std::move(caption), {}});
  if (!in_block_) put_pictures();
}

void TextBuilder::caption(std::string text) {
  pictures_.push_back({std::nullopt, {}, std::move(text), {}});
  if (!in_block_) put_pictures();
}

void TextBuilder::put_pictures() {
  for (Picture& picture : pictures_) {
    const auto begin = static_cast<std::uint32_t>(text_.empty() ? 0 : text_.size() + kBlockJoint.size());
    if (!picture.embed.empty()) embeds_.push_back({std::move(picture.embed), begin});
    if (picture.image) {
      picture.image->begin = begin;
      images_.push_back(std::move(*picture.image));
    }
    put_block(picture.alternative, BlockKind::alternative);
    put_block(picture.caption, BlockKind::caption);
  }
  pictures_.clear();
}

void TextBuilder::put_block(std::string_view text, BlockKind kind) {
  if (text.empty()) return;
  if (!text_.empty()) text_ += kBlockJoint;
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += text;
  blocks_.push_back({begin, static_cast<std::uint32_t>(text_.size()), kind});
}

void TextBuilder::open_link(std::string_view href) {
  close_link();
  while (!href.empty() && text::is_ascii_space(href.front())) href.remove_prefix(1);
  while (!href.empty() && text::is_ascii_space(href.back())) href.remove_suffix(1);
  if (is_safe_href(href)) href_ = href;
}

void TextBuilder::close_link() {
  end_link_piece();
  href_.clear();
}

void TextBuilder::end_link_piece() {
  if (!link_begin_) return;
  const auto end = static_cast<std::uint32_t>(text_.size());
  if (end > *link_begin_) links_.push_back({*link_begin_, end, href_});
  link_begin_.reset();
}

CleanText TextBuilder::finish() {
  close_link();
  border();
  // Behind the last block there is no joint.
  const auto end = static_cast<std::uint32_t>(text_.size());
  for (Image& image : images_) image.begin = std::min(image.begin, end);
  for (Embed& embed : embeds_) embed.begin = std::min(embed.begin, end);
  // They were noted where they ended.
  std::stable_sort(styles_.begin(), styles_.end(),
                   [](const Styled& a, const Styled& b) { return a.begin < b.begin; });
  return {std::move(text_),  std::move(blocks_), std::move(links_), std::move(styles_),
          std::move(cells_), std::move(images_), std::move(embeds_)};
}

}  // namespace fonds::archive
