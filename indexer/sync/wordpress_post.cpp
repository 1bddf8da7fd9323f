#include "indexer/sync/wordpress_post.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/archive/admission.h"
#include "indexer/archive/clean_text.h"
#include "indexer/archive/embeds.h"
#include "indexer/archive/images.h"
#include "indexer/archive/publication.h"
#include "indexer/archive/shortcodes.h"
#include "indexer/archive/wordpress_rendered.h"
#include "indexer/text/folding.h"

namespace fonds::sync {
namespace {

using nlohmann::json;

std::string text_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// title, content and excerpt are objects with the text as shown and, for who may edit, as written.
std::string text_in(const json& post, const char* field, const char* form) {
  const auto found = post.find(field);
  return found != post.end() && found->is_object() ? text_at(*found, form) : std::string();
}

bool is_zero_date(const std::string& date) {
  return date.empty() || date.starts_with("0000-00-00");
}

void set_dates(const json& post, WordPressPost& read) {
  const auto take = [&](const char* field, bool is_utc, const auto& set) {
    std::string value = text_at(post, field);
    if (is_zero_date(value)) return;
    if (is_utc) value.push_back('Z');
    archive::Article dated;
    if (std::string fault = set(field, value, dated); !fault.empty()) {
      read.notes.push_back(std::move(fault));
      return;
    }
    if (dated.day) read.article.day = dated.day;
    if (dated.published) read.article.published = dated.published;
    if (dated.modified) read.article.modified = dated.modified;
  };
  take("date", false, archive::set_date);
  take("date_gmt", true, archive::set_date);
  take("modified_gmt", true, archive::set_modified);
}

}  // namespace

void WordPressNames::know_category(std::int64_t id, const std::string& name) {
  terms_[id] = {false, name};
  labels_.know_category(name);
}

void WordPressNames::know_tag(std::int64_t id, const std::string& name) {
  terms_[id] = {true, name};
}

void WordPressNames::know_author(std::int64_t id, const std::string& name) {
  authors_[id] = name;
}

void WordPressNames::learn_from(const json& post) {
  const auto embedded = post.find("_embedded");
  if (embedded == post.end() || !embedded->is_object()) return;
  if (const auto authors = embedded->find("author"); authors != embedded->end() && authors->is_array()) {
    for (const json& author : *authors) {
      // Of one who is gone there is only {"code":"rest_user_invalid_id"}.
      if (author.is_object() && author.contains("id") && author["id"].is_number_integer())
        know_author(author["id"].get<std::int64_t>(), text_at(author, "name"));
    }
  }
  const auto taxonomies = embedded->find("wp:term");
  if (taxonomies == embedded->end() || !taxonomies->is_array()) return;
  for (const json& terms : *taxonomies) {
    if (!terms.is_array()) continue;
    for (const json& term : terms) {
      if (!term.is_object() || !term.contains("id") || !term["id"].is_number_integer()) continue;
      const std::string taxonomy = text_at(term, "taxonomy");
      const auto id = term["id"].get<std::int64_t>();
      if (taxonomy == "category") know_category(id, text_at(term, "name"));
      if (taxonomy == "post_tag") know_tag(id, text_at(term, "name"));
    }
  }
}

std::string WordPressNames::author(std::int64_t id) const {
  const auto found = authors_.find(id);
  return found == authors_.end() ? std::string() : found->second;
}

std::vector<std::string> WordPressNames::dossiers(const std::vector<std::int64_t>& terms) const {
  std::vector<std::pair<std::string, const Term*>> ordered;
  for (const std::int64_t id : terms) {
    const auto found = terms_.find(id);
    if (found != terms_.end()) ordered.emplace_back(text::fold(found->second.name), &found->second);
  }
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> dossiers;
  for (const auto& [folded, term] : ordered) labels_.add(term->is_tag, term->name, dossiers);
  return dossiers;
}

WordPressPost read_post(const json& post, const std::vector<std::int64_t>& terms,
                        const WordPressNames& names) {
  WordPressPost read;
  const auto content = post.find("content");
  if (content == post.end() || !content->is_object()) {
    read.fault = "the site gives no 'content' for it";
    return read;
  }
  if (const auto guarded = content->find("protected");
      guarded != content->end() && guarded->is_boolean() && guarded->get<bool>()) {
    read.is_public = false;
    read.why_not_public = archive::kWithPassword;
    return read;
  }
  // Who may edit sees more than the public does.
  if (const std::string status = text_at(post, "status"); !status.empty() && status != "publish") {
    read.is_public = false;
    read.why_not_public = archive::one_line(status);
    return read;
  }
  std::optional<archive::CleanText> clean = archive::clean_rendered(text_in(post, "content", "rendered"));
  if (!clean) {
    read.fault = "'content': ";
    read.fault += archive::kTooTangled;
    return read;
  }
  archive::Article& article = read.article;
  archive::move_body(std::move(*clean), article);
  article.title = archive::clean_line(archive::strip_shortcodes(text_in(post, "title", "rendered")));
  const auto line_of = [](const std::string& html) {
    return archive::clean_line(archive::with_embed_frames(archive::strip_shortcodes(html)));
  };
  const auto excerpt = post.find("excerpt");
  if (excerpt != post.end() && excerpt->is_object() && excerpt->contains("raw")) {
    article.lead = line_of(text_at(*excerpt, "raw"));
  } else {
    article.lead = line_of(text_in(post, "excerpt", "rendered"));
    if (archive::is_made_from_text(article.lead,
                                   archive::text_without_captions(article.body, article.blocks)))
      article.lead.clear();
  }
  article.url = archive::one_line(text_at(post, "link"));
  article.lang = names.language();
  if (const auto author = post.find("author"); author != post.end() && author->is_number_integer())
    article.author = archive::clean_line(names.author(author->get<std::int64_t>()));
  article.dossiers = names.dossiers(terms);
  set_dates(post, read);
  return read;
}

}  // namespace fonds::sync
