#include "indexer/archive/wordpress_item.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <libxml/xmlreader.h>

#include "indexer/archive/xml_repair.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

// Deepest nesting of elements in an item; WordPress uses three.
constexpr int kMaxElementDepth = 64;

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
        if (depth == 3 && name_ == kPostMeta) begin_meta(reader);
        break;
      case XML_READER_TYPE_END_ELEMENT:
        if (depth == 2) end_field();
        break;
      case XML_READER_TYPE_TEXT:
      case XML_READER_TYPE_CDATA:
      case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      case XML_READER_TYPE_WHITESPACE:
        if (depth == 3 && !name_.empty()) text_ += view(xmlTextReaderConstValue(reader));
        if (depth == 4 && meta_text_ != nullptr) *meta_text_ += view(xmlTextReaderConstValue(reader));
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

  void begin_meta(xmlTextReader* reader) {
    const std::string_view name = view(xmlTextReaderConstName(reader));
    meta_text_ = name == "wp:meta_key" ? &meta_key_ : name == "wp:meta_value" ? &text_ : nullptr;
  }

  void end_field() {
    meta_text_ = nullptr;
    if (name_ == kPostMeta && (meta_key_ == kThumbnailMeta || meta_key_ == kAlternativeMeta))
      element_.meta.try_emplace(std::move(meta_key_), std::move(text_));
    meta_key_.clear();
    if (name_ == "category") {
      element_.categories.push_back({domain_, std::move(text_)});
    } else if (!name_.empty() && name_ != kPostMeta && name_ != "wp:comment") {
      element_.fields.try_emplace(name_, std::move(text_));
    }
    name_.clear();
    text_.clear();
  }

  static constexpr std::string_view kPostMeta = "wp:postmeta";
  WordPressElement& element_;
  std::string name_, text_, domain_, meta_key_;
  std::string* meta_text_ = nullptr;  // what the text of a key or a value is put into
};

}  // namespace

std::string_view WordPressElement::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

namespace {

WordPressElement parse_once(std::string_view xml, const std::string& encoding) {
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
    if (xmlTextReaderDepth(reader.get()) > kMaxElementDepth) {
      element.fault = "elements are nested more than " + std::to_string(kMaxElementDepth) + " deep";
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

bool is_utf8(const std::string& encoding) {
  return encoding.empty() || encoding == "UTF-8" || encoding == "utf-8";
}

// Where the start tag of a field is.
std::size_t find_start(std::string_view masked, std::string_view name) {
  const std::string start = "<" + std::string(name);
  for (std::size_t at = masked.find(start); at != std::string_view::npos; at = masked.find(start, at + 1)) {
    const std::size_t behind = at + start.size();
    if (behind < masked.size() &&
        std::string_view("> \t\r\n/").find(masked[behind]) != std::string_view::npos)
      return at;
  }
  return std::string_view::npos;
}

// What decides whether the record is public, and which it is: without these nothing can be said of it.
constexpr std::array<std::string_view, 5> kRequired = {"wp:post_id", "wp:status", "wp:post_type",
                                                       "content:encoded", "wp:post_password"};

// Each field from its own start tag to its own end tag. nullopt: a required one cannot be read.
std::optional<WordPressElement> parse_fields(std::string_view xml, const std::string& encoding) {
  constexpr std::array<std::string_view, 14> kFields = {"title",
                                                        "link",
                                                        "dc:creator",
                                                        "content:encoded",
                                                        "excerpt:encoded",
                                                        "wp:post_id",
                                                        "wp:post_date",
                                                        "wp:post_date_gmt",
                                                        "wp:post_modified_gmt",
                                                        "wp:status",
                                                        "wp:post_type",
                                                        "wp:post_name",
                                                        "wp:post_password",
                                                        "pubDate"};
  const std::string masked = masked_xml(xml);
  WordPressElement element;
  const auto parse_one = [&](std::size_t begin, std::size_t end) {
    return parse_once("<item>" + std::string(xml.substr(begin, end - begin)) + "</item>", encoding);
  };
  for (const std::string_view name : kFields) {
    const bool required = std::find(kRequired.begin(), kRequired.end(), name) != kRequired.end();
    const std::string end = "</" + std::string(name) + ">";
    const std::size_t begin = find_start(masked, name);
    if (begin == std::string::npos) {
      if (required && name != "wp:post_password") return std::nullopt;
      continue;
    }
    const std::size_t close = masked.find(end, begin);
    WordPressElement field;
    if (close == std::string::npos) {
      field.fault = "its end tag is missing";
    } else {
      field = parse_one(begin, close + end.size());
      if (field.fault.empty() && field.fields.size() != 1) field.fault = "not well-formed XML";
    }
    if (field.fault.empty()) {
      element.fields.merge(field.fields);
    } else if (required) {
      return std::nullopt;
    } else {
      element.losses.push_back("'" + std::string(name) + "' is left out: " + field.fault);
    }
  }
  constexpr std::string_view kCategory = "<category", kCategoryEnd = "</category>";
  for (std::size_t begin = masked.find(kCategory); begin != std::string::npos;) {
    const std::size_t close = masked.find(kCategoryEnd, begin);
    if (close == std::string::npos) break;
    WordPressElement field = parse_one(begin, close + kCategoryEnd.size());
    if (field.fault.empty()) {
      element.categories.insert(element.categories.end(), field.categories.begin(), field.categories.end());
    }
    begin = masked.find(kCategory, close);
  }
  return element;
}

}  // namespace

WordPressElement parse_wordpress_element(std::string_view xml, const std::string& declared) {
  // Many an export was saved as UTF-8 and still says otherwise; what is no UTF-8 hardly ever looks like it.
  const std::string encoding = text::is_valid_utf8(xml) ? "" : declared;
  WordPressElement element = parse_once(xml, encoding);
  if (element.fault.empty()) return element;
  const std::string repaired = repaired_xml(xml, is_utf8(encoding));
  WordPressElement again = parse_once(repaired, encoding);
  if (again.fault.empty()) return again;
  std::optional<WordPressElement> fields = parse_fields(repaired, encoding);
  if (!fields) return element;
  if (fields->losses.empty()) fields->losses.push_back(element.fault + "; its fields are read one by one");
  return std::move(*fields);
}

}  // namespace fonds::archive
