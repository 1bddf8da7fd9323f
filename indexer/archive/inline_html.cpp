// Idea: for each kind of range a cursor that only goes on, stopped at every place where one begins or ends.
#include "indexer/archive/inline_html.h"

#include <algorithm>
#include <array>
#include <limits>
#include <tuple>

#include "indexer/archive/text_builder.h"

namespace fonds::archive {
namespace {

constexpr std::array<std::string_view, kStyles> kTags = {"strong", "em", "sup", "sub"};

}  // namespace

InlineWriter::InlineWriter(std::string_view body, const BodyRanges& ranges)
    : body_(body),
      marks_(ranges.marks),
      anchors_(anchors_of(ranges.links, ranges.names)),
      runs_(runs_of(ranges.styles)) {}

// The links that are safe, and the names outside them; ordered, not overlapping.
std::vector<InlineWriter::Anchor> InlineWriter::anchors_of(const std::vector<Link>& links,
                                                           const std::vector<NameLink>& names) {
  std::vector<Anchor> anchors;
  auto name = names.begin();
  // of the anchor before
  std::uint32_t end = 0;
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

std::vector<InlineWriter::StyledRun> InlineWriter::runs_of(const std::vector<Styled>& styles) {
  struct Border {
    std::uint32_t at;
    std::size_t style;
    int step;
  };
  std::vector<Border> borders;
  for (const Styled& styled : styles) {
    if (styled.begin >= styled.end) continue;
    borders.push_back({styled.begin, static_cast<std::size_t>(styled.style), 1});
    borders.push_back({styled.end, static_cast<std::size_t>(styled.style), -1});
  }
  std::stable_sort(borders.begin(), borders.end(),
                   [](const Border& a, const Border& b) { return a.at < b.at; });
  std::vector<StyledRun> runs;
  std::array<int, kStyles> open{};
  for (std::size_t i = 0; i < borders.size();) {
    const std::uint32_t at = borders[i].at;
    for (; i < borders.size() && borders[i].at == at; ++i) open[borders[i].style] += borders[i].step;
    if (i == borders.size()) break;
    unsigned set = 0;
    for (std::size_t style = 0; style < kStyles; ++style) set |= open[style] > 0 ? 1U << style : 0U;
    if (set != 0) runs.push_back({at, borders[i].at, set});
  }
  return runs;
}

void InlineWriter::write(std::size_t at, std::size_t end, bool breaks, std::string& out) {
  breaks_ = breaks;
  end = std::min(end, body_.size());
  while (at < end) at = with_link(at, end, out);
}

std::size_t InlineWriter::with_link(std::size_t at, std::size_t end, std::string& out) {
  while (anchor_ < anchors_.size() && anchors_[anchor_].end <= at) ++anchor_;
  const bool none = anchor_ == anchors_.size() || anchors_[anchor_].begin >= end;
  if (none || anchors_[anchor_].begin > at) {
    const std::size_t stop = none ? end : anchors_[anchor_].begin;
    with_styles(at, stop, out);
    return stop;
  }
  const Anchor& anchor = anchors_[anchor_];
  out += anchor.name ? "<a class=\"name\" href=\"" : "<a href=\"";
  escape_html(anchor.href, out);
  out += anchor.name ? "\">" : "\" rel=\"nofollow noopener\">";
  const auto stop = std::min<std::size_t>(anchor.end, end);
  with_styles(at, stop, out);
  out += "</a>";
  return stop;
}

void InlineWriter::with_styles(std::size_t at, std::size_t end, std::string& out) {
  while (at < end) {
    while (run_ < runs_.size() && runs_[run_].end <= at) ++run_;
    if (run_ == runs_.size() || runs_[run_].begin >= end) return with_marks(at, end, out);
    const StyledRun& run = runs_[run_];
    if (run.begin > at) {
      with_marks(at, run.begin, out);
      at = run.begin;
    }
    const auto stop = std::min<std::size_t>(run.end, end);
    for (std::size_t style = 0; style < kStyles; ++style) {
      if ((run.styles >> style & 1U) != 0) out.append("<").append(kTags[style]).append(">");
    }
    with_marks(at, stop, out);
    for (std::size_t style = kStyles; style-- > 0;) {
      if ((run.styles >> style & 1U) != 0) out.append("</").append(kTags[style]).append(">");
    }
    at = stop;
  }
}

void InlineWriter::with_marks(std::size_t at, std::size_t end, std::string& out) {
  while (at < end) {
    while (mark_ < marks_.size() && marks_[mark_].end <= at) ++mark_;
    if (mark_ == marks_.size() || marks_[mark_].begin >= end) return text(at, end, out);
    const Mark& mark = marks_[mark_];
    if (mark.begin > at) {
      text(at, mark.begin, out);
      at = mark.begin;
    }
    const auto stop = std::min<std::size_t>(mark.end, end);
    out += "<mark>";
    text(at, stop, out);
    out += "</mark>";
    at = stop;
  }
}

void InlineWriter::text(std::size_t at, std::size_t end, std::string& out) const {
  std::string_view rest = body_.substr(at, end - at);
  for (std::size_t line; breaks_ && (line = rest.find('\n')) != std::string_view::npos;
       rest.remove_prefix(line + 1)) {
    escape_html(rest.substr(0, line), out);
    out += "<br>\n";
  }
  escape_html(rest, out);
}

}  // namespace fonds::archive
