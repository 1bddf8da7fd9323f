// A page's elements in order, with what each holds, and which of them are not the article's own text: the
// site's frame, comments, teasers and lists that lead to other articles.
//
// Thread safety: immutable once made; refers into the tree, which must outlive it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/html_tree.h"

namespace fonds::archive {

// What the page's head says that tells its own article from others.
struct PageIdentity {
  // canonical, "" where none is given
  std::string url;
  // as its metadata and <title> give them, the surest first
  std::vector<std::string> titles;
};

class PageOutline {
 public:
  enum class Role : std::uint8_t {
    // the article's, or nothing tells otherwise
    own,
    // its date, author, rubric
    byline,
    // not the article's; so is everything inside
    elsewhere,
  };
  struct Element {
    const GumboNode* node = nullptr;
    // its place in elements(); the first is its own parent
    std::uint32_t parent = 0;
    // behind the last element inside it
    std::uint32_t end = 0;
    // bytes to read in it, white space aside
    std::uint32_t text = 0;
    // of these, inside links
    std::uint32_t link_text = 0;
    // links with words
    std::uint32_t links = 0;
    Role role = Role::own;
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;

  PageOutline(const GumboNode& root, const PageIdentity& identity);

  // In the page's order; without those that hold nothing to read (scripts, forms, …).
  const std::vector<Element>& elements() const { return elements_; }
  // The heading that is the article's title, or kNone.
  std::uint32_t title() const { return title_; }

  GumboTag tag(std::uint32_t at) const { return elements_[at].node->v.element.tag; }
  bool contains(std::uint32_t outer, std::uint32_t inner) const {
    return inner != kNone && outer <= inner && inner < elements_[outer].end;
  }
  // Whether an element is a teaser of another article: its heading, or most of it, is a link that leads away.
  bool is_teaser(std::uint32_t at) const;
  // Whether the element, or one that it stands in, has this tag.
  bool is_inside(std::uint32_t at, GumboTag tag) const;

 private:
  void read(const GumboNode& root);
  void find_title();
  int title_score(std::uint32_t at) const;
  void assign_roles();
  void take_what_is_only_commas();
  Role role_of(std::uint32_t at) const;
  Role role_by_names(std::uint32_t at) const;
  bool is_list_of_links(std::uint32_t at) const;
  bool in_article_header(std::uint32_t at) const;
  bool has_time(std::uint32_t at) const;
  bool is_box(std::uint32_t at) const;
  void follow_announcements();
  bool is_own_address(std::string_view href) const;
  bool leads_inside_site(std::string_view href) const;

  const PageIdentity& identity_;
  std::vector<std::string> folded_titles_;
  std::vector<Element> elements_;
  std::uint32_t title_ = kNone;
};

// Scheme, "www.", a last slash, query and fragment aside: what tells two addresses of pages apart.
std::string comparable_address(std::string_view url);

}  // namespace fonds::archive
