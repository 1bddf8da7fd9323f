#include "tests/api/rules.h"

#include <algorithm>
#include <ctime>
#include <memory>
#include <regex>
#include <set>

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

namespace fonds::test {
namespace {

using Json = nlohmann::json;
using Faults = std::vector<std::string>;

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* it) const {
    Free(it);
  }
};
using Document = std::unique_ptr<xmlDoc, Freed<xmlFreeDoc>>;

Document parse(const std::string& text) {
  return Document(xmlReadMemory(text.data(), static_cast<int>(text.size()), "", nullptr,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
}

void keep(void* faults, xmlErrorPtr error) {
  static_cast<Faults*>(faults)->push_back(std::to_string(error->line) + ": " + error->message);
}

// The texts of what an XPath finds; prefixes: a = Atom.
std::vector<std::string> values(const Document& document, const std::string& path) {
  const std::unique_ptr<xmlXPathContext, Freed<xmlXPathFreeContext>> context(
      xmlXPathNewContext(document.get()));
  xmlXPathRegisterNs(context.get(), reinterpret_cast<const xmlChar*>("a"),
                     reinterpret_cast<const xmlChar*>("http://www.w3.org/2005/Atom"));
  const std::unique_ptr<xmlXPathObject, Freed<xmlXPathFreeObject>> found(
      xmlXPathEvalExpression(reinterpret_cast<const xmlChar*>(path.c_str()), context.get()));
  std::vector<std::string> texts;
  for (int i = 0; found && found->nodesetval != nullptr && i < found->nodesetval->nodeNr; ++i) {
    xmlChar* const text = xmlNodeGetContent(found->nodesetval->nodeTab[i]);
    texts.emplace_back(reinterpret_cast<const char*>(text));
    xmlFree(text);
  }
  return texts;
}

void expect_distinct(const std::vector<std::string>& ids, Faults& faults) {
  const std::set<std::string> distinct(ids.begin(), ids.end());
  if (distinct.size() != ids.size()) faults.push_back("two entries have the same id");
}

void expect_self(const std::vector<std::string>& self, const std::string& address, Faults& faults) {
  if (self != std::vector<std::string>{address}) {
    faults.push_back("the feed's own address is not " + address + (self.empty() ? "" : " but " + self[0]));
  }
}

// HTML within a feed: elements that readers show, nothing that runs or leads nowhere.
void expect_safe_html(const std::string& html, Faults& faults) {
  static const std::regex tag("<[^>]*>?"), allowed("</?(mark|p|em|strong|b|i|a|br|ul|ol|li)( [^>]*)?>");
  for (auto it = std::sregex_iterator(html.begin(), html.end(), tag); it != std::sregex_iterator(); ++it) {
    if (!std::regex_match(it->str(), allowed)) faults.push_back("HTML has " + it->str());
  }
  static const std::regex relative("(href|src)=[\"'](?!https?:)"), entity("&(?!(amp|lt|gt|quot|#[0-9]+);)");
  if (std::regex_search(html, relative)) faults.push_back("HTML has an address that is not absolute");
  if (std::regex_search(html, entity)) faults.push_back("HTML has an & of its own");
}

bool is_instant(const std::string& text) {
  static const std::regex form(
      "\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
      "(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})");
  return std::regex_match(text, form);
}

// "Wed, 05 Apr 2017 12:00:00 +0000": a day of the week that it was.
bool has_right_weekday(const std::string& date) {
  std::tm said{}, real{};
  if (strptime(date.c_str(), "%a, %d %b %Y %T %z", &said) == nullptr) return false;
  real = said;
  real.tm_gmtoff = 0;
  timegm(&real);
  return real.tm_wday == said.tm_wday;
}

}  // namespace

Faults xml_faults(const std::string& text, const std::string& grammar) {
  Faults faults;
  const Document document = parse(text);
  if (!document) return {"no XML: " + text};
  const std::string file = std::string(FONDS_RULES) + "/" + grammar + ".rng";
  const std::unique_ptr<xmlRelaxNGParserCtxt, Freed<xmlRelaxNGFreeParserCtxt>> parser(
      xmlRelaxNGNewParserCtxt(file.c_str()));
  xmlRelaxNGSetParserStructuredErrors(parser.get(), keep, &faults);
  const std::unique_ptr<xmlRelaxNG, Freed<xmlRelaxNGFree>> schema(xmlRelaxNGParse(parser.get()));
  if (!schema) {
    faults.push_back(file + " is no grammar");
    return faults;
  }
  const std::unique_ptr<xmlRelaxNGValidCtxt, Freed<xmlRelaxNGFreeValidCtxt>> validity(
      xmlRelaxNGNewValidCtxt(schema.get()));
  xmlRelaxNGSetValidStructuredErrors(validity.get(), keep, &faults);
  if (xmlRelaxNGValidateDoc(validity.get(), document.get()) != 0 && faults.empty()) {
    faults.push_back("does not fit " + file);
  }
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto next = static_cast<unsigned char>(text[i + 1]);
    if (text[i] == '\xC2' && next >= 0x80 && next < 0xA0) faults.push_back("a control character");
  }
  return faults;
}

Faults rss_faults(const std::string& text, const std::string& address) {
  Faults faults = xml_faults(text, "rss");
  const Document document = parse(text);
  expect_distinct(values(document, "//item/guid"), faults);
  expect_self(values(document, "//channel/a:link[@rel='self']/@href"), address, faults);
  for (const std::string& date : values(document, "//pubDate")) {
    if (!has_right_weekday(date)) faults.push_back("no such day: " + date);
  }
  for (const std::string& html : values(document, "//item/description")) expect_safe_html(html, faults);
  for (const std::string& title : values(document, "//channel/title | //channel/description")) {
    if (title.find("</") != std::string::npos) faults.push_back("a title with HTML in it: " + title);
  }
  return faults;
}

Faults atom_faults(const std::string& text, const std::string& address) {
  Faults faults = xml_faults(text, "atom");
  const Document document = parse(text);
  expect_distinct(values(document, "//a:entry/a:id"), faults);
  expect_self(values(document, "/a:feed/a:link[@rel='self']/@href"), address, faults);
  for (const std::string& html : values(document, "//a:summary")) expect_safe_html(html, faults);
  for (const std::string& next : values(document, "/a:feed/a:link[@rel='next']/@href")) {
    if (next == address) faults.push_back("the next part is this one");
  }
  return faults;
}

Faults json_feed_faults(const std::string& text, const std::string& address) {
  Faults faults;
  const Json feed = Json::parse(text, nullptr, false);
  if (!feed.is_object()) return {"no JSON object"};
  const auto is_address = [](const Json& value) {
    static const std::regex form("https?://[^/\\s]+(/[!-~]*)?");
    return value.is_string() && std::regex_match(value.get<std::string>(), form);
  };
  const auto check = [&](bool holds, const std::string& fault) {
    if (!holds) faults.push_back(fault);
  };
  static const std::set<std::string> kFeed = {"version",  "title",    "home_page_url", "feed_url",
                                              "language", "next_url", "items"};
  static const std::set<std::string> kItem = {"id",      "url",          "external_url",   "title",
                                              "authors", "content_html", "date_published", "date_modified",
                                              "tags"};
  for (const auto& [name, value] : feed.items()) check(kFeed.contains(name), "unknown: " + name);
  check(feed.value("version", "") == "https://jsonfeed.org/version/1.1", "version");
  check(!feed.value("title", "").empty(), "title");
  check(feed.value("feed_url", "") == address,
        "feed_url is not " + address + " but " + feed.value("feed_url", ""));
  for (const char* name : {"home_page_url", "feed_url", "next_url"}) {
    check(!feed.contains(name) || is_address(feed[name]), name);
  }
  check(feed.value("next_url", "") != address, "the next part is this one");
  check(std::regex_match(feed.value("language", ""), std::regex("[a-z]{2,3}(-[A-Za-z0-9]+)*")), "language");
  check(feed.contains("items") && feed["items"].is_array(), "items");
  std::vector<std::string> ids;
  for (const Json& item : feed.value("items", Json::array())) {
    for (const auto& [name, value] : item.items()) check(kItem.contains(name), "unknown: " + name);
    check(item.contains("id") && item["id"].is_string() && item["id"] != "", "id");
    ids.push_back(item.value("id", ""));
    check(item.contains("content_html") && item["content_html"].is_string(), "content_html");
    expect_safe_html(item.value("content_html", ""), faults);
    for (const char* name : {"url", "external_url"})
      check(!item.contains(name) || is_address(item[name]), name);
    for (const char* name : {"date_published", "date_modified"}) {
      check(!item.contains(name) || is_instant(item[name]), name);
    }
    for (const Json& author : item.value("authors", Json::array()))
      check(!author.value("name", "").empty(), "author");
    for (const Json& tag : item.value("tags", Json::array())) check(tag.is_string() && tag != "", "tags");
  }
  expect_distinct(ids, faults);
  return faults;
}

}  // namespace fonds::test
