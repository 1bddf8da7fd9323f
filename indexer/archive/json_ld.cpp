#include <algorithm>
#include <deque>
#include <optional>

#include <nlohmann/json.hpp>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/page_metadata.h"

namespace fonds::archive {
namespace {

using nlohmann::json;

// Most objects looked at in one JSON-LD text; a page has a dozen.
constexpr std::size_t kMaxObjects = 10'000;

bool is_article_type(std::string_view type) {
  for (const std::string_view prefix : {"https://schema.org/", "http://schema.org/", "schema:"}) {
    if (type.starts_with(prefix)) type.remove_prefix(prefix.size());
  }
  // NewsArticle, ReportageNewsArticle, OpinionNewsArticle, …, and what blogs say.
  return type.ends_with("Article") || type == "BlogPosting" || type == "Report" || type == "Review";
}

bool has_type(const json& object, bool (*is_wanted)(std::string_view)) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  if (type->is_string()) return is_wanted(type->get_ref<const std::string&>());
  if (!type->is_array()) return false;
  for (const json& entry : *type) {
    if (entry.is_string() && is_wanted(entry.get_ref<const std::string&>())) return true;
  }
  return false;
}

// The objects of a JSON-LD text that may be the article: itself, the entries of an array, those of "@graph".
const json* find_article(const json& root) {
  std::deque<const json*> waiting{&root};
  for (std::size_t looked_at = 0; !waiting.empty() && looked_at < kMaxObjects; ++looked_at) {
    const json& value = *waiting.front();
    waiting.pop_front();
    if (value.is_array()) {
      for (const json& entry : value) waiting.push_back(&entry);
    } else if (value.is_object()) {
      if (has_type(value, is_article_type)) return &value;
      for (const char* key : {"@graph", "mainEntity", "mainEntityOfPage"}) {
        if (const auto inner = value.find(key); inner != value.end()) waiting.push_back(&*inner);
      }
    }
  }
  return nullptr;
}

// A property's text: the string itself, or the object's name or address; of several, the first.
std::string text_of(const json& value, const char* key) {
  if (value.is_string()) return clean_line(value.get_ref<const std::string&>());
  if (value.is_object()) {
    const auto inner = value.find(key);
    if (inner != value.end() && inner->is_string()) return clean_line(inner->get_ref<const std::string&>());
  }
  if (value.is_array()) {
    for (const json& entry : value) {
      if (entry.is_array()) continue;
      if (std::string text = text_of(entry, key); !text.empty()) return text;
    }
  }
  return {};
}

std::vector<std::string> texts_of(const json& value, const char* key) {
  std::vector<std::string> texts;
  const json array = value.is_array() ? json() : json::array({value});
  for (const json& entry : value.is_array() ? value : array) {
    if (entry.is_array()) continue;
    if (std::string text = text_of(entry, key); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

// "a, b, c" is how many pages write a list of keywords.
std::vector<std::string> split_at_commas(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (const std::string& text : texts) {
    for (std::size_t begin = 0; begin <= text.size();) {
      const std::size_t end = std::min(text.find(',', begin), text.size());
      parts.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return parts;
}

void take_persons(const json& value, std::vector<std::string>& persons) {
  const auto is_person = [](std::string_view type) {
    return type == "Person" || type.ends_with("schema.org/Person");
  };
  const auto take = [&](const json& entry) {
    if (!entry.is_object() || !has_type(entry, is_person)) return;
    if (std::string name = text_of(entry, "name"); !name.empty()) persons.push_back(std::move(name));
  };
  if (value.is_array()) {
    for (const json& entry : value) take(entry);
  } else {
    take(value);
  }
}

}  // namespace

void read_json_ld(std::string_view text, PageMetadata& metadata) {
  const json root =
      json::parse(text.begin(), text.end(), nullptr, /*allow_exceptions=*/false, /*ignore_comments=*/true);
  if (root.is_discarded()) return;
  const json* article = find_article(root);
  if (article == nullptr) return;
  const auto property = [&](const char* name) -> const json& {
    static const json kNone;
    const auto found = article->find(name);
    return found != article->end() ? *found : kNone;
  };
  const auto take = [](std::string& field, std::string value) {
    if (field.empty()) field = std::move(value);
  };
  take(metadata.title, text_of(property("headline"), "@value"));
  take(metadata.title, text_of(property("name"), "@value"));
  take(metadata.date, text_of(property("datePublished"), "@value"));
  take(metadata.modified, text_of(property("dateModified"), "@value"));
  take(metadata.lead, text_of(property("description"), "@value"));
  take(metadata.lang, text_of(property("inLanguage"), "name"));
  take(metadata.source, text_of(property("publisher"), "name"));
  take(metadata.url, text_of(property("url"), "@id"));
  take(metadata.url, text_of(property("mainEntityOfPage"), "@id"));
  if (metadata.author.empty()) {
    for (const std::string& name : texts_of(property("author"), "name")) {
      metadata.author += (metadata.author.empty() ? "" : ", ") + name;
    }
  }
  if (metadata.sections.empty()) metadata.sections = texts_of(property("articleSection"), "name");
  if (metadata.keywords.empty()) metadata.keywords = split_at_commas(texts_of(property("keywords"), "name"));
  if (metadata.persons.empty()) {
    take_persons(property("about"), metadata.persons);
    take_persons(property("mentions"), metadata.persons);
  }
  if (const json& body = property("articleBody"); body.is_string())
    take(metadata.body, body.get<std::string>());
}

}  // namespace fonds::archive
