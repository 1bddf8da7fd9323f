// How an element of an HTML text sets its words.
//
// Thread safety: pure functions.
#pragma once

#include <array>
#include <cstddef>

#include "indexer/archive/article.h"
#include "indexer/archive/html_tree.h"

namespace fonds::archive {

// Of one element: two at most.
struct ElementStyles {
  std::array<Style, 2> styles{};
  std::size_t count = 0;

  const Style* begin() const { return styles.data(); }
  const Style* end() const { return styles.data() + count; }
};

ElementStyles styles_of(const GumboNode& element);

}  // namespace fonds::archive
