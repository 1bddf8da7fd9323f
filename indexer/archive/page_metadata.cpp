#include "indexer/archive/page_metadata.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/lenient_json.h"
#include "indexer/text/ascii.h"
#include "indexer/text/folding.h"
#include "indexer/text/one_of.h"

namespace fonds::archive {
namespace {

// All JSON-LD of a page that is kept, in bytes.
constexpr std::size_t kMaxJsonLdBytes = 2 * kMaxLenientJsonBytes;

// The text right inside an element, as it stands; of a longer one, one byte more than `limit`.
std::string raw_text_of(const GumboNode& element, std::size_t limit) {
  std::string text;
  const GumboVector& children = children_of(element);
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type != GUMBO_NODE_TEXT && child.type != GUMBO_NODE_WHITESPACE &&
        child.type != GUMBO_NODE_CDATA)
      continue;
    text += std::string_view(child.v.text.text).substr(0, limit + 1 - text.size());
    if (text.size() > limit) break;
  }
  return text;
}

struct Found {
  PageHead head;
  PageMetadata html;  // meta name=…, link rel=canonical, html lang; after Open Graph
  std::size_t json_ld_bytes = 0;
};

// By which names pages give the day an article came out, the day it was changed, and a day without more.
constexpr std::array<std::string_view, 24> kIssuedNames = {"article:published_time",
                                                           "article:published",
                                                           "og:article:published_time",
                                                           "og:published_time",
                                                           "datepublished",
                                                           "date_published",
                                                           "publish_date",
                                                           "publish-date",
                                                           "published_at",
                                                           "publication_date",
                                                           "publicationdate",
                                                           "pubdate",
                                                           "parsely-pub-date",
                                                           "sailthru.date",
                                                           "citation_publication_date",
                                                           "citation_date",
                                                           "dc.date.issued",
                                                           "dcterms.issued",
                                                           "dcterms.created",
                                                           "dc.date.created",
                                                           "dc.created",
                                                           "dc.issued",
                                                           "article.published",
                                                           "cxenseparse:publishtime"};
constexpr std::array<std::string_view, 12> kModifiedNames = {"article:modified_time",
                                                             "og:updated_time",
                                                             "og:article:modified_time",
                                                             "datemodified",
                                                             "dc.date.modified",
                                                             "dcterms.modified",
                                                             "dc.modified",
                                                             "last-modified",
                                                             "lastmod",
                                                             "revised",
                                                             "article.updated",
                                                             "date_modified"};
constexpr std::array<std::string_view, 5> kDatedNames = {"date", "dc.date", "dcterms.date", "article.created",
                                                         "creation_date"};

// A picture that stands for the site, not for the article.
bool is_emblem(std::string_view url) {
  const std::string name = text::ascii_lower(url.substr(url.rfind('/') + 1));
  for (const char* word : {"logo", "default", "placeholder", "favicon", "avatar"}) {
    if (name.find(word) != std::string::npos) return true;
  }
  return false;
}

void take_meta(const GumboNode& meta, Found& found) {
  const std::string content(attribute(meta, "content"));
  if (content.empty()) return;
  // Open Graph uses property=, HTML name=; pages mix the two up.
  std::string key = text::ascii_lower(attribute(meta, "property"));
  for (const char* other : {"name", "itemprop", "http-equiv"}) {
    if (key.empty()) key = text::ascii_lower(attribute(meta, other));
  }
  PageMetadata& open_graph = found.head.metadata;
  const std::pair<std::string_view, std::string*> singles[] = {
      {"og:title", &open_graph.title},
      {"og:description", &open_graph.lead},
      {"og:url", &open_graph.url},
      {"og:site_name", &open_graph.source},
      {"article:author", &open_graph.author},
      {"author", &found.html.author},
      {"description", &found.html.lead},
      {"dc.title", &found.html.title},
      {"dcterms.title", &found.html.title},
      {"dc.creator", &found.html.author},
      {"dcterms.creator", &found.html.author},
      {"dc.description", &found.html.lead},
      {"twitter:title", &found.html.title},
      {"twitter:description", &found.html.lead},
      {"parsely-author", &found.html.author},
      {"sailthru.author", &found.html.author},
      {"citation_author", &found.html.author},
      {"citation_title", &found.html.title},
  };
  for (const auto& [name, field] : singles) {
    if (key == name && field->empty()) *field = clean_line(content);
  }
  PageImage& image = open_graph.image;
  if ((key == "og:image" || key == "og:image:url") && image.url.empty() && !is_emblem(content)) {
    image.url = content;
  }
  if (key == "og:image:alt" && !image.url.empty() && image.alternative.empty())
    image.alternative = clean_line(content);
  if (text::is_one_of(key, kIssuedNames)) open_graph.dates.push_back({key, content, DateTrust::issued});
  if (text::is_one_of(key, kModifiedNames)) open_graph.modified.push_back({key, content, DateTrust::meta});
  if (text::is_one_of(key, kDatedNames)) open_graph.dates.push_back({key, content, DateTrust::meta});
  if (key == "article:section") open_graph.sections.push_back(content);
  if (key == "article:tag") open_graph.keywords.push_back(content);
}

void take_script(const GumboNode& script, Found& found) {
  const std::string type = text::ascii_lower(attribute(script, "type"));
  if (type.substr(0, type.find(';')) != "application/ld+json") return;
  std::string text = raw_text_of(script, kMaxLenientJsonBytes);
  found.json_ld_bytes += text.size();
  if (text.size() > kMaxLenientJsonBytes || found.json_ld_bytes > kMaxJsonLdBytes) {
    found.head.passed_over = "its JSON-LD is larger than " + std::to_string(kMaxLenientJsonBytes >> 20) +
                             " MiB and was passed over";
  } else if (!text.empty()) {
    found.head.json_ld.push_back(std::move(text));
  }
}

void look_at(const GumboNode& element, Found& found) {
  constexpr std::size_t kMaxTitleElement = 64u << 10;
  switch (element.v.element.tag) {
    case GUMBO_TAG_HTML:
      found.html.lang = attribute(element, "lang");
      if (found.html.lang.empty()) found.html.lang = attribute(element, "xml:lang");
      break;
    case GUMBO_TAG_META:
      take_meta(element, found);
      break;
    case GUMBO_TAG_LINK:
      if (text::ascii_lower(attribute(element, "rel")) == "canonical" && found.html.url.empty())
        found.html.url = attribute(element, "href");
      break;
    case GUMBO_TAG_SCRIPT:
      take_script(element, found);
      break;
    case GUMBO_TAG_TITLE:
      if (found.head.title.empty())
        found.head.title = clean_line(text::repair_utf8(raw_text_of(element, kMaxTitleElement)));
      break;
    default:
      break;
  }
}

// Where a page gives the author's account on a social network instead of a name.
bool is_handle(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with("@");
}

}  // namespace

void take_missing(PageMetadata& into, PageMetadata&& from) {
  const auto take = [](auto& field, auto& value) {
    if (field.empty()) field = std::move(value);
  };
  take(into.title, from.title);
  take(into.author, from.author);
  take(into.url, from.url);
  take(into.lead, from.lead);
  take(into.source, from.source);
  take(into.lang, from.lang);
  take(into.body, from.body);
  if (into.image.url.empty()) into.image = std::move(from.image);
  take(into.sections, from.sections);
  take(into.keywords, from.keywords);
  take(into.persons, from.persons);
  std::move(from.dates.begin(), from.dates.end(), std::back_inserter(into.dates));
  std::move(from.modified.begin(), from.modified.end(), std::back_inserter(into.modified));
}

PageHead read_page_head(const GumboNode& root) {
  Found found;
  std::vector<const GumboNode*> waiting{&root};  // a stack: the next in the page's order is on top
  while (!waiting.empty()) {
    const GumboNode& node = *waiting.back();
    waiting.pop_back();
    if (node.type == GUMBO_NODE_ELEMENT) look_at(node, found);
    const GumboVector& children = children_of(node);
    for (unsigned i = children.length; i-- > 0;)
      waiting.push_back(static_cast<const GumboNode*>(children.data[i]));
  }
  PageMetadata& metadata = found.head.metadata;
  if (is_handle(metadata.author)) metadata.author.clear();
  if (is_handle(found.html.author)) found.html.author.clear();
  // The page's own word about its address counts before what it tells social networks.
  if (!found.html.url.empty()) metadata.url = found.html.url;
  take_missing(metadata, std::move(found.html));
  return std::move(found.head);
}

}  // namespace fonds::archive
