#include "indexer/archive/main_text.h"

#include <algorithm>
#include <vector>

#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

using Role = PageOutline::Role;
using Places = std::vector<std::uint32_t>;

// Most <article> elements looked at; a front page has some dozen teasers.
constexpr std::size_t kMaxParts = 200;

class MainText {
 public:
  MainText(const PageOutline& outline, std::string_view title)
      : outline_(outline), elements_(outline.elements()) {
    for (const PageOutline::Element& element : elements_) {
      const bool is_first_of_its_role = elements_[element.parent].role == Role::own;
      if (element.role != Role::own && is_first_of_its_role) left_out_.insert(element.node);
    }
    const std::uint32_t heading = outline.title();
    if (heading == PageOutline::kNone) return;
    const GumboNode& node = *elements_[heading].node;
    if (text::fold(clean_line(node)) == text::fold(title)) left_out_.insert(&node);
  }

  CleanText read() {
    CleanText text = of(body_properties());
    if (text.blocks.empty()) text = of(parts());
    if (text.blocks.empty()) text = of(first_of(GUMBO_TAG_MAIN));
    if (text.blocks.empty()) text = from_title();
    return text;
  }

  // For pages that put everything into a <header>, an <aside> or what looks like a menu.
  CleanText whole() const {
    const Places body = first_of(GUMBO_TAG_BODY);
    return body.empty() ? CleanText{} : clean_node(*elements_[body[0]].node, LineBreaks::html);
  }

 private:
  bool is_own(std::uint32_t at) const { return elements_[at].role == Role::own; }

  CleanText of(const Places& places) const {
    CleanText text;
    for (const std::uint32_t at : places)
      append(text, clean_node(*elements_[at].node, LineBreaks::html, left_out_));
    return text;
  }

  // The outermost of the article's elements that `is_wanted` takes.
  template <typename Predicate>
  Places outermost(const Predicate& is_wanted) const {
    Places found;
    for (std::uint32_t at = 0; at < elements_.size() && found.size() < kMaxParts;) {
      const bool wanted = is_own(at) && elements_[at].text > 0 && is_wanted(at);
      if (wanted) found.push_back(at);
      at = wanted ? elements_[at].end : at + 1;
    }
    return found;
  }

  Places body_properties() const {
    return outermost(
        [this](std::uint32_t at) { return attribute(*elements_[at].node, "itemprop") == "articleBody"; });
  }

  Places first_of(GumboTag tag) const {
    Places found = outermost([&](std::uint32_t at) { return outline_.tag(at) == tag; });
    if (found.size() > 1) found.resize(1);
    return found;
  }

  // The article, or its parts: those that stand beside the one with the title, or else beside the longest.
  Places parts() const {
    Places articles = outermost([this](std::uint32_t at) { return outline_.tag(at) == GUMBO_TAG_ARTICLE; });
    if (articles.empty()) return {};
    std::uint32_t best = articles.front();
    for (const std::uint32_t at : articles) {
      if (elements_[at].text > elements_[best].text) best = at;
    }
    for (const std::uint32_t at : articles) {
      if (outline_.contains(at, outline_.title())) best = at;
    }
    std::erase_if(articles, [&](std::uint32_t at) { return !are_beside(at, best); });
    Places all = introduction(articles.front());
    all.insert(all.end(), articles.begin(), articles.end());
    return all;
  }

  bool are_beside(std::uint32_t a, std::uint32_t b) const {
    const std::uint32_t outer_a = elements_[a].parent, outer_b = elements_[b].parent;
    // Each part may have a <section> or a <div> of its own.
    return outer_a == outer_b || elements_[outer_a].parent == elements_[outer_b].parent;
  }

  // What stands between the title and the article, where the title is outside.
  Places introduction(std::uint32_t article) const {
    const std::uint32_t title = outline_.title();
    Places found;
    if (title == PageOutline::kNone || title > article) return found;
    for (std::uint32_t at = elements_[title].end; at < article;) {
      const bool outer = elements_[at].end > article;
      const bool wanted = !outer && is_own(at) && elements_[at].text > 0;
      if (wanted) found.push_back(at);
      at = outer ? at + 1 : elements_[at].end;
    }
    return found;
  }

  // The body without what stands before the title: banners, the paper's name, today's date.
  CleanText from_title() {
    const Places body = first_of(GUMBO_TAG_BODY);
    if (body.empty()) return {};
    const std::uint32_t title = outline_.title();
    LeftOut before;
    for (std::uint32_t at = body[0]; title != PageOutline::kNone && at < title;) {
      const bool outer = outline_.contains(at, title);
      if (!outer) before.insert(elements_[at].node);
      at = outer ? at + 1 : elements_[at].end;
    }
    before.insert(left_out_.begin(), left_out_.end());
    CleanText text = clean_node(*elements_[body[0]].node, LineBreaks::html, before);
    return text.blocks.empty() ? of(body) : text;
  }

  const PageOutline& outline_;
  const std::vector<PageOutline::Element>& elements_;
  LeftOut left_out_;
};

}  // namespace

CleanText main_text(const PageOutline& outline, std::string_view title) {
  return MainText(outline, title).read();
}

CleanText whole_text(const PageOutline& outline) {
  return MainText(outline, {}).whole();
}

}  // namespace fonds::archive
