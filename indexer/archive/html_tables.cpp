#include "indexer/archive/html_tables.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <vector>

namespace fonds::archive {
namespace {

// More than this is prose.
constexpr std::size_t kLongestCell = 600;
constexpr std::size_t kFewestRows = 2;

// What is no part of a table of figures or names.
bool is_layout(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_IMG:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_FORM:
      return true;
    default:
      return false;
  }
}

// Looks at the nodes in their order, up to the first that no table of data has: a table inside another is looked
// at once.
class Judge {
 public:
  bool judge(const GumboNode& table) {
    push_children(table);
    while (!waiting_.empty()) {
      const GumboNode& node = *waiting_.back();
      waiting_.pop_back();
      if (node.type == GUMBO_NODE_TEXT) cell_bytes_ += std::string_view(node.v.text.text).size();
      if (cell_bytes_ > kLongestCell) return false;
      if (node.type != GUMBO_NODE_ELEMENT) continue;
      const GumboTag tag = node.v.element.tag;
      if (is_layout(tag)) return false;
      if (tag == GUMBO_TAG_TR) {
        ++rows_;
        cells_ = 0;
      }
      if (tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH) {
        most_cells_ = std::max(most_cells_, ++cells_);
        cell_bytes_ = 0;
      }
      push_children(node);
    }
    return rows_ >= kFewestRows && most_cells_ > 1;
  }

 private:
  void push_children(const GumboNode& node) {
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;)
      waiting_.push_back(static_cast<const GumboNode*>(children.data[i]));
  }

  std::vector<const GumboNode*> waiting_;
  std::size_t rows_ = 0, cells_ = 0, most_cells_ = 0, cell_bytes_ = 0;
};

}  // namespace

bool is_data_table(const GumboNode& table) {
  return Judge().judge(table);
}

std::uint32_t number_attribute(const GumboNode& element, const char* name) {
  const std::string_view text = attribute(element, name);
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() ? number : 0;
}

}  // namespace fonds::archive
