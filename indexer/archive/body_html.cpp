// Idea: a cursor over each block, stopped at every place where a link or a mark begins or ends. Links are
// outside, marks inside, so that tags always nest.
#include "indexer/archive/body_html.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

#include "indexer/archive/text_builder.h"

namespace fonds::archive {
namespace {

struct Tags {
  std::string_view open, close;
};

Tags tags_of(BlockKind kind) {
  switch (kind) {
    case BlockKind::heading:
      return {"<h2>", "</h2>"};
    case BlockKind::list_item:
      return {"<li>", "</li>"};
    case BlockKind::quote:
      return {"<blockquote><p>", "</p></blockquote>"};
    case BlockKind::preformatted:
      // HTML drops a line end right behind <pre>; blocks never begin with one.
      return {"<pre>", "</pre>"};
    case BlockKind::caption:
    case BlockKind::alternative:
    case BlockKind::paragraph:
      break;
  }
  return {"<p>", "</p>"};
}

// A link of either kind.
struct Anchor {
  std::uint32_t begin = 0, end = 0;
  std::string_view href;
  bool name = false;
};

// The links that are safe, and the names outside them; ordered, not overlapping.
std::vector<Anchor> anchors_of(const std::vector<Link>& links, const std::vector<NameLink>& names) {
  std::vector<Anchor> anchors;
  auto name = names.begin();
  std::uint32_t end = 0;  // of the anchor before
  const auto names_until = [&](std::uint32_t limit) {
    for (; name != names.end() && name->begin < limit; ++name) {
      if (name->begin < end || name->end > limit || name->begin >= name->end) continue;
      anchors.push_back({name->begin, name->end, name->href, true});
      end = name->end;
    }
  };
  for (const Link& link : links) {
    if (!is_safe_href(link.href)) continue;
    names_until(link.begin);
    anchors.push_back({link.begin, link.end, link.href, false});
    end = std::max(end, link.end);
  }
  names_until(std::numeric_limits<std::uint32_t>::max());
  return anchors;
}

class Renderer {
 public:
  Renderer(std::string_view body, std::vector<Anchor> anchors, const std::vector<Mark>& marks,
           const std::vector<ShownImage>& images)
      : body_(body), anchors_(std::move(anchors)), marks_(marks), images_(images) {}

  void block(const Block& block) {
    const bool of_picture = block.kind == BlockKind::caption || block.kind == BlockKind::alternative;
    for (; image_ < images_.size() && images_[image_].begin <= block.begin; ++image_)
      open_figure(images_[image_]);
    if (of_picture) return said_of_picture(block);
    close_figure();
    const bool item = block.kind == BlockKind::list_item;
    if (item != in_list_) out_ += item ? "<ul>" : "</ul>";
    in_list_ = item;
    const Tags tags = tags_of(block.kind);
    out_ += tags.open;
    breaks_ = block.kind != BlockKind::preformatted;
    const auto end = std::min<std::size_t>(block.end, body_.size());
    for (std::size_t at = block.begin; at < end;) at = with_link(at, end);
    out_ += tags.close;
  }

  std::string finish() {
    close_figure();
    for (; image_ < images_.size(); ++image_) open_figure(images_[image_]);
    close_figure();
    if (in_list_) out_ += "</ul>";
    return std::move(out_);
  }

 private:
  // An alternative before the caption may still come: the picture is written when it is known.
  void open_figure(const ShownImage& image) {
    close_figure();
    if (in_list_) out_ += "</ul>";
    in_list_ = false;
    figure_ = &image;
  }

  void said_of_picture(const Block& block) {
    const auto end = std::min<std::size_t>(block.end, body_.size());
    if (block.kind == BlockKind::alternative) {
      if (figure_ != nullptr) alternative_ = body_.substr(block.begin, end - block.begin);
      return;
    }
    if (figure_ != nullptr) {
      write_image();
      out_ += "<figcaption>";
    } else {
      out_ += "<p>";
    }
    breaks_ = true;
    for (std::size_t at = block.begin; at < end;) at = with_link(at, end);
    if (figure_ == nullptr) {
      out_ += "</p>";
      return;
    }
    write_credit(" ");
    out_ += "</figcaption></figure>\n";
    figure_ = nullptr;
  }

  void write_image() {
    out_ += "<figure><img src=\"";
    escape_html(figure_->url, out_);
    out_ += "\" alt=\"";
    escape_html(alternative_, out_);
    if (figure_->width > 0 && figure_->height > 0) {
      out_ +=
          "\" width=\"" + std::to_string(figure_->width) + "\" height=\"" + std::to_string(figure_->height);
    }
    out_ += "\" loading=\"lazy\">";
    alternative_ = {};
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

  // Writes up to the next border of a link; returns where that is.
  std::size_t with_link(std::size_t at, std::size_t end) {
    while (anchor_ < anchors_.size() && anchors_[anchor_].end <= at) ++anchor_;
    if (anchor_ == anchors_.size() || anchors_[anchor_].begin >= end) return with_marks(at, end);
    const Anchor& anchor = anchors_[anchor_];
    if (anchor.begin > at) return with_marks(at, anchor.begin);
    out_ += anchor.name ? "<a class=\"name\" href=\"" : "<a href=\"";
    escape_html(anchor.href, out_);
    out_ += anchor.name ? "\">" : "\" rel=\"nofollow noopener\">";
    at = with_marks(at, std::min<std::size_t>(anchor.end, end));
    out_ += "</a>";
    return at;
  }

  std::size_t with_marks(std::size_t at, std::size_t end) {
    while (at < end) {
      while (mark_ < marks_.size() && marks_[mark_].end <= at) ++mark_;
      if (mark_ == marks_.size() || marks_[mark_].begin >= end) {
        text(at, end);
        return end;
      }
      const Mark& mark = marks_[mark_];
      if (mark.begin > at) {
        text(at, mark.begin);
        at = mark.begin;
      }
      const auto stop = std::min<std::size_t>(mark.end, end);
      out_ += "<mark>";
      text(at, stop);
      out_ += "</mark>";
      at = stop;
    }
    return at;
  }

  void text(std::size_t at, std::size_t end) {
    std::string_view rest = body_.substr(at, end - at);
    for (std::size_t line; breaks_ && (line = rest.find('\n')) != std::string_view::npos;
         rest.remove_prefix(line + 1)) {
      escape_html(rest.substr(0, line), out_);
      out_ += "<br>\n";
    }
    escape_html(rest, out_);
  }

  std::string_view body_;
  std::vector<Anchor> anchors_;
  const std::vector<Mark>& marks_;
  const std::vector<ShownImage>& images_;
  std::size_t anchor_ = 0, mark_ = 0, image_ = 0;
  const ShownImage* figure_ = nullptr;  // that is not written yet
  std::string_view alternative_;
  bool in_list_ = false;
  bool breaks_ = true;  // a line end is shown as <br>
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

std::string render_body_html(std::string_view body, const std::vector<Block>& blocks,
                             const std::vector<Link>& links, const std::vector<Mark>& marks,
                             const std::vector<NameLink>& names, const std::vector<ShownImage>& images) {
  Renderer renderer(body, anchors_of(links, names), marks, images);
  for (const Block& block : blocks) renderer.block(block);
  return renderer.finish();
}

}  // namespace fonds::archive
