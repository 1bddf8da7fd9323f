#include "indexer/archive/page_metadata.h"

#include <utility>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"

namespace fonds::archive {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return result;
}

// The text right inside an element, as it stands: what a script or a title holds.
std::string raw_text_of(const GumboNode& element) {
  std::string text;
  const GumboVector& children = children_of(element);
  for (unsigned i = 0; i < children.length; ++i) {
    const auto& child = *static_cast<const GumboNode*>(children.data[i]);
    if (child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_WHITESPACE) text += child.v.text.text;
  }
  return text;
}

// What meta, link, title, h1 and time elements say, each kept apart until the order of trust is settled.
struct Found {
  std::vector<std::string> json_ld;
  PageMetadata open_graph;  // og: and article: properties
  PageMetadata html;        // meta name=…, link rel=canonical, html lang
  std::string title_element, heading, time;
};

void take_meta(const GumboNode& meta, Found& found) {
  const std::string content(attribute(meta, "content"));
  if (content.empty()) return;
  // Open Graph uses property=, HTML name=; pages mix the two up.
  std::string key = lower(attribute(meta, "property"));
  if (key.empty()) key = lower(attribute(meta, "name"));
  if (key.empty()) key = lower(attribute(meta, "itemprop"));
  const std::pair<std::string_view, std::string*> singles[] = {
      {"og:title", &found.open_graph.title},
      {"og:description", &found.open_graph.lead},
      {"og:url", &found.open_graph.url},
      {"og:site_name", &found.open_graph.source},
      {"article:published_time", &found.open_graph.date},
      {"article:modified_time", &found.open_graph.modified},
      {"article:author", &found.open_graph.author},
      {"author", &found.html.author},
      {"description", &found.html.lead},
      {"date", &found.html.date},
      {"dc.title", &found.html.title},
      {"dc.creator", &found.html.author},
      {"dc.date", &found.html.date},
      {"dc.date.issued", &found.html.date},
      {"datepublished", &found.html.date},
      {"datemodified", &found.html.modified},
  };
  for (const auto& [name, field] : singles) {
    if (key == name && field->empty()) *field = content;
  }
  if (key == "article:section") found.open_graph.sections.push_back(content);
  if (key == "article:tag") found.open_graph.keywords.push_back(content);
}

void look_at(const GumboNode& element, Found& found) {
  switch (element.v.element.tag) {
    case GUMBO_TAG_HTML:
      found.html.lang = attribute(element, "lang");
      break;
    case GUMBO_TAG_META:
      take_meta(element, found);
      break;
    case GUMBO_TAG_LINK:
      if (lower(attribute(element, "rel")) == "canonical") found.html.url = attribute(element, "href");
      break;
    case GUMBO_TAG_SCRIPT:
      if (lower(attribute(element, "type")) == "application/ld+json")
        found.json_ld.push_back(raw_text_of(element));
      break;
    case GUMBO_TAG_TITLE:
      if (found.title_element.empty()) found.title_element = one_line(raw_text_of(element));
      break;
    case GUMBO_TAG_H1:
      if (found.heading.empty()) found.heading = clean_line(element);
      break;
    case GUMBO_TAG_TIME:
      if (found.time.empty()) found.time = attribute(element, "datetime");
      break;
    default:
      break;
  }
}

void take_missing(PageMetadata& into, PageMetadata&& from) {
  const auto take = [](auto& field, auto& value) {
    if (field.empty()) field = std::move(value);
  };
  take(into.title, from.title);
  take(into.date, from.date);
  take(into.modified, from.modified);
  take(into.author, from.author);
  take(into.url, from.url);
  take(into.lead, from.lead);
  take(into.source, from.source);
  take(into.lang, from.lang);
  take(into.sections, from.sections);
  take(into.keywords, from.keywords);
}

// Where a page gives the author's account on a social network instead of a name.
bool is_address(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://");
}

}  // namespace

PageMetadata read_page_metadata(const GumboNode& root) {
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
  PageMetadata metadata;
  for (const std::string& json : found.json_ld) read_json_ld(json, metadata);
  if (is_address(found.open_graph.author)) found.open_graph.author.clear();
  take_missing(metadata, std::move(found.open_graph));
  take_missing(metadata, std::move(found.html));
  if (metadata.title.empty()) metadata.title = found.heading.empty() ? found.title_element : found.heading;
  if (metadata.date.empty() && text::parse_iso(found.time)) metadata.date = found.time;
  return metadata;
}

}  // namespace fonds::archive
