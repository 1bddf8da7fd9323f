// The words of a block as HTML: links outside, styles inside them, marks innermost, so that tags always nest.
//
// Thread safety: one thread per writer. Blocks are written in their order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/body_html.h"

namespace fonds::archive {

class InlineWriter {
 public:
  // All must outlive this.
  InlineWriter(std::string_view body, const BodyRanges& ranges);

  // Appends the body's bytes from `at` to `end`. `breaks`: a line end is shown as <br>.
  void write(std::size_t at, std::size_t end, bool breaks, std::string& out);

 private:
  // A link of either kind.
  struct Anchor {
    std::uint32_t begin = 0, end = 0;
    std::string_view href;
    bool name = false;
  };
  // Words that are set in the same styles, a bit for each.
  struct StyledRun {
    std::uint32_t begin = 0, end = 0;
    unsigned styles = 0;
  };
  static std::vector<Anchor> anchors_of(const std::vector<Link>& links, const std::vector<NameLink>& names);
  static std::vector<StyledRun> runs_of(const std::vector<Styled>& styles);
  // Each writes up to the next border of its kind, at most to `end`, and returns where that is.
  std::size_t with_link(std::size_t at, std::size_t end, std::string& out);
  void with_styles(std::size_t at, std::size_t end, std::string& out);
  void with_marks(std::size_t at, std::size_t end, std::string& out);
  void text(std::size_t at, std::size_t end, std::string& out) const;

  std::string_view body_;
  const std::vector<Mark>& marks_;
  std::vector<Anchor> anchors_;
  std::vector<StyledRun> runs_;
  std::size_t anchor_ = 0, run_ = 0, mark_ = 0;
  bool breaks_ = true;
};

}  // namespace fonds::archive
