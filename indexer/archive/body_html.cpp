// Idea: one block after the other into what holds it, a list or a table, which is closed as soon as a block of
// another kind comes; pictures and embeds between them, where they stood. inline_html.h writes the words.
#include "indexer/archive/body_html.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "indexer/archive/embeds.h"
#include "indexer/archive/inline_html.h"

namespace fonds::archive {
namespace {

struct Tags {
  std::string_view open, close;
};

// What holds several blocks.
enum class Holder : std::uint8_t { none, list, numbered, definitions, table };

Holder holder_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::list_item:
      return Holder::list;
    case BlockKind::numbered_first:
    case BlockKind::numbered_item:
      return Holder::numbered;
    case BlockKind::term:
    case BlockKind::definition:
      return Holder::definitions;
    case BlockKind::table:
    case BlockKind::table_row:
      return Holder::table;
    default:
      return Holder::none;
  }
}

std::string_view end_of(Holder holder) {
  switch (holder) {
    case Holder::list:
      return "</ul>";
    case Holder::numbered:
      return "</ol>";
    case Holder::definitions:
      return "</dl>";
    case Holder::table:
      return "</table></div>";
    case Holder::none:
      break;
  }
  return "";
}

Tags tags_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return {"<h2>", "</h2>"};
    case BlockKind::subheading:
      return {"<h3>", "</h3>"};
    case BlockKind::list_item:
    case BlockKind::numbered_first:
    case BlockKind::numbered_item:
      return {"<li>", "</li>"};
    case BlockKind::term:
      return {"<dt>", "</dt>"};
    case BlockKind::definition:
      return {"<dd>", "</dd>"};
    case BlockKind::quote:
      return {"<blockquote><p>", "</p></blockquote>"};
    case BlockKind::preformatted:
      // HTML drops a line end right behind <pre>; blocks never begin with one.
      return {"<pre>", "</pre>"};
    default:
      return {"<p>", "</p>"};
  }
}

class Renderer {
 public:
  Renderer(std::string_view body, const BodyRanges& ranges)
      : body_(body), ranges_(ranges), words_(body, ranges) {}

  void block(const Block& block) {
    put_between(block.begin);
    if (block.kind == BlockKind::caption || block.kind == BlockKind::alternative)
      return said_of_picture(block);
    close_figure();
    hold(block.kind);
    if (holder_ == Holder::table) return row(block);
    BlockKind kind = block.kind;
    // A page has no third level without a second.
    if (kind == BlockKind::subheading && !has_heading_) kind = BlockKind::heading;
    has_heading_ = has_heading_ || kind == BlockKind::heading;
    const Tags tags = tags_of(kind);
    out_ += tags.open;
    words_.write(block.begin, block.end, kind != BlockKind::preformatted, out_);
    out_ += tags.close;
  }

  std::string finish() {
    put_between(static_cast<std::uint32_t>(-1));
    close_figure();
    close_holder();
    return std::move(out_);
  }

 private:
  // The pictures and embeds that stand before a place.
  void put_between(std::uint32_t place) {
    const auto image_waits = [&] {
      return image_ < ranges_.images.size() && ranges_.images[image_].begin <= place;
    };
    const auto embed_waits = [&] {
      return embed_ < ranges_.embeds.size() && ranges_.embeds[embed_].begin <= place;
    };
    while (image_waits() || embed_waits()) {
      const bool picture =
          image_waits() && (!embed_waits() || ranges_.images[image_].begin <= ranges_.embeds[embed_].begin);
      close_figure();
      close_holder();
      if (picture) {
        // An alternative before the caption may still come: the picture is written when it is known.
        figure_ = &ranges_.images[image_++];
      } else {
        write_embed(ranges_.embeds[embed_++]);
      }
    }
  }

  void write_embed(const Embed& embed) {
    out_ += "<p class=\"embed\">";
    write_link(embed.url, embed_label(embed.url));
    out_ += "</p>\n";
  }

  void write_link(std::string_view url, std::string_view label) {
    out_ += "<a href=\"";
    escape_html(url, out_);
    out_ += "\" rel=\"nofollow noopener\">";
    escape_html(label, out_);
    out_ += "</a>";
  }

  void close_holder() { out_ += end_of(std::exchange(holder_, Holder::none)); }

  // Opens what a block of this kind stands in, unless it is open.
  void hold(BlockKind kind) {
    const Holder wanted = holder_of(kind);
    const bool begins = kind == BlockKind::numbered_first || kind == BlockKind::table;
    if (wanted == holder_ && !begins) {
      ++number_;
      return;
    }
    close_holder();
    holder_ = wanted;
    switch (wanted) {
      case Holder::list:
        out_ += "<ul>";
        break;
      case Holder::numbered:
        if (begins) number_ = 0;
        ++number_;
        out_ += begins ? "<ol>" : "<ol start=\"" + std::to_string(number_) + "\">";
        break;
      case Holder::definitions:
        out_ += "<dl>";
        break;
      case Holder::table:
        first_row_ = true;
        // It may be wider than the page, and is moved by keyboard too.
        out_ += "<div class=\"table\" role=\"region\" aria-label=\"Tableau\" tabindex=\"0\"><table>";
        break;
      case Holder::none:
        break;
    }
  }

  void row(const Block& block) {
    out_ += "<tr>";
    const auto& cells = ranges_.cells;
    while (cell_ < cells.size() && cells[cell_].begin < block.begin) ++cell_;
    bool first = true;
    for (; cell_ < cells.size() && cells[cell_].end <= block.end; ++cell_) {
      const Cell& cell = cells[cell_];
      const std::string_view tag = cell.header ? "th" : "td";
      out_.append("<").append(tag);
      if (cell.header && first_row_) out_ += " scope=\"col\"";
      if (cell.header && !first_row_ && first) out_ += " scope=\"row\"";
      if (cell.columns > 1) out_ += " colspan=\"" + std::to_string(cell.columns) + "\"";
      if (cell.rows > 1) out_ += " rowspan=\"" + std::to_string(cell.rows) + "\"";
      out_ += '>';
      words_.write(cell.begin, cell.end, true, out_);
      out_.append("</").append(tag).append(">");
      first = false;
    }
    // Damaged, or cells that are not known: the words stay.
    if (first) {
      out_ += "<td>";
      words_.write(block.begin, block.end, true, out_);
      out_ += "</td>";
    }
    out_ += "</tr>";
    first_row_ = false;
  }

  void said_of_picture(const Block& block) {
    const auto end = std::min<std::size_t>(block.end, body_.size());
    if (block.kind == BlockKind::alternative) {
      if (figure_ != nullptr) alternative_ = body_.substr(block.begin, end - block.begin);
      return;
    }
    if (figure_ == nullptr) close_holder();
    if (figure_ != nullptr) {
      write_image();
      out_ += "<figcaption>";
    } else {
      out_ += "<p>";
    }
    words_.write(block.begin, block.end, true, out_);
    if (figure_ == nullptr) {
      out_ += "</p>";
      return;
    }
    write_credit(" ");
    out_ += "</figcaption></figure>\n";
    figure_ = nullptr;
  }

  void write_image() {
    out_ += "<figure>";
    const std::string_view alternative = std::exchange(alternative_, {});
    if (!figure_->shown) {
      out_ += "<p class=\"embed\">";
      write_link(figure_->url,
                 alternative.empty() ? "Voir l’image" : "Voir l’image\u00A0: " + std::string(alternative));
      out_ += "</p>";
      return;
    }
    out_ += "<img src=\"";
    escape_html(figure_->url, out_);
    out_ += "\" alt=\"";
    escape_html(alternative, out_);
    if (figure_->width > 0 && figure_->height > 0) {
      out_ +=
          "\" width=\"" + std::to_string(figure_->width) + "\" height=\"" + std::to_string(figure_->height);
    }
    out_ += "\" loading=\"lazy\">";
  }

  void write_credit(std::string_view before) {
    if (figure_->credit.empty()) return;
    out_.append(before).append("<small>");
    escape_html(figure_->credit, out_);
    out_ += "</small>";
  }

  void close_figure() {
    if (figure_ == nullptr) return;
    write_image();
    if (!figure_->credit.empty()) {
      out_ += "<figcaption>";
      write_credit("");
      out_ += "</figcaption>";
    }
    out_ += "</figure>\n";
    figure_ = nullptr;
  }

  std::string_view body_;
  const BodyRanges& ranges_;
  InlineWriter words_;
  std::size_t image_ = 0, embed_ = 0, cell_ = 0;
  // not written yet
  const ShownImage* figure_ = nullptr;
  std::string_view alternative_;
  Holder holder_ = Holder::none;
  // of the numbered list, items so far
  std::size_t number_ = 0;
  bool first_row_ = false, has_heading_ = false;
  std::string out_;
};

}  // namespace

void escape_html(std::string_view text, std::string& out) {
  for (std::size_t at; (at = text.find_first_of("&<>\"'")) != std::string_view::npos;
       text.remove_prefix(at + 1)) {
    out.append(text.substr(0, at));
    switch (text[at]) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += "&#39;";
    }
  }
  out.append(text);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  escape_html(text, out);
  return out;
}

std::string render_body_html(std::string_view body, const BodyRanges& ranges) {
  Renderer renderer(body, ranges);
  for (const Block& block : ranges.blocks) renderer.block(block);
  return renderer.finish();
}

}  // namespace fonds::archive
