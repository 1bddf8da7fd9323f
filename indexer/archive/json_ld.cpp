// Idea: all blocks of a page are one heap of objects. Those with an "@id" are known by it; of those that are
// articles the one about this page is chosen; what it refers to is looked up.
#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "indexer/archive/clean_text.h"
#include "indexer/archive/lenient_json.h"
#include "indexer/archive/page_metadata.h"
#include "indexer/text/folding.h"

namespace fonds::archive {
namespace {

using nlohmann::json;

// How many references lead on to another before a name is given up.
constexpr int kMaxReferences = 4;

const json& property(const json& object, const char* name) {
  static const json kNone;
  const auto found = object.find(name);
  return found != object.end() ? *found : kNone;
}

std::string_view without_prefix(std::string_view type) {
  for (const std::string_view prefix : {"https://schema.org/", "http://schema.org/", "schema:"}) {
    if (type.starts_with(prefix)) type.remove_prefix(prefix.size());
  }
  return type;
}

// NewsArticle, ReportageNewsArticle, OpinionNewsArticle, …, and what blogs say.
bool is_article_type(std::string_view type) {
  constexpr std::array<std::string_view, 5> kOthers = {"BlogPosting", "LiveBlogPosting", "SocialMediaPosting",
                                                       "Report", "Review"};
  return type.ends_with("Article") || std::find(kOthers.begin(), kOthers.end(), type) != kOthers.end();
}
bool is_page_type(std::string_view type) {
  return type == "WebPage" || type == "ItemPage" || type == "AboutPage" || type == "CreativeWork";
}
bool is_person_type(std::string_view type) {
  return type == "Person";
}

bool has_type(const json& object, bool (*is_wanted)(std::string_view)) {
  if (!object.is_object()) return false;
  const json& type = property(object, "@type");
  if (type.is_string()) return is_wanted(without_prefix(type.get_ref<const std::string&>()));
  if (!type.is_array()) return false;
  return std::any_of(type.begin(), type.end(), [&](const json& entry) {
    return entry.is_string() && is_wanted(without_prefix(entry.get_ref<const std::string&>()));
  });
}

// A property's text: the string itself, or the object's own by `key`; of several, the first.
std::string text_of(const json& value, const char* key) {
  if (value.is_string()) return clean_line(value.get_ref<const std::string&>());
  if (value.is_object()) {
    for (const char* name : {key, "@value"}) {
      const json& inner = property(value, name);
      if (inner.is_string()) return clean_line(inner.get_ref<const std::string&>());
    }
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
  const auto take = [&](const json& entry) {
    if (entry.is_array()) return;
    if (std::string text = text_of(entry, key); !text.empty()) texts.push_back(std::move(text));
  };
  if (value.is_array()) {
    for (const json& entry : value) take(entry);
  } else {
    take(value);
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

bool is_reference(std::string_view text) {
  return text.starts_with("http://") || text.starts_with("https://") || text.starts_with('#') ||
         text.starts_with("_:") || text.starts_with('/');
}

void add_once(std::vector<std::string>& names, std::string name) {
  if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
    names.push_back(std::move(name));
}

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

class LinkedData {
 public:
  LinkedData(std::vector<json> roots, const PageIdentity& identity) : roots_(std::move(roots)) {
    if (!identity.url.empty()) own_address_ = comparable_address(identity.url);
    for (const std::string& title : identity.titles) titles_.push_back(text::fold(title));
    for (const json& root : roots_) index(root);
  }

  PageMetadata read() const {
    PageMetadata metadata;
    if (const json* article = best_of(is_article_type)) metadata = read_article(*article);
    if (const json* page = best_of(is_page_type)) take_missing(metadata, read_page(*page));
    return metadata;
  }

 private:
  // Remembers every object by its "@id", and lists those that may be about the page: the outermost, the entries
  // of lists and of "@graph", and what a page says it is about.
  void index(const json& root) {
    std::deque<std::pair<const json*, bool>> waiting{{&root, true}};
    while (!waiting.empty()) {
      const auto [value, outer] = waiting.front();
      waiting.pop_front();
      if (value->is_array()) {
        for (const json& entry : *value) waiting.emplace_back(&entry, outer);
      } else if (value->is_object()) {
        const json& id = property(*value, "@id");
        if (id.is_string() && value->size() > 1) by_id_.try_emplace(id.get<std::string>(), value);
        if (outer) outermost_.push_back(value);
        for (const auto& [name, inner] : value->items()) {
          const bool still_outer =
              outer && (name == "@graph" || name == "mainEntity" || name == "mainEntityOfPage");
          if (inner.is_structured()) waiting.emplace_back(&inner, still_outer);
        }
      }
    }
  }

  enum Match { contradicted, elsewhere, unknown, by_headline, by_address };

  Match match(const json& object) const {
    bool has_address = false;
    for (const json* value :
         {&property(object, "url"), &property(object, "mainEntityOfPage"), &property(object, "@id")}) {
      std::string address = value->is_string() ? value->get<std::string>() : text_of(*value, "@id");
      if (address.empty()) address = text_of(*value, "url");
      if (!address.starts_with("http")) continue;
      has_address = true;
      if (!own_address_.empty() && comparable_address(address) == own_address_) return by_address;
    }
    const std::string headline = text::fold(text_of(property(object, "headline"), "@value"));
    const bool same = std::any_of(titles_.begin(), titles_.end(), [&](const std::string& title) {
      return !headline.empty() &&
             (title.starts_with(headline) || (title.size() >= 8 && headline.starts_with(title)));
    });
    if (same) return by_headline;
    if (!has_address || own_address_.empty()) return unknown;
    return headline.empty() || titles_.empty() ? elsewhere : contradicted;
  }

  const json* best_of(bool (*is_wanted)(std::string_view)) const {
    const json* best = nullptr;
    Match best_match = contradicted;
    for (const json* object : outermost_) {
      if (!has_type(*object, is_wanted)) continue;
      if (const Match found = match(*object); found > best_match) best = object, best_match = found;
    }
    return best;
  }

  // The names of persons or organisations, in whatever form.
  void add_names(const json& value, std::vector<std::string>& names, int references = 0) const {
    if (references > kMaxReferences) return;
    if (value.is_array()) {
      for (const json& entry : value) add_names(entry, names, references + 1);
    } else if (value.is_string()) {
      const auto& text = value.get_ref<const std::string&>();
      if (const auto known = by_id_.find(text); known != by_id_.end()) {
        add_names(*known->second, names, references + 1);
      } else if (!is_reference(text)) {
        add_once(names, clean_line(text));
      }
    } else if (value.is_object()) {
      const std::vector<std::string> own = texts_of(property(value, "name"), "@value");
      for (const std::string& name : own) add_once(names, name);
      if (!own.empty()) return;
      std::string name = text_of(property(value, "givenName"), "@value");
      const std::string family = text_of(property(value, "familyName"), "@value");
      if (!name.empty() && !family.empty()) name += ' ';
      add_once(names, name + family);
      if (!name.empty() || !family.empty()) return;
      add_names(property(value, "@list"), names, references + 1);
      const json& id = property(value, "@id");
      if (!id.is_string()) return;
      const auto known = by_id_.find(id.get<std::string>());
      if (known != by_id_.end() && known->second != &value) add_names(*known->second, names, references + 1);
    }
  }

  std::string names_of(const json& object, std::initializer_list<const char*> properties) const {
    std::vector<std::string> names;
    for (const char* name : properties) {
      if (names.empty()) add_names(property(object, name), names);
    }
    return joined(names);
  }

  void add_persons(const json& value, std::vector<std::string>& persons) const {
    const auto take = [&](const json& entry) {
      const json* person = &entry;
      const json& id = property(entry, "@id");
      const auto known = id.is_string() ? by_id_.find(id.get<std::string>()) : by_id_.end();
      if (known != by_id_.end()) person = known->second;
      if (has_type(*person, is_person_type)) add_names(*person, persons);
    };
    if (value.is_array()) {
      for (const json& entry : value) take(entry);
    } else {
      take(value);
    }
  }

  static void add_date(const json& object, const char* name, DateTrust trust, std::vector<FoundDate>& dates) {
    if (std::string value = text_of(property(object, name), "@value"); !value.empty())
      dates.push_back({name, std::move(value), trust});
  }

  // ImageObject, its address alone, a list of either, or a reference to one.
  PageImage image_of(const json& value, int references = 0) const {
    if (value.is_array() && !value.empty()) return image_of(value.front(), references);
    if (value.is_string()) return {value.get<std::string>(), {}, {}, 0, 0};
    if (!value.is_object() || references > kMaxReferences) return {};
    PageImage image;
    image.url = text_of(property(value, "url"), "@id");
    if (image.url.empty()) image.url = text_of(property(value, "contentUrl"), "@id");
    const json& id = property(value, "@id");
    if (image.url.empty() && id.is_string()) {
      const auto known = by_id_.find(id.get<std::string>());
      if (known != by_id_.end() && known->second != &value) return image_of(*known->second, references + 1);
    }
    image.caption = text_of(property(value, "caption"), "@value");
    return image;
  }

  PageMetadata read_article(const json& article) const {
    PageMetadata metadata;
    metadata.title = text_of(property(article, "headline"), "@value");
    if (metadata.title.empty()) metadata.title = text_of(property(article, "name"), "@value");
    add_date(article, "datePublished", DateTrust::article, metadata.dates);
    add_date(article, "dateCreated", DateTrust::created, metadata.dates);
    add_date(article, "dateModified", DateTrust::article, metadata.modified);
    metadata.lead = text_of(property(article, "description"), "@value");
    metadata.lang = text_of(property(article, "inLanguage"), "name");
    metadata.source = names_of(article, {"publisher"});
    metadata.url = text_of(property(article, "url"), "@id");
    if (metadata.url.empty()) metadata.url = text_of(property(article, "mainEntityOfPage"), "@id");
    metadata.author = names_of(article, {"author", "creator", "contributor"});
    metadata.sections = texts_of(property(article, "articleSection"), "name");
    metadata.keywords = split_at_commas(texts_of(property(article, "keywords"), "name"));
    add_persons(property(article, "about"), metadata.persons);
    add_persons(property(article, "mentions"), metadata.persons);
    if (const json& body = property(article, "articleBody"); body.is_string())
      metadata.body = body.get<std::string>();
    metadata.image = image_of(property(article, "image"));
    read_live_updates(property(article, "liveBlogUpdate"), metadata);
    return metadata;
  }

  // A live blog's text and authors may stand in its entries alone.
  void read_live_updates(const json& updates, PageMetadata& metadata) const {
    const bool wants_author = metadata.author.empty(), wants_body = metadata.body.empty();
    std::vector<std::string> authors;
    const auto take = [&](const json& update) {
      if (!update.is_object()) return;
      if (wants_author) add_names(property(update, "author"), authors);
      if (!wants_body) return;
      for (const char* name : {"headline", "articleBody"}) {
        if (const json& text = property(update, name); text.is_string())
          metadata.body += (metadata.body.empty() ? "" : "\n\n") + text.get<std::string>();
      }
    };
    if (updates.is_array()) {
      for (const json& update : updates) take(update);
    } else {
      take(updates);
    }
    if (wants_author) metadata.author = joined(authors);
  }

  PageMetadata read_page(const json& page) const {
    PageMetadata metadata;
    add_date(page, "datePublished", DateTrust::page, metadata.dates);
    add_date(page, "dateModified", DateTrust::page, metadata.modified);
    metadata.lead = text_of(property(page, "description"), "@value");
    metadata.lang = text_of(property(page, "inLanguage"), "name");
    metadata.author = names_of(page, {"author", "creator"});
    metadata.source = names_of(page, {"publisher"});
    return metadata;
  }

  std::vector<json> roots_;
  std::string own_address_;
  std::vector<std::string> titles_;
  std::map<std::string, const json*, std::less<>> by_id_;
  std::vector<const json*> outermost_;
};

}  // namespace

PageMetadata read_json_ld(const std::vector<std::string>& blocks, const PageIdentity& identity) {
  std::vector<json> roots;
  for (const std::string& block : blocks) {
    // Some systems escape the text though a script needs none.
    const bool escaped = block.find('"') == std::string::npos && block.find("&quot;") != std::string::npos;
    json root = read_lenient_json(escaped ? resolve_entities(block) : block);
    if (!root.is_discarded()) roots.push_back(std::move(root));
  }
  return LinkedData(std::move(roots), identity).read();
}

}  // namespace fonds::archive
