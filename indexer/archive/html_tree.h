// A parsed HTML text: gumbo's tree, made safe for what strangers wrote.
//
// The standard's parsing algorithm has no limits: nesting costs quadratic time and recursion, unclosed
// formatting multiplies elements, attributes are compared pairwise. Here nesting and attributes are cut down
// before parsing, the tree lives in an arena of bounded size, and nothing walks it recursively.
//
// Thread safety: one thread at a time per tree.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include <gumbo.h>

namespace fonds::archive {

// Deepest nesting kept; tags beyond it are dropped, their text stays. Blink, too, stops at 512.
inline constexpr std::size_t kMaxHtmlDepth = 512;
// Most attributes of one element; a tag with more keeps its name only.
inline constexpr std::size_t kMaxHtmlAttributes = 256;
// Memory for one tree: some ten times the largest real page.
inline constexpr std::size_t kMaxHtmlTreeBytes = 512u << 20;

class HtmlTree {
 public:
  enum class Scope { document, fragment };

  // `html` is UTF-8 and must outlive the tree.
  HtmlTree(std::string_view html, Scope scope);
  ~HtmlTree();
  HtmlTree(const HtmlTree&) = delete;
  HtmlTree& operator=(const HtmlTree&) = delete;

  // The <html> element, or nullptr where the text is so tangled that the tree would exceed its memory.
  const GumboNode* root() const { return root_; }

 private:
  struct Arena;
  std::unique_ptr<Arena> arena_;
  // the text with excess tags dropped, where there were any
  std::string reduced_;
  const GumboNode* root_ = nullptr;
};

// The children of a node that has some, else an empty vector.
const GumboVector& children_of(const GumboNode& node);
// An attribute's value, or "".
std::string_view attribute(const GumboNode& element, const char* name);

}  // namespace fonds::archive
