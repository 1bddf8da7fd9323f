#include "indexer/sync/sitemap.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <libxml/xmlreader.h>

#include "indexer/archive/byte_stream.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/reader.h"
#include "indexer/sync/address.h"
#include "indexer/text/ascii.h"

namespace fonds::sync {
namespace {

// What sitemaps.org allows, with room for those who do not count so well.
constexpr std::size_t kMaxSitemapBytes = std::size_t{128} << 20;
constexpr std::size_t kMaxListedPages = 200'000;
constexpr int kMaxDepth = 32;

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

std::optional<std::string> decompressed(const std::string& bytes) {
  if (!bytes.starts_with("\x1F\x8B")) return bytes;
  try {
    const auto stream = archive::memory_stream(bytes, archive::Compression::gzip, "sitemap");
    return archive::read_all(*stream, kMaxSitemapBytes);
  } catch (const archive::SourceError&) {
    return std::nullopt;
  }
}

void ignore_error(void*, xmlErrorPtr) {}

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

// Elements by their local names: <url>, <sitemap>, <item> and <entry> hold a page.
class ListReader {
 public:
  explicit ListReader(PageList& list) : list_(list) {}

  // Whether the document is one that lists pages.
  bool is_list() const { return is_list_; }

  void node(xmlTextReader* reader) {
    const std::string_view name = view(xmlTextReaderConstLocalName(reader));
    switch (xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT:
        begin(reader, name);
        break;
      case XML_READER_TYPE_END_ELEMENT:
        end(name);
        break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
        text_ += view(xmlTextReaderConstValue(reader));
        break;
      default:
        break;
    }
  }

 private:
  static bool is_page(std::string_view name) {
    return name == "url" || name == "sitemap" || name == "item" || name == "entry";
  }

  void begin(xmlTextReader* reader, std::string_view name) {
    text_.clear();
    if (xmlTextReaderDepth(reader) == 0) {
      is_list_ = true;
      if (name == "sitemapindex") {
        list_.kind = PageList::Kind::index;
      } else if (name == "rss" || name == "feed" || name == "RDF") {
        list_.kind = PageList::Kind::feed;
      } else {
        is_list_ = name == "urlset";
      }
    }
    // <image:loc> and <video:…> are no pages: only what stands right in the page counts.
    depth_ = xmlTextReaderDepth(reader);
    if (is_page(name)) {
      page_ = {};
      page_depth_ = depth_;
    }
    if (name == "link" && depth_ == page_depth_ + 1) atom_link(reader);
    if (xmlTextReaderIsEmptyElement(reader) == 1) end(name);
  }

  // <link rel="alternate" href="…"/>
  void atom_link(xmlTextReader* reader) {
    std::string href, rel;
    if (xmlTextReaderMoveToAttribute(reader, reinterpret_cast<const xmlChar*>("rel")) == 1)
      rel = view(xmlTextReaderConstValue(reader));
    if (xmlTextReaderMoveToAttribute(reader, reinterpret_cast<const xmlChar*>("href")) == 1)
      href = view(xmlTextReaderConstValue(reader));
    xmlTextReaderMoveToElement(reader);
    if (!href.empty() && (rel.empty() || rel == "alternate") && page_.url.empty())
      page_.url = text::trimmed(href);
  }

  void end(std::string_view name) {
    if (is_page(name)) {
      if (!page_.url.empty() && list_.pages.size() < kMaxListedPages) list_.pages.push_back(std::move(page_));
      page_ = {};
      page_depth_ = -1;
    } else if (page_depth_ >= 0) {
      field(name);
    }
    text_.clear();
  }

  void field(std::string_view name) {
    const bool own = depth_ == page_depth_ + 1;
    if (own && (name == "loc" || name == "link") && page_.url.empty()) page_.url = text::trimmed(text_);
    if (own && (name == "lastmod" || name == "updated")) page_.changed = text::trimmed(text_);
    const bool otherwise =
        name == "pubDate" || name == "published" || name == "publication_date" || name == "date";
    if (otherwise && page_.changed.empty()) page_.changed = text::trimmed(text_);
  }

  PageList& list_;
  ListedPage page_;
  std::string text_;
  int depth_ = 0, page_depth_ = -1;
  bool is_list_ = false;
};

std::optional<PageList> read_xml(const std::string& text) {
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForMemory(text.data(), static_cast<int>(text.size()), nullptr, nullptr, kOptions));
  if (!reader) return std::nullopt;
  xmlTextReaderSetStructuredErrorHandler(reader.get(), ignore_error, nullptr);
  PageList list;
  ListReader pages(list);
  int result = 0;
  while ((result = xmlTextReaderRead(reader.get())) == 1) {
    if (xmlTextReaderDepth(reader.get()) > kMaxDepth) return std::nullopt;
    pages.node(reader.get());
  }
  if (!pages.is_list()) return std::nullopt;
  // A parser that recovers closes what was never closed.
  const std::string end = text.substr(text.size() - std::min<std::size_t>(text.size(), 200));
  list.whole = result == 0 && (end.find("</urlset") != std::string::npos ||
                               end.find("</sitemapindex") != std::string::npos ||
                               list.kind == PageList::Kind::feed || end.find("/>") != std::string::npos);
  return list;
}

std::optional<PageList> read_lines(const std::string& text) {
  PageList list;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text::trimmed(std::string_view(text).substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    if (!is_web_address(line) || list.pages.size() >= kMaxListedPages) return std::nullopt;
    list.pages.push_back({std::string(line), {}});
  }
  if (list.pages.empty()) return std::nullopt;
  return list;
}

}  // namespace

std::optional<PageList> read_page_list(const std::string& bytes) {
  if (bytes.size() > kMaxSitemapBytes) return std::nullopt;
  const std::optional<std::string> text = decompressed(bytes);
  if (!text) return std::nullopt;
  const std::string_view start = text::trimmed(std::string_view(*text).substr(0, 1000));
  if (is_web_address(start)) return read_lines(*text);
  return read_xml(*text);
}

std::vector<std::string> feeds_of(const std::string& html) {
  std::vector<std::string> feeds;
  for (std::size_t at = html.find("<link"); at != std::string::npos; at = html.find("<link", at + 1)) {
    const std::string tag = html.substr(at, std::min<std::size_t>(html.find('>', at) - at, 2000));
    if (tag.find("alternate") == std::string::npos) continue;
    if (tag.find("application/rss+xml") == std::string::npos &&
        tag.find("application/atom+xml") == std::string::npos)
      continue;
    // Of comments nobody writes articles.
    if (tag.find("comment") != std::string::npos) continue;
    const std::size_t href = tag.find("href=");
    if (href == std::string::npos || href + 6 >= tag.size()) continue;
    const char quote = tag[href + 5];
    if (quote != '"' && quote != '\'') continue;
    feeds.push_back(archive::resolve_entities(tag.substr(href + 6, tag.find(quote, href + 6) - href - 6)));
  }
  return feeds;
}

}  // namespace fonds::sync
