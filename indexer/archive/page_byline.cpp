// Idea: where no metadata says it, the page shows it to its readers. Marks (itemprop, class names, pubdate) tell
// what a date means; a <time> without any counts where the article is, never in the site's frame or a teaser.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/page_metadata.h"
#include "indexer/archive/page_vocabulary.h"
#include "indexer/archive/written_date.h"
#include "indexer/text/folding.h"
#include "indexer/text/utf8.h"

namespace fonds::archive {
namespace {

using Role = PageOutline::Role;

// Longest line of a date or an author, in bytes; a <time> in a longer paragraph is part of the story.
constexpr std::uint32_t kLongestLine = 200;
constexpr std::size_t kLongestAuthor = 120;
// A line is a few elements.
constexpr std::uint32_t kMostInLine = 50;

bool has_any_part(std::string_view attribute, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return has_part(attribute, part); });
}

bool says_modified(std::string_view folded) {
  for (const std::string_view word :
       {"mis a jour", "mise a jour", "modifi", "maj ", "maj:", "actualis", "updated", "last modified"}) {
    if (folded.find(word) != std::string_view::npos) return true;
  }
  return false;
}
std::size_t where_published(std::string_view folded) {
  std::size_t first = std::string_view::npos;
  for (const std::string_view word :
       {"publie", "paru le", "mis en ligne", "mise en ligne", "posted on", "published"})
    first = std::min(first, folded.find(word));
  return first;
}

// Properties of schema.org by an element's itemprop (several words) or RDFa's property ("schema:dateCreated").
bool has_property(const GumboNode& node, std::string_view name) {
  for (const char* attribute_name : {"itemprop", "property"}) {
    const std::string_view words = attribute(node, attribute_name);
    for (std::size_t at = words.find(name); at != std::string_view::npos; at = words.find(name, at + 1)) {
      const bool begins = at == 0 || words[at - 1] == ' ' || words[at - 1] == ':';
      const std::size_t end = at + name.size();
      if (begins && (end == words.size() || words[end] == ' ')) return true;
    }
  }
  return false;
}

class Byline {
 public:
  explicit Byline(const PageOutline& outline) : outline_(outline), elements_(outline.elements()) {
    find_region();
  }

  PageMetadata read() {
    for (std::uint32_t at = 0; at < elements_.size(); ++at) {
      if (elements_[at].role == Role::elsewhere) continue;
      look_for_date(at);
      look_for_author(at);
    }
    for (const auto* names : {&marked_authors_, &named_authors_, &written_authors_}) {
      if (!metadata_.author.empty()) break;
      for (const std::string& name : *names)
        metadata_.author += (metadata_.author.empty() ? "" : ", ") + name;
    }
    return std::move(metadata_);
  }

 private:
  const GumboNode& node(std::uint32_t at) const { return *elements_[at].node; }
  bool is_short(std::uint32_t at) const {
    return elements_[at].text <= kLongestLine && elements_[at].end - at <= kMostInLine;
  }
  std::string line(std::uint32_t at) const { return clean_line(node(at)); }

  // Where the article is: the <article> or <main> with the title, else the first article, else everything.
  void find_region() {
    const std::uint32_t title = outline_.title();
    std::uint32_t first = PageOutline::kNone;
    for (std::uint32_t at = 0; at < elements_.size(); ++at) {
      const bool is_part = outline_.tag(at) == GUMBO_TAG_ARTICLE || outline_.tag(at) == GUMBO_TAG_MAIN;
      if (!is_part || elements_[at].role != Role::own) continue;
      if (first == PageOutline::kNone) first = at;
      if (outline_.contains(at, title)) {
        region_ = at;
        return;
      }
    }
    if (first != PageOutline::kNone) region_ = first;
  }
  bool is_near(std::uint32_t at) const {
    return outline_.contains(region_, at) ||
           (outline_.title() != PageOutline::kNone && at > outline_.title());
  }

  void look_for_date(std::uint32_t at) {
    const GumboNode& element = node(at);
    const bool published = has_property(element, "datePublished"),
               modified = has_property(element, "dateModified");
    const bool created = has_property(element, "dateCreated") || has_property(element, "dc:date") ||
                         has_property(element, "dc:created");
    const std::string_view names = attribute(element, "class");
    if (published) return add_date(at, "datePublished", DateTrust::marked);
    if (modified) return add_modified(at);
    if (created) return add_date(at, "dateCreated", DateTrust::created);
    if (outline_.tag(at) == GUMBO_TAG_TIME) return look_at_time(at);
    if (names.empty() && !has_published_line(at)) return;
    if (!is_short(at) || !is_near(at)) return;
    const bool has_time =
        std::any_of(elements_.begin() + at, elements_.begin() + elements_[at].end,
                    [](const auto& inner) { return inner.node->v.element.tag == GUMBO_TAG_TIME; });
    if (has_time) return;
    if (has_part(names, "updated") || has_part(names, "modified")) return add_modified(at);
    // hAtom: <abbr class="published" title="2017-04-05T10:00:00Z">
    if (has_part(names, "published")) return add_date(at, "published", DateTrust::marked);
    const bool dated = has_any_part(
        names, {"date", "dateline", "posted", "submitted", "created", "pubdate", "publi", "meta", "byline"});
    if (dated || has_published_line(at)) add_written_line(at);
  }

  void look_at_time(std::uint32_t at) {
    const GumboNode& element = node(at);
    const std::uint32_t parent = elements_[at].parent;
    std::string names(attribute(element, "class"));
    for (std::uint32_t outer = parent, level = 0; level < 2 && outer != region_ && is_short(outer);
         outer = elements_[outer].parent, ++level)
      names.append(" ").append(attribute(node(outer), "class"));
    const bool marked = gumbo_get_attribute(&element.v.element.attributes, "pubdate") != nullptr ||
                        has_part(names, "published");
    if (marked) return add_date(at, "<time>", DateTrust::marked);
    if (has_any_part(names, {"updated", "modified", "modification", "lastmod"}) ||
        says_modified(words_before(at)))
      return add_modified(at);
    const bool in_story = !is_short(parent) && elements_[at].role == Role::own;
    if (is_near(at) && !in_story) add_date(at, "<time>", DateTrust::time);
  }

  // What stands before a <time> in the same line, from the <time> before it on.
  std::string words_before(std::uint32_t at) const {
    const GumboNode& element = node(at);
    if (!is_short(elements_[at].parent) || element.parent == nullptr) return {};
    const GumboVector& siblings = children_of(*element.parent);
    std::string words;
    for (std::size_t i = 0; i < element.index_within_parent && i < siblings.length; ++i) {
      const auto& sibling = *static_cast<const GumboNode*>(siblings.data[i]);
      if (sibling.type == GUMBO_NODE_TEXT) words += sibling.v.text.text;
      if (sibling.type != GUMBO_NODE_ELEMENT) continue;
      if (sibling.v.element.tag == GUMBO_TAG_TIME) {
        words.clear();
      } else {
        words += " " + clean_line(sibling) + " ";
      }
    }
    return text::fold(words);
  }

  // The date of an element, as machines read it where it is given so.
  std::string date_of(std::uint32_t at) const {
    for (const char* name : {"datetime", "content", "title"}) {
      const std::string value(attribute(node(at), name));
      if (!iso_of_written_date(value).empty()) return value;
    }
    return is_short(at) ? line(at) : std::string();
  }
  void add_date(std::uint32_t at, std::string field, DateTrust trust) {
    std::string value = date_of(at);
    if (!value.empty()) metadata_.dates.push_back({std::move(field), std::move(value), trust});
  }
  void add_modified(std::uint32_t at) {
    if (std::string value = date_of(at); !iso_of_written_date(value).empty())
      metadata_.modified.push_back({"dateModified", std::move(value), DateTrust::marked});
  }

  // "Publié le 5 avril 2017", in an element of its own.
  bool has_published_line(std::uint32_t at) const {
    constexpr std::array<GumboTag, 9> kLines = {GUMBO_TAG_P,  GUMBO_TAG_DIV,   GUMBO_TAG_SPAN,
                                                GUMBO_TAG_LI, GUMBO_TAG_SMALL, GUMBO_TAG_EM,
                                                GUMBO_TAG_I,  GUMBO_TAG_FONT,  GUMBO_TAG_DD};
    if (std::find(kLines.begin(), kLines.end(), outline_.tag(at)) == kLines.end()) return false;
    if (!is_short(at) || elements_[at].text == 0) return false;
    const std::string folded = text::fold(line(at));
    return where_published(folded) <= 1;
  }

  void add_written_line(std::uint32_t at) {
    std::string written = line(at);
    const std::string folded = text::fold(written);
    const std::size_t published = where_published(folded);
    if (published == std::string::npos && says_modified(folded)) return add_modified(at);
    // "Modifié le …, publié le …": what stands behind the word counts.
    if (published != std::string::npos) written = folded.substr(published);
    if (!iso_of_written_date(written).empty())
      metadata_.dates.push_back({"date", std::move(written), DateTrust::text});
  }

  void look_for_author(std::uint32_t at) {
    if (at < author_end_ || !is_near(at)) return;
    const GumboNode& element = node(at);
    const std::string_view names = attribute(element, "class");
    const bool marked = has_property(element, "author") || has_property(element, "creator") ||
                        attribute(element, "rel") == "author";
    const bool named = has_any_part(names, {"author", "auteur", "byline", "createdby", "signature"});
    if (!marked && !named) return look_for_written_author(at, names);
    std::string name = author_name(at);
    if (name.empty()) return;
    std::vector<std::string>& names_found = marked ? marked_authors_ : named_authors_;
    // A class names the line, or the box about the author behind it; the first is enough.
    if (!marked && !names_found.empty()) return;
    author_end_ = elements_[at].end;
    if (std::find(names_found.begin(), names_found.end(), name) == names_found.end())
      names_found.push_back(std::move(name));
  }

  // "Publié le 5 avril 2017 par Anne Roy": the first line that says so.
  void look_for_written_author(std::uint32_t at, std::string_view names) {
    if (!written_authors_.empty() || !is_short(at)) return;
    if (!has_part(names, "meta") && !has_published_line(at)) return;
    const std::string written = line(at);
    std::size_t par = written.starts_with("Par ") || written.starts_with("par ") ? 0 : written.find(" par ");
    if (par == std::string::npos) return;
    if (written[par] == ' ') ++par;
    std::string name = written.substr(par);
    // A name begins with a capital: "par la mairie" names nobody.
    if (name.size() < 5 || text::fold(name.substr(4, 1)) == name.substr(4, 1)) return;
    for (const std::string_view behind : {", ", " · ", " • ", " ("}) name = name.substr(0, name.find(behind));
    name = tidy_author(std::move(name));
    // One word is an account's name.
    if (name.find(' ') != std::string::npos) written_authors_.push_back(std::move(name));
  }

  std::string author_name(std::uint32_t at) const {
    for (std::uint32_t inner = at; inner < elements_[at].end; ++inner) {
      const bool is_name = has_property(node(inner), "name") ||
                           has_part(attribute(node(inner), "class"), "fn") ||
                           (inner > at && attribute(node(inner), "rel") == "author");
      if (!is_name) continue;
      const std::string_view content = attribute(node(inner), "content");
      if (std::string name = tidy_author(content.empty() ? line(inner) : clean_line(content)); !name.empty())
        return name;
    }
    if (const std::string_view content = attribute(node(at), "content"); !content.empty())
      return tidy_author(clean_line(content));
    return is_short(at) ? tidy_author(line(at)) : std::string();
  }

  // "Par Anne Roy, le 5 avril 2017" is Anne Roy.
  static std::string tidy_author(std::string name) {
    const std::string folded = text::fold(name);
    for (const std::string_view before :
         {"publie par ", "ecrit par ", "redige par ", "propose par ", "posted by ", "written by ", "par ",
          "by ", "auteur : ", "auteur: "}) {
      if (!folded.starts_with(before)) continue;
      // As long in letters; "é" is longer in bytes.
      std::size_t bytes = 0;
      for (std::size_t letters = 0; letters < before.size() && bytes < name.size(); ++letters)
        bytes = text::character_end(name, bytes);
      name.erase(0, bytes);
      break;
    }
    for (const std::string_view behind : {", le ", " le ", " - ", " – ", " | ", ", publi", " on "}) {
      const std::size_t cut = name.find(behind);
      if (cut != std::string::npos && cut > 0) name.erase(cut);
    }
    while (name.ends_with(' ') || name.ends_with(',')) name.pop_back();
    const bool has_digit = std::any_of(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return has_digit || name.size() > kLongestAuthor ? std::string() : name;
  }

  const PageOutline& outline_;
  const std::vector<PageOutline::Element>& elements_;
  std::uint32_t region_ = 0;
  std::uint32_t author_end_ = 0;
  std::vector<std::string> marked_authors_, named_authors_, written_authors_;
  PageMetadata metadata_;
};

}  // namespace

PageMetadata read_byline(const PageOutline& outline) {
  return outline.elements().empty() ? PageMetadata{} : Byline(outline).read();
}

}  // namespace fonds::archive
