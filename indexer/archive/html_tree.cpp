#include "indexer/archive/html_tree.h"

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/text/ascii.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {

// Allocates by moving a pointer and frees everything at once, so that no tree is ever taken down recursively.
// Where the limit is reached it leaves the parser by a jump: gumbo, a C library, does not check for null.
struct HtmlTree::Arena {
  static constexpr std::size_t kFirstChunkBytes = 64u << 10;
  static constexpr std::size_t kMaxChunkBytes = 8u << 20;
  static constexpr std::size_t kAlignment = alignof(std::max_align_t);

  std::vector<std::unique_ptr<char[]>> chunks;
  char* next = nullptr;
  char* end = nullptr;
  std::size_t chunk_bytes = kFirstChunkBytes / 2;
  std::size_t total_bytes = 0;
  std::jmp_buf overflow;

  static void* allocate(void* self, std::size_t size) {
    auto& arena = *static_cast<Arena*>(self);
    size = (size + kAlignment - 1) / kAlignment * kAlignment;
    if (size > static_cast<std::size_t>(arena.end - arena.next) && !arena.grow(size))
      std::longjmp(arena.overflow, 1);
    void* result = arena.next;
    arena.next += size;
    return result;
  }
  static void deallocate(void* /*self*/, void* /*pointer*/) {}

  bool grow(std::size_t size) {
    chunk_bytes = std::min(chunk_bytes * 2, kMaxChunkBytes);
    const std::size_t wanted = std::max(size, chunk_bytes);
    if (total_bytes + wanted > kMaxHtmlTreeBytes) return false;
    chunks.emplace_back(new (std::nothrow) char[wanted]);
    if (!chunks.back()) return false;
    total_bytes += wanted;
    next = chunks.back().get();
    end = next + wanted;
    return true;
  }
};

namespace {

// Elements that never contain anything.
constexpr std::array<std::string_view, 20> kVoid = {
    "area", "base",  "basefont", "bgsound", "br",   "col",   "embed",  "frame", "hr",  "image",
    "img",  "input", "keygen",   "link",    "meta", "param", "source", "track", "wbr", "command"};
// Elements that the next of their kind closes: unclosed, they do not nest.
constexpr std::array<std::string_view, 20> kSelfEnding = {
    "p",     "li",    "dt",       "dd", "option", "optgroup", "tr",  "td",   "th",   "thead",
    "tbody", "tfoot", "colgroup", "rp", "rt",     "rb",       "rtc", "html", "head", "body"};
// Elements inside which '<' is text.
constexpr std::array<std::string_view, 8> kRawText = {"script", "style",  "textarea", "title",
                                                      "xmp",    "iframe", "noembed",  "noframes"};
// Elements that stand inside words: where one is dropped, the word stays whole.
constexpr std::array<std::string_view, 16> kPhrasing = {"a", "b",      "big", "code", "em",  "font",
                                                        "i", "nobr",   "s",   "span", "sub", "strike",
                                                        "u", "strong", "tt",  "small"};

// Drops tags beyond kMaxHtmlDepth and attributes beyond kMaxHtmlAttributes. It follows the elements roughly,
// as a stack of names; the parser behind it decides what they mean.
class Reducer {
 public:
  explicit Reducer(std::string_view html) : html_(html) {}

  // nullopt where nothing had to be dropped.
  std::optional<std::string> reduce() {
    for (std::size_t at = html_.find('<'); at != std::string_view::npos; at = html_.find('<', at)) {
      if (html_.substr(at).starts_with("<!--")) {
        const std::size_t end = html_.find("-->", at + 4);
        at = end == std::string_view::npos ? html_.size() : end + 3;
      } else {
        const bool closing = at + 1 < html_.size() && html_[at + 1] == '/';
        const std::size_t name = at + (closing ? 2 : 1);
        at = name < html_.size() && text::is_ascii_letter(html_[name]) ? tag(at, name, closing) : at + 1;
      }
    }
    if (!changed_) return std::nullopt;
    reduced_.append(html_.substr(copied_));
    return std::move(reduced_);
  }

 private:
  std::size_t tag(std::size_t begin, std::size_t name_begin, bool closing) {
    std::size_t at = name_begin;
    while (at < html_.size() && !text::is_ascii_space(html_[at]) && html_[at] != '/' && html_[at] != '>')
      ++at;
    const std::string name =
        text::ascii_lower(html_.substr(name_begin, std::min<std::size_t>(at - name_begin, kMaxName)));
    const std::size_t name_end = at;
    std::size_t attributes = 0;
    bool slash = false;
    for (char quote = 0; at < html_.size() && (quote != 0 || html_[at] != '>'); ++at) {
      const char c = html_[at];
      if (quote != 0) {
        if (c == quote) quote = 0, ++attributes;
      } else if ((c == '"' || c == '\'') && html_[at - 1] == '=') {
        quote = c;
      } else if (text::is_ascii_space(c) || c == '/') {
        ++attributes;
      }
      slash = c == '/';
    }
    const std::size_t end = std::min(at + 1, html_.size());
    if (drop(name, closing, slash)) {
      replace(begin, end, text::is_one_of(name, kPhrasing) ? "" : " ");
      return end;
    }
    if (closing && name == "form") {
      // At this tag gumbo 0.10 takes the element away before it writes the text in front of it, which so ends
      // up outside the form. A comment makes it write the text first.
      replace(begin, begin, "<!---->");
    }
    if (attributes > kMaxHtmlAttributes) {
      replace(begin, end, std::string(html_.substr(begin, name_end - begin)) + ">");
    }
    if (!closing && foreign_ == 0 && text::is_one_of(name, kRawText)) return raw_text_end(name, end);
    return end;
  }

  // Keeps account of what is open; true where the tag is too deep.
  bool drop(const std::string& name, bool closing, bool slash) {
    const bool nests =
        foreign_ > 0 ? !slash : !text::is_one_of(name, kVoid) && !text::is_one_of(name, kSelfEnding);
    if (!nests) return false;
    const bool foreign = name == "svg" || name == "math";
    if (!closing) {
      if (open_.size() >= kMaxHtmlDepth) {
        ++dropped_open_;
        return true;
      }
      open_.push_back(name);
      foreign_ += foreign ? 1 : 0;
      return false;
    }
    if (dropped_open_ > 0) {
      --dropped_open_;
      return true;
    }
    const auto opened = std::find(open_.rbegin(), open_.rend(), name);
    if (opened != open_.rend()) {
      for (auto it = opened.base() - 1; it != open_.end(); ++it) {
        if (*it == "svg" || *it == "math") --foreign_;
      }
      open_.erase(opened.base() - 1, open_.end());
    }
    return false;
  }

  std::size_t raw_text_end(const std::string& name, std::size_t from) const {
    for (std::size_t at = html_.find("</", from); at != std::string_view::npos;
         at = html_.find("</", at + 2)) {
      if (text::ascii_lower(html_.substr(at + 2, name.size())) == name) return at;
    }
    return html_.size();
  }

  void replace(std::size_t begin, std::size_t end, std::string_view by) {
    reduced_.append(html_.substr(copied_, begin - copied_)).append(by);
    copied_ = end;
    changed_ = true;
  }

  // Names are compared no further than this: every element that matters here has a short one.
  static constexpr std::size_t kMaxName = 32;

  std::string_view html_;
  std::vector<std::string> open_;
  std::size_t dropped_open_ = 0;
  int foreign_ = 0;  // open <svg> and <math>, inside which every element nests
  std::string reduced_;
  std::size_t copied_ = 0;
  bool changed_ = false;
};

// Apart, so that no object with a destructor is alive in the frame that the jump returns to.
const GumboNode* parse(std::jmp_buf& overflow, const GumboOptions& options, const char* text,
                       std::size_t size) {
  if (setjmp(overflow) != 0) return nullptr;
  return gumbo_parse_with_options(&options, text, size)->root;
}

}  // namespace

HtmlTree::HtmlTree(std::string_view html, Scope scope) : arena_(std::make_unique<Arena>()) {
  if (std::optional<std::string> reduced = Reducer(html).reduce()) {
    reduced_ = std::move(*reduced);
    html = reduced_;
  }
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Arena::allocate;
  options.deallocator = &Arena::deallocate;
  options.userdata = arena_.get();
  options.max_errors = 0;
  if (scope == Scope::fragment) options.fragment_context = GUMBO_TAG_DIV;
  root_ = parse(arena_->overflow, options, html.data(), html.size());
}

HtmlTree::~HtmlTree() = default;

const GumboVector& children_of(const GumboNode& node) {
  switch (node.type) {
    case GUMBO_NODE_DOCUMENT:
      return node.v.document.children;
    case GUMBO_NODE_ELEMENT:
    case GUMBO_NODE_TEMPLATE:
      return node.v.element.children;
    default:
      return kGumboEmptyVector;
  }
}

std::string_view attribute(const GumboNode& element, const char* name) {
  if (element.type != GUMBO_NODE_ELEMENT && element.type != GUMBO_NODE_TEMPLATE) return {};
  const GumboAttribute* found = gumbo_get_attribute(&element.v.element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

}  // namespace fonds::archive
