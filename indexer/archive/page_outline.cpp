// Idea: one walk lists the elements with what they hold; then roles are given from outside in, by what HTML says
// (nav, aside, role=…, schema.org comments), by the names of classes, and by what a part looks like: a teaser's
// heading is a link that leads away, a menu is nothing but links. What holds the article's title is never
// taken away.
#include "indexer/archive/page_outline.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/page_vocabulary.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// A list is a menu or leads to related articles where so much of its text is links, in percent, and there are
// so many of them.
constexpr std::uint32_t kLinkPercent = 80, kFewestLinks = 2;
// Parts whose name is the frame's or a byline's are short; a long one is the article under a misleading name.
constexpr std::uint32_t kLongestFrame = 1500, kLongestByline = 300;
// A paragraph that announces other articles, "À lire aussi : …", is no longer than this.
constexpr std::uint32_t kLongestAnnouncement = 300;
// A heading is the article's title from this score on; a lower one than <h1> needs a sign that it is.
constexpr int kGoodTitle = 2, kGoodLowerTitle = 3;
// In the header that holds the title, a shorter text is a rubric or a signature; a longer one introduces.
constexpr std::uint32_t kShortestLead = 60;
// A box of facts or a last note inside the article; a shorter one is a caption of the frame.
constexpr std::uint32_t kShortestBox = 30;
// Bytes between the parts of a byline: ", par".
constexpr std::uint32_t kOnlyCommas = 12;
// An announcement is a few elements.
constexpr std::uint32_t kMostInAnnouncement = 200;

bool is_heading(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6;
}

bool is_list(GumboTag tag) {
  return tag == GUMBO_TAG_UL || tag == GUMBO_TAG_OL || tag == GUMBO_TAG_DL || tag == GUMBO_TAG_TABLE ||
         tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH || tag == GUMBO_TAG_TR || tag == GUMBO_TAG_DIV ||
         tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_MENU || tag == GUMBO_TAG_CENTER;
}

std::string folded_line(const GumboNode& node) {
  return text::fold(clean_line(node));
}

std::string host_of(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  std::string host = text::fold(url.substr(0, url.find_first_of("/?#")));
  if (host.starts_with("www.")) host.erase(0, 4);
  return host;
}

}  // namespace

std::string comparable_address(std::string_view url) {
  std::string host = host_of(url);
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(std::min(url.find('/', scheme + 3), url.size()));
  url = url.substr(0, url.find('#'));
  // "?p=12" is the whole of an address, "?utm_source=…" behind a path says nothing.
  const std::size_t query = url.find('?');
  if (query != std::string_view::npos && query > 1) url = url.substr(0, query);
  while (url.ends_with('/')) url.remove_suffix(1);
  return host + std::string(url);
}

PageOutline::PageOutline(const GumboNode& root, const PageIdentity& identity) : identity_(identity) {
  for (const std::string& title : identity.titles) {
    if (std::string folded = text::fold(title); !folded.empty()) folded_titles_.push_back(std::move(folded));
  }
  read(root);
  find_title();
  assign_roles();
  follow_announcements();
}

void PageOutline::read(const GumboNode& root) {
  struct Open {
    std::uint32_t at;
    unsigned next_child;
    bool in_link;
  };
  std::vector<Open> open;
  const auto enter = [&](const GumboNode& node, std::uint32_t parent, bool in_link) {
    const auto at = static_cast<std::uint32_t>(elements_.size());
    elements_.push_back({&node, elements_.empty() ? 0 : parent});
    const bool is_link = node.v.element.tag == GUMBO_TAG_A && !attribute(node, "href").empty();
    open.push_back({at, 0, in_link || is_link});
  };
  enter(root, 0, false);
  while (!open.empty()) {
    Open& top = open.back();
    const GumboVector& children = children_of(*elements_[top.at].node);
    if (top.next_child == children.length) {
      Element& element = elements_[top.at];
      element.end = static_cast<std::uint32_t>(elements_.size());
      if (element.node->v.element.tag == GUMBO_TAG_A && element.link_text > 0) ++element.links;
      if (element.parent != top.at) {
        Element& parent = elements_[element.parent];
        parent.text += element.text;
        parent.link_text += element.link_text;
        parent.links += element.links;
      }
      open.pop_back();
      continue;
    }
    const auto& child = *static_cast<const GumboNode*>(children.data[top.next_child++]);
    if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_CDATA) {
      const std::string_view text = child.v.text.text;
      const auto visible = static_cast<std::uint32_t>(std::count_if(
          text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) > ' '; }));
      elements_[top.at].text += visible;
      if (top.in_link) elements_[top.at].link_text += visible;
    } else if (child.type == GUMBO_NODE_ELEMENT && !has_nothing_to_read(child)) {
      enter(child, top.at, top.in_link);
    }
  }
}

bool PageOutline::is_inside(std::uint32_t at, GumboTag wanted) const {
  for (;; at = elements_[at].parent) {
    if (tag(at) == wanted) return true;
    if (elements_[at].parent == at) return false;
  }
}

int PageOutline::title_score(std::uint32_t at) const {
  const Element& heading = elements_[at];
  if (heading.text == 0) return 0;
  int score = tag(at) == GUMBO_TAG_H1 ? 2 : tag(at) == GUMBO_TAG_H2 ? 1 : 0;
  const std::string text = folded_line(*heading.node);
  for (const std::string& title : folded_titles_) {
    // <title> has the site's name behind it, or before.
    if (title == text) {
      score += 4;
      break;
    }
    if (text.size() >= 4 && title.starts_with(text)) {
      score += 3;
      break;
    }
    if (text.size() >= 4 && title.ends_with(text)) {
      score += 2;
      break;
    }
  }
  if (attribute(*heading.node, "itemprop") == "headline" || attribute(*heading.node, "itemprop") == "name")
    score += 2;
  const std::string_view names = attribute(*heading.node, "class");
  if (has_part(names, "title") || has_part(names, "titre") || has_part(names, "headline")) ++score;
  for (std::uint32_t outer = heading.parent;; outer = elements_[outer].parent) {
    const GumboTag in = tag(outer);
    if (in == GUMBO_TAG_ARTICLE || in == GUMBO_TAG_MAIN) {
      ++score;
      break;
    }
    if (in == GUMBO_TAG_NAV || in == GUMBO_TAG_ASIDE || in == GUMBO_TAG_FOOTER) return 0;
    const GumboNode& node = *elements_[outer].node;
    if (in == GUMBO_TAG_HEADER || has_part(attribute(node, "id"), "header") ||
        has_part(attribute(node, "class"), "header"))
      score -= 1;
    if (elements_[outer].parent == outer) break;
  }
  // The site's name leads to its first page, an article's title to the page itself.
  for (std::uint32_t inner = heading.parent; inner < heading.end; ++inner) {
    if (tag(inner) != GUMBO_TAG_A) continue;
    const std::string_view href = attribute(*elements_[inner].node, "href");
    if (href == "/" || (!href.empty() && comparable_address(href) == host_of(href) && !is_own_address(href)))
      score -= 6;
    if (!href.empty() && !href.starts_with('#') && is_own_address(href)) score += 2;
  }
  return score;
}

void PageOutline::find_title() {
  int best = kGoodTitle - 1;
  for (std::uint32_t at = 0; at < elements_.size(); ++at) {
    if (tag(at) < GUMBO_TAG_H1 || tag(at) > GUMBO_TAG_H3) continue;
    const int score = title_score(at);
    if (tag(at) != GUMBO_TAG_H1 && score < kGoodLowerTitle) continue;
    if (score > best) best = score, title_ = at;
  }
}

bool PageOutline::is_own_address(std::string_view href) const {
  if (href.empty() || href.starts_with('#')) return true;
  if (identity_.url.empty()) return false;
  const std::string own = comparable_address(identity_.url), other = comparable_address(href);
  // A relative address has no host.
  return own == other || (other.starts_with('/') && own.substr(host_of(identity_.url).size()) == other);
}

bool PageOutline::leads_inside_site(std::string_view href) const {
  if (href.starts_with("mailto:") || href.starts_with("tel:") || href.starts_with('#')) return false;
  const std::string host = host_of(href);
  return host.empty() ? !href.starts_with("//") : host == host_of(identity_.url);
}

bool PageOutline::is_teaser(std::uint32_t at) const {
  const Element& element = elements_[at];
  if (contains(at, title_)) return false;
  if (element.text > 0 && element.link_text * 2 >= element.text) return true;
  // A link around the whole card, or around or inside its first heading.
  for (std::uint32_t inner = at; inner < element.end; ++inner) {
    if (!is_heading(tag(inner)) || elements_[inner].text == 0) continue;
    if (elements_[inner].link_text * 10 < elements_[inner].text * 8) break;
    const std::string text = folded_line(*elements_[inner].node);
    if (std::find(folded_titles_.begin(), folded_titles_.end(), text) != folded_titles_.end()) break;
    std::uint32_t link = inner;
    while (link < elements_[inner].end && tag(link) != GUMBO_TAG_A) ++link;
    if (link == elements_[inner].end) return true;
    return !is_own_address(attribute(*elements_[link].node, "href"));
  }
  for (std::uint32_t inner = element.end; inner-- > at + 1;) {
    if (tag(inner) == GUMBO_TAG_A && elements_[inner].text > 0)
      return leads_on(clean_line(*elements_[inner].node)) &&
             !is_own_address(attribute(*elements_[inner].node, "href"));
  }
  return false;
}

bool PageOutline::is_list_of_links(std::uint32_t at) const {
  const Element& element = elements_[at];
  if (!is_list(tag(at)) || element.links < kFewestLinks) return false;
  if (element.link_text * 100 < element.text * kLinkPercent) return false;
  std::uint32_t inside = 0;
  for (std::uint32_t inner = at; inner < element.end; ++inner) {
    if (tag(inner) == GUMBO_TAG_A && elements_[inner].text > 0 &&
        leads_inside_site(attribute(*elements_[inner].node, "href")))
      ++inside;
  }
  // Sources and useful addresses lead elsewhere; menus and related articles stay on the site.
  return inside * 2 > element.links;
}

PageOutline::Role PageOutline::role_by_names(std::uint32_t at) const {
  const Element& element = elements_[at];
  const GumboNode& node = *element.node;
  if (attribute(node, "itemprop") == "comment") return Role::elsewhere;
  const std::string_view type = attribute(node, "itemtype");
  if (type.ends_with("/Comment") || type.ends_with("/UserComments")) return Role::elsewhere;
  const std::string_view role = attribute(node, "role");
  constexpr std::array<std::string_view, 7> kFrameRoles = {
      "navigation", "complementary", "contentinfo", "banner", "search", "dialog", "menu"};
  if (std::find(kFrameRoles.begin(), kFrameRoles.end(), role) != kFrameRoles.end()) return Role::elsewhere;

  PartName name = part_named(attribute(node, "class"));
  if (const PartName by_id = part_named(attribute(node, "id"));
      by_id != PartName::unknown && (name == PartName::unknown || by_id < name))
    name = by_id;
  const bool is_article = tag(at) == GUMBO_TAG_ARTICLE;
  switch (name) {
    case PartName::comments:
    case PartName::elsewhere:
      return Role::elsewhere;
    case PartName::frame:
      return is_article || element.text - element.link_text > kLongestFrame ? Role::own : Role::elsewhere;
    case PartName::byline:
      return is_article || element.text > kLongestByline ? Role::own : Role::byline;
    case PartName::unknown:
      break;
  }
  return Role::own;
}

PageOutline::Role PageOutline::role_of(std::uint32_t at) const {
  const GumboTag kind = tag(at);
  if (kind == GUMBO_TAG_HTML || kind == GUMBO_TAG_BODY || kind == GUMBO_TAG_MAIN) return Role::own;
  if (contains(at, title_)) return Role::own;
  const GumboNode& node = *elements_[at].node;
  if (attribute(node, "itemprop") == "articleBody") return Role::own;
  const bool in_article = is_inside(elements_[at].parent, GUMBO_TAG_ARTICLE);
  if (in_article && is_box(at)) return Role::own;
  if (kind == GUMBO_TAG_NAV || kind == GUMBO_TAG_ASIDE) return Role::elsewhere;
  // Inside an article these hold its date, author and rubric.
  if (kind == GUMBO_TAG_HEADER || kind == GUMBO_TAG_FOOTER)
    return in_article ? Role::byline : Role::elsewhere;
  if (const Role role = role_by_names(at); role != Role::own) return role;
  if (kind == GUMBO_TAG_ARTICLE && is_teaser(at)) return Role::elsewhere;
  if (is_list_of_links(at)) return Role::elsewhere;
  const bool in_header = in_article_header(elements_[at].parent);
  if (in_header && (names_a_lead(attribute(node, "class")) || names_a_lead(attribute(node, "id"))))
    return Role::own;
  if (in_header && !is_heading(kind) && (elements_[at].text < kShortestLead || has_time(at)))
    return Role::byline;
  return Role::own;
}

// An <aside> or a <footer> of the article's own words: facts and figures, where to ask. What leads elsewhere has links,
// what asks for something has a form, and what names the author is short or dated.
bool PageOutline::is_box(std::uint32_t at) const {
  const Element& element = elements_[at];
  if (tag(at) != GUMBO_TAG_ASIDE && tag(at) != GUMBO_TAG_FOOTER) return false;
  if (element.text < kShortestBox || element.links > 0 || has_time(at)) return false;
  if (role_by_names(at) != Role::own) return false;
  for (std::uint32_t inner = at + 1; inner < element.end; ++inner) {
    if (tag(inner) == GUMBO_TAG_INPUT || tag(inner) == GUMBO_TAG_LABEL) return false;
    if (elements_[inner].text > 0 && role_by_names(inner) != Role::own) return false;
  }
  // "À lire aussi", "Partager".
  for (std::uint32_t inner = at + 1; inner < element.end; ++inner) {
    if (elements_[inner].text > 0 && elements_[inner].text < kLongestAnnouncement)
      return part_announced(clean_line(*elements_[inner].node)) == PartName::unknown;
  }
  return true;
}

// The header right around the title.
bool PageOutline::in_article_header(std::uint32_t at) const {
  return tag(at) == GUMBO_TAG_HEADER && contains(at, title_);
}

bool PageOutline::has_time(std::uint32_t at) const {
  for (std::uint32_t inner = at; inner < elements_[at].end; ++inner) {
    if (tag(inner) == GUMBO_TAG_TIME) return true;
  }
  return false;
}

void PageOutline::assign_roles() {
  for (std::uint32_t at = 0; at < elements_.size(); ++at) {
    const Role outer = elements_[elements_[at].parent].role;
    if (at > 0 && outer == Role::elsewhere) {
      elements_[at].role = Role::elsewhere;
      continue;
    }
    const Role role = role_of(at);
    elements_[at].role = at > 0 && outer == Role::byline && role == Role::own ? Role::byline : role;
  }
  take_what_is_only_commas();
}

// What is left of a line of date and author is ", par": an element whose parts are all a byline's, but for that.
void PageOutline::take_what_is_only_commas() {
  struct Parts {
    std::uint32_t byline = 0;
    bool has_own = false;
  };
  std::vector<Parts> parts(elements_.size());
  for (auto at = static_cast<std::uint32_t>(elements_.size()); at-- > 1;) {
    Element& element = elements_[at];
    const Parts& inside = parts[at];
    const bool only_commas =
        inside.byline > 0 && !inside.has_own && element.text - inside.byline <= kOnlyCommas;
    const GumboTag kind = tag(at);
    const bool is_whole = kind == GUMBO_TAG_BODY || kind == GUMBO_TAG_MAIN || kind == GUMBO_TAG_ARTICLE;
    if (element.role == Role::own && only_commas && !is_whole && !contains(at, title_))
      element.role = Role::byline;
    Parts& outer = parts[element.parent];
    if (element.role == Role::byline) outer.byline += element.text;
    outer.has_own = outer.has_own || (element.role == Role::own && element.text > 0);
  }
}

// What stands behind a heading such as "À lire aussi" or "3 commentaires", and short paragraphs of that kind.
void PageOutline::follow_announcements() {
  const auto take_away = [this](std::uint32_t at) {
    for (std::uint32_t inner = at; inner < elements_[at].end; ++inner)
      elements_[inner].role = Role::elsewhere;
  };
  for (std::uint32_t at = 1; at < elements_.size(); ++at) {
    const Element& element = elements_[at];
    if (element.role != Role::own || element.text == 0 || contains(at, title_)) continue;
    const GumboTag kind = tag(at);
    const bool heading = is_heading(kind);
    if (!heading && kind != GUMBO_TAG_P && kind != GUMBO_TAG_DIV && kind != GUMBO_TAG_LI &&
        kind != GUMBO_TAG_STRONG)
      continue;
    if (element.text > kLongestAnnouncement || element.end - at > kMostInAnnouncement) continue;
    const std::string line = clean_line(*element.node);
    if (!heading) {
      // "À lire aussi : Le marché déménage", where the rest is a link.
      const std::uint32_t plain = element.text - element.link_text;
      if (element.links > 0 && plain * 2 <= element.text &&
          part_announced(line.substr(0, 100)) == PartName::elsewhere)
        take_away(at);
      // "À lire aussi :" alone, before a list.
      if (element.links > 0 || kind == GUMBO_TAG_LI) continue;
    }
    const PartName part = part_announced(line);
    if (part == PartName::unknown) continue;
    // What a paragraph announces must look like it; what stands under a heading of comments is comments.
    bool any = false;
    for (std::uint32_t next = element.end; next < elements_[element.parent].end; next = elements_[next].end) {
      const Element& sibling = elements_[next];
      if (contains(next, title_) || (is_heading(tag(next)) && part != PartName::comments)) break;
      const bool looks_like_it = sibling.role == Role::elsewhere || sibling.text == 0 ||
                                 sibling.link_text * 2 >= sibling.text || is_teaser(next);
      if (!looks_like_it && !(heading && part == PartName::comments)) break;
      any = any || sibling.text > 0;
      take_away(next);
    }
    if (heading || any) take_away(at);
  }
}

}  // namespace fonds::archive
