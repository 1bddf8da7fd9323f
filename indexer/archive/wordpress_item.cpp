#include "indexer/archive/wordpress_item.h"

#include <memory>

#include <libxml/xmlreader.h>

namespace fonds::archive {
namespace {

// Deepest nesting of elements in an item; WordPress uses three.
constexpr int kMaxDepth = 64;

// Importers know these prefixes by name, whatever version of the format the export declares.
constexpr std::string_view kRoot =
    "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\" "
    "xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:wfw=\"http://wellformedweb.org/CommentAPI/\">";
constexpr std::string_view kRootEnd = "</rss>";

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

struct FirstError {
  std::string message;
  int line = 0;
};

void keep_first_error(void* data, xmlErrorPtr error) {
  auto& first = *static_cast<FirstError*>(data);
  // A prefix that a plugin forgot to declare is no reason to lose an article.
  if (!first.message.empty() || error->message == nullptr || error->domain == XML_FROM_NAMESPACE) return;
  first.message = error->message;
  while (first.message.ends_with('\n')) first.message.pop_back();
  first.line = error->line;
}

struct FreeReader {
  void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
};

class ElementReader {
 public:
  explicit ElementReader(WordPressElement& element) : element_(element) {}

  void node(xmlTextReader* reader) {
    const int depth = xmlTextReaderDepth(reader);
    switch (xmlTextReaderNodeType(reader)) {
      case XML_READER_TYPE_ELEMENT:
        if (depth == 2) begin_field(reader);
        break;
      case XML_READER_TYPE_END_ELEMENT:
        if (depth == 2) end_field();
        break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      case XML_READER_TYPE_WHITESPACE:
        if (depth == 3 && !name_.empty()) text_ += view(xmlTextReaderConstValue(reader));
        break;
      default:
        break;
    }
  }

 private:
  void begin_field(xmlTextReader* reader) {
    name_ = view(xmlTextReaderConstName(reader));
    text_.clear();
    domain_.clear();
    if (name_ == "category" &&
        xmlTextReaderMoveToAttribute(reader, reinterpret_cast<const xmlChar*>("domain")) == 1) {
      domain_ = view(xmlTextReaderConstValue(reader));
      xmlTextReaderMoveToElement(reader);
    }
    if (xmlTextReaderIsEmptyElement(reader) == 1) end_field();
  }

  void end_field() {
    if (name_ == "category") {
      element_.categories.push_back({domain_, std::move(text_)});
    } else if (!name_.empty() && name_ != "wp:postmeta" && name_ != "wp:comment") {
      element_.fields.try_emplace(name_, std::move(text_));
    }
    name_.clear();
    text_.clear();
  }

  WordPressElement& element_;
  std::string name_, text_, domain_;
};

}  // namespace

std::string_view WordPressElement::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

WordPressElement parse_wordpress_element(std::string_view xml, const std::string& encoding) {
  static const bool initialised = (xmlInitParser(), true);
  (void)initialised;
  WordPressElement element;
  std::string document;
  document.reserve(kRoot.size() + xml.size() + kRootEnd.size());
  document.append(kRoot).append(xml).append(kRootEnd);

  // HUGE: a text may be longer than libxml2's 10 MB; the record's size is limited before this.
  constexpr int kOptions = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
  const std::unique_ptr<xmlTextReader, FreeReader> reader(
      xmlReaderForMemory(document.data(), static_cast<int>(document.size()), nullptr,
                         encoding.empty() ? "UTF-8" : encoding.c_str(), kOptions));
  if (!reader) {
    element.fault = "the XML cannot be read";
    return element;
  }
  FirstError error;
  xmlTextReaderSetStructuredErrorHandler(reader.get(), keep_first_error, &error);
  ElementReader fields(element);
  int result = 0;
  while ((result = xmlTextReaderRead(reader.get())) == 1) {
    if (xmlTextReaderDepth(reader.get()) > kMaxDepth) {
      element.fault = "elements are nested more than " + std::to_string(kMaxDepth) + " deep";
      return element;
    }
    fields.node(reader.get());
  }
  if (result != 0) {
    element.fault = "not well-formed XML: " + (error.message.empty() ? "it cannot be read" : error.message);
    element.fault_line = error.line > 1 ? static_cast<std::uint64_t>(error.line) - 1 : 0;
  }
  return element;
}

}  // namespace fonds::archive
