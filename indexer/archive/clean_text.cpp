// Idea: a walk over the tree, without recursion, that tells a builder what it meets: text, a line break, the
// border of a block. The builder alone knows about white space.
#include "indexer/archive/clean_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include "indexer/archive/control_characters.h"
#include "indexer/archive/embed_address.h"
#include "indexer/archive/embeds.h"
#include "indexer/archive/html_pictures.h"
#include "indexer/archive/html_styles.h"
#include "indexer/archive/html_tables.h"
#include "indexer/archive/text_builder.h"

namespace fonds::archive {
namespace {

// Elements with nothing to read in them.
bool is_silent(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_TITLE:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_NOEMBED:
    case GUMBO_TAG_NOFRAMES:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_APPLET:
    case GUMBO_TAG_EMBED:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_MAP:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_DATALIST:
    case GUMBO_TAG_FIGCAPTION:
      return true;
    default:
      return false;
  }
}

// Forms of ASP.NET hold the whole page; others are polls, searches and subscriptions.
bool holds_a_page(const GumboNode& form) {
  constexpr std::size_t kNodesLookedAt = 100'000;
  std::vector<const GumboNode*> waiting{&form};
  for (std::size_t seen = 0; !waiting.empty() && seen < kNodesLookedAt; ++seen) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT) {
      const GumboTag tag = node.v.element.tag;
      if (tag == GUMBO_TAG_H1 || tag == GUMBO_TAG_ARTICLE || tag == GUMBO_TAG_MAIN) return true;
    }
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  return false;
}

// Elements that begin and end a block of text.
bool is_block(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIR:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_MENU:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_XMP:
      return true;
    default:
      return false;
  }
}

// The kind that an element gives to the blocks inside it.
BlockKind kind_inside(GumboTag tag, BlockKind outer) {
  switch (tag) {
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
      return BlockKind::heading;
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
      return BlockKind::subheading;
    case GUMBO_TAG_LI:
      return BlockKind::list_item;
    case GUMBO_TAG_DT:
      return BlockKind::term;
    case GUMBO_TAG_DD:
      return BlockKind::definition;
    case GUMBO_TAG_BLOCKQUOTE:
      return BlockKind::quote;
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_LISTING:
    case GUMBO_TAG_XMP:
      return BlockKind::preformatted;
    case GUMBO_TAG_TABLE:
      return BlockKind::paragraph;
    default:
      return outer;
  }
}

bool has_class(std::string_view classes, std::string_view wanted) {
  for (std::size_t at = classes.find(wanted); at != std::string_view::npos;
       at = classes.find(wanted, at + 1)) {
    const auto is_border = [&](std::size_t i) {
      return i >= classes.size() || classes[i] == ' ' || classes[i] == '\t' || classes[i] == '\n';
    };
    if ((at == 0 || is_border(at - 1)) && is_border(at + wanted.size())) return true;
  }
  return false;
}

// What the page does not show.
bool is_hidden(const GumboNode& element) {
  if (has_class(attribute(element, "class"), "screen-reader-text")) return true;
  if (gumbo_get_attribute(&element.v.element.attributes, "hidden") != nullptr) return true;
  std::string style(attribute(element, "style"));
  std::erase(style, ' ');
  return style.find("display:none") != std::string::npos;
}

std::string joined_lines(const std::string& text) {
  std::string line;
  char before = 0;
  for (const char c : text) {
    if (c != '\n') line += c;
    if (c == '\n' && before != '\n') line += ' ';
    before = c;
  }
  return line;
}

class Walk {
 public:
  Walk(LineBreaks breaks, const LeftOut& left_out)
      : builder_(breaks == LineBreaks::wordpress), left_out_(left_out) {}

  CleanText run(const GumboNode& top) {
    enter(top);
    return walk();
  }

  // The words inside an element that is silent itself: a caption.
  CleanText run_inside(const GumboNode& top) {
    open_.push_back({&top, 0, builder_.kind()});
    return walk();
  }

 private:
  CleanText walk() {
    while (!open_.empty()) {
      Open& open = open_.back();
      const GumboVector& children = children_of(*open.node);
      if (open.next_child < children.length) {
        enter(*static_cast<const GumboNode*>(children.data[open.next_child++]));
      } else {
        leave(open);
        open_.pop_back();
      }
    }
    return builder_.finish();
  }

  struct Open {
    const GumboNode* node;
    unsigned next_child;
    BlockKind outer_kind;
  };

  void enter(const GumboNode& node) {
    switch (node.type) {
      case GUMBO_NODE_TEXT:
      case GUMBO_NODE_WHITESPACE:
      case GUMBO_NODE_CDATA:
        text(node.v.text.text);
        return;
      case GUMBO_NODE_DOCUMENT:
        open_.push_back({&node, 0, builder_.kind()});
        return;
      case GUMBO_NODE_ELEMENT:
        break;
      default:
        return;
    }
    const GumboTag tag = node.v.element.tag;
    if (tag == GUMBO_TAG_BR) return builder_.line_break();
    if (is_embed(tag) && !is_hidden(node)) return builder_.embed(embedded_address(node));
    if (has_nothing_to_read(node)) return;
    if (!left_out_.empty() && left_out_.contains(&node)) return embeds_inside(node);
    if (tag == GUMBO_TAG_IMG) return picture(node);
    if (is_figure(node)) figures_.push_back({&node, caption_in(node)});
    const BlockKind outer = builder_.kind();
    if (is_block(tag)) border();
    builder_.set_kind(kind_of(node, outer));
    if (tag == GUMBO_TAG_A) builder_.open_link(attribute(node, "href"));
    if (tag == GUMBO_TAG_Q) builder_.text("« ");
    for (const Style style : styles_of(node)) builder_.open_style(style);
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL) lists_.push_back({tag == GUMBO_TAG_OL});
    if (tag == GUMBO_TAG_TABLE) tables_.push_back({is_data_table(node)});
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) open_cell(node);
    open_.push_back({&node, 0, outer});
  }

  // The address of a video is nothing to read where it is no part of a sentence; that there is one is said.
  void text(std::string_view text) {
    std::vector<std::string> addresses;
    if (builder_.at_line_begin()) addresses = embed_addresses(text);
    if (addresses.empty()) return builder_.text(text);
    for (std::string& address : addresses) builder_.embed(std::move(address));
  }

  // Inside a cell a paragraph is a line.
  void border() {
    if (in_cell()) return builder_.line_break();
    builder_.border();
  }
  bool in_cell() const { return !tables_.empty() && tables_.back().in_cell; }

  // The kind that an element gives to the blocks inside it, where that depends on what is around it.
  BlockKind kind_of(const GumboNode& node, BlockKind outer) {
    const GumboTag tag = node.v.element.tag;
    if (in_cell()) return outer;
    if (tag == GUMBO_TAG_TR && !tables_.empty() && tables_.back().is_data)
      return std::exchange(tables_.back().begun, true) ? BlockKind::table_row : BlockKind::table;
    if (tag == GUMBO_TAG_LI && !lists_.empty() && lists_.back().numbered)
      return std::exchange(lists_.back().begun, true) ? BlockKind::numbered_item : BlockKind::numbered_first;
    return kind_inside(tag, outer);
  }

  void open_cell(const GumboNode& node) {
    if (tables_.empty() || !tables_.back().is_data || in_cell()) return builder_.cell();
    const auto covers = [&](const char* name) {
      return std::clamp<std::uint32_t>(number_attribute(node, name), 1, kMostCellsCovered);
    };
    builder_.open_cell({0, 0, node.v.element.tag == GUMBO_TAG_TH, covers("colspan"), covers("rowspan")});
    tables_.back().in_cell = true;
  }

  void close_cell() {
    if (!in_cell()) return;
    builder_.close_cell();
    tables_.back().in_cell = false;
  }

  // Of a part that is left out, what another site was to show is still said.
  void embeds_inside(const GumboNode& part) {
    for (std::string& url : embedded_addresses(part)) builder_.embed(std::move(url));
  }

  void leave(const Open& open) {
    if (open.node->type != GUMBO_NODE_ELEMENT) return;
    const GumboTag tag = open.node->v.element.tag;
    if (!figures_.empty() && figures_.back().node == open.node) {
      // The caption of a gallery, whose pictures have their own.
      if (figures_.back().has_picture && !figures_.back().caption.empty())
        builder_.caption(std::move(figures_.back().caption));
      const bool has_picture = figures_.back().has_picture;
      figures_.pop_back();
      if (has_picture && !figures_.empty()) figures_.back().has_picture = true;
    }
    if (tag == GUMBO_TAG_A) builder_.close_link();
    if (tag == GUMBO_TAG_Q) builder_.text(" »");
    for (const Style style : styles_of(*open.node)) builder_.close_style(style);
    if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) close_cell();
    if (is_block(tag)) border();
    if (tag == GUMBO_TAG_OL || tag == GUMBO_TAG_UL) lists_.pop_back();
    if (tag == GUMBO_TAG_TABLE) tables_.pop_back();
    builder_.set_kind(open.outer_kind);
  }

  static std::string caption_in(const GumboNode& figure) {
    const GumboNode* element = caption_of(figure);
    if (element == nullptr) return {};
    return joined_lines(Walk(LineBreaks::html, kNothing).run_inside(*element).text);
  }

  void picture(const GumboNode& node) {
    if (is_hidden(node)) return;
    std::optional<Picture> found = read_picture(node);
    if (!found) return;
    std::string caption;
    if (!figures_.empty()) {
      Figure& figure = figures_.back();
      // The first picture's, or of all of them where these have none of their own.
      if (!figure.has_picture) caption = std::move(figure.caption);
      figure.caption.clear();
      figure.has_picture = true;
    }
    if (says_the_same(found->alternative, caption)) found->alternative.clear();
    builder_.picture(std::move(found->image), std::move(found->alternative), std::move(caption));
  }

  struct Figure {
    const GumboNode* node;
    std::string caption;  // empty from when it stands beside a picture
    bool has_picture = false;
  };

  struct List {
    bool numbered = false;
    bool begun = false;
  };
  struct Table {
    // its rows are shown as such
    bool is_data = false;
    bool begun = false, in_cell = false;
  };

  static inline const LeftOut kNothing = {};
  TextBuilder builder_;
  // those that are open
  std::vector<Figure> figures_;
  std::vector<List> lists_;
  std::vector<Table> tables_;
  const LeftOut& left_out_;
  std::vector<Open> open_;
};

// Pictures or embeds without text between them, before or behind those of another text.
template <typename Shown>
void put_before(std::vector<Shown>&& before, std::uint32_t begin, std::vector<Shown>& all) {
  for (Shown& shown : before) shown.begin = begin;
  all.insert(all.begin(), std::make_move_iterator(before.begin()), std::make_move_iterator(before.end()));
}
template <typename Shown>
void put_behind(std::vector<Shown>&& behind, std::uint32_t begin, std::vector<Shown>& all) {
  for (Shown& shown : behind) shown.begin = begin;
  all.insert(all.end(), std::make_move_iterator(behind.begin()), std::make_move_iterator(behind.end()));
}

// How often a line may have been escaped.
constexpr int kMostEscapes = 3;

// "&#8217;", "&eacute;": an ampersand, a name or number, a semicolon.
bool has_entity(std::string_view text) {
  constexpr std::size_t kLongestName = 31;
  for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&', at + 1)) {
    const std::string_view name = text.substr(at + 1, kLongestName + 1);
    const std::size_t end = name.find(';');
    if (end == std::string_view::npos || end == 0) continue;
    const bool is_name =
        std::all_of(name.begin(), name.begin() + static_cast<std::ptrdiff_t>(end), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '#';
        });
    if (is_name) return true;
  }
  return false;
}

}  // namespace

std::optional<CleanText> clean_html(std::string_view html, LineBreaks breaks) {
  // The parser would make a replacement character of each.
  std::string cleaned;
  if (has_control_characters(html)) html = cleaned = without_control_characters(html);
  const HtmlTree tree(html, HtmlTree::Scope::fragment);
  if (tree.root() == nullptr) return std::nullopt;
  return clean_node(*tree.root(), breaks);
}

CleanText clean_node(const GumboNode& node, LineBreaks breaks, const LeftOut& left_out) {
  return Walk(breaks, left_out).run(node);
}

bool has_nothing_to_read(const GumboNode& element) {
  const GumboTag tag = element.v.element.tag;
  if (tag == GUMBO_TAG_FORM && !holds_a_page(element)) return true;
  return is_silent(tag) || is_hidden(element) || is_caption(element);
}

std::string resolve_entities(std::string_view text) {
  if (text.find('&') == std::string_view::npos) return std::string(text);
  std::string html;
  html.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '<') {
      html += "&lt;";
    } else {
      html += c;
    }
  }
  const HtmlTree tree(html, HtmlTree::Scope::fragment);
  if (tree.root() == nullptr) return std::string(text);
  std::string resolved;
  const GumboVector& children = children_of(*tree.root());
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE) resolved += child.v.text.text;
  }
  return resolved;
}

std::string resolve_all_entities(std::string text) {
  for (int round = 0; round < kMostEscapes && has_entity(text); ++round) text = resolve_entities(text);
  return text;
}

std::string clean_line(std::string_view html) {
  // Most titles have nothing to resolve.
  if (html.find_first_of("<&\n\r\t") == std::string_view::npos) return std::string(html);
  std::string line = joined_lines(clean_html(html, LineBreaks::html).value_or(CleanText{}).text);
  return resolve_all_entities(std::move(line));
}

std::string clean_line(const GumboNode& node) {
  return joined_lines(clean_node(node, LineBreaks::html).text);
}

void append(CleanText& clean, CleanText&& more) {
  if (more.blocks.empty() && more.images.empty() && more.embeds.empty()) return;
  if (clean.blocks.empty()) {
    put_before(std::move(clean.images), 0, more.images);
    put_before(std::move(clean.embeds), 0, more.embeds);
    clean = std::move(more);
    return;
  }
  if (more.blocks.empty()) {
    const auto end = static_cast<std::uint32_t>(clean.text.size());
    put_behind(std::move(more.images), end, clean.images);
    put_behind(std::move(more.embeds), end, clean.embeds);
    return;
  }
  clean.text += "\n\n";
  const auto shift = static_cast<std::uint32_t>(clean.text.size());
  clean.text += more.text;
  for (Block& block : more.blocks)
    clean.blocks.push_back({block.begin + shift, block.end + shift, block.kind});
  for (Link& link : more.links) {
    clean.links.push_back({link.begin + shift, link.end + shift, std::move(link.href)});
  }
  for (Styled& styled : more.styles)
    clean.styles.push_back({styled.begin + shift, styled.end + shift, styled.style});
  for (Cell& cell : more.cells) {
    cell.begin += shift, cell.end += shift;
    clean.cells.push_back(cell);
  }
  for (Image& image : more.images) {
    image.begin += shift;
    clean.images.push_back(std::move(image));
  }
  for (Embed& embed : more.embeds) {
    embed.begin += shift;
    clean.embeds.push_back(std::move(embed));
  }
}

void move_body(CleanText&& clean, Article& article) {
  article.body = std::move(clean.text);
  article.blocks = std::move(clean.blocks);
  article.links = std::move(clean.links);
  article.styles = std::move(clean.styles);
  article.cells = std::move(clean.cells);
  article.images = std::move(clean.images);
  article.embeds = std::move(clean.embeds);
}

void shift_body(std::uint32_t by, Article& article) {
  for (Block& block : article.blocks) block.begin += by, block.end += by;
  for (Link& link : article.links) link.begin += by, link.end += by;
  for (Styled& styled : article.styles) styled.begin += by, styled.end += by;
  for (Cell& cell : article.cells) cell.begin += by, cell.end += by;
  for (Image& image : article.images) image.begin += by;
  for (Embed& embed : article.embeds) embed.begin += by;
}

void drop_first_blocks(CleanText& clean, std::size_t count) {
  count = std::min(count, clean.blocks.size());
  if (count == 0) return;
  const auto cut =
      count < clean.blocks.size() ? clean.blocks[count].begin : static_cast<std::uint32_t>(clean.text.size());
  clean.text.erase(0, cut);
  clean.blocks.erase(clean.blocks.begin(), clean.blocks.begin() + static_cast<std::ptrdiff_t>(count));
  std::erase_if(clean.links, [cut](const Link& link) { return link.begin < cut; });
  std::erase_if(clean.styles, [cut](const Styled& styled) { return styled.begin < cut; });
  std::erase_if(clean.cells, [cut](const Cell& cell) { return cell.begin < cut; });
  for (Block& block : clean.blocks) block.begin -= cut, block.end -= cut;
  for (Link& link : clean.links) link.begin -= cut, link.end -= cut;
  for (Styled& styled : clean.styles) styled.begin -= cut, styled.end -= cut;
  for (Cell& cell : clean.cells) cell.begin -= cut, cell.end -= cut;
  for (Image& image : clean.images) image.begin -= std::min(image.begin, cut);
  for (Embed& embed : clean.embeds) embed.begin -= std::min(embed.begin, cut);
}

}  // namespace fonds::archive
