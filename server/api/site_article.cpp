// The page of an article.
#include <nlohmann/json.hpp>

#include "indexer/archive/body_html.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"

namespace fonds::api {
namespace {

constexpr std::size_t kDescriptionBytes = 200;  // about what a web search engine shows of a description

// JSON that can stand inside <script>: nothing in it can end the element or open a comment.
std::string script_safe(const nlohmann::json& json) {
  const auto text = json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "\\u003c";
        break;
      case '>':
        out += "\\u003e";
        break;
      case '&':
        out += "\\u0026";
        break;
      default:
        out += c;
    }
  }
  return out;
}

// Only the web's own schemes: an address from a stranger's file must not run as a script.
bool is_web_address(std::string_view url) {
  return url.starts_with("https://") || url.starts_with("http://");
}

// schema.org's NewsArticle, the form that web search engines and archives read.
nlohmann::json news_article(const search::ArticleView& article, const std::string& canonical,
                            const std::string& site) {
  const auto& hit = article.hit;
  nlohmann::json json = {
      {"@context", "https://schema.org"}, {"@type", "NewsArticle"}, {"headline", hit.title}};
  json["url"] = canonical;
  json["inLanguage"] = article.lang.empty() ? "fr" : article.lang;
  json["publisher"] = {{"@type", "Organization"}, {"name", hit.source.empty() ? site : hit.source}};
  if (hit.published) {
    json["datePublished"] = text::rfc3339(*hit.published);
  } else if (hit.day) {
    json["datePublished"] = text::iso(*hit.day);
  }
  if (hit.modified) json["dateModified"] = text::rfc3339(*hit.modified);
  if (!hit.author.empty()) json["author"] = {{"@type", "Person"}, {"name", hit.author}};
  if (!hit.lead.empty()) json["description"] = hit.lead;
  if (is_web_address(hit.url)) json["sameAs"] = hit.url;
  for (const auto& dossier : hit.dossiers) json["articleSection"].push_back(dossier.label);
  for (const auto& person : hit.persons) {
    json["mentions"].push_back({{"@type", "Person"}, {"name", person.label}});
  }
  return json;
}

// The beginning of a text, cut between words.
std::string beginning(const std::string& text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  const auto cut = text.find_last_of(" \n", bytes);
  return cut == std::string::npos ? std::string() : text.substr(0, cut) + "…";
}

DataList topics(const Frame& frame, const std::vector<search::FacetLabel>& labels,
                std::string (*url)(const Frame&, const std::string&)) {
  DataList list;
  for (const auto& label : labels) {
    Data topic;
    topic["label"] = Data(label.label);
    topic["topic_href"] = Data(url(frame, label.value));
    list.push_back(std::move(topic));
  }
  return list;
}

}  // namespace

std::string Site::article_page(const search::ArticleView& article, const std::vector<search::Hit>& related,
                               const search::SearchRequest& origin, const search::IndexInfo& index) const {
  const auto& frame = impl_->frame;
  const auto& hit = article.hit;
  const bool searched = !query_string(origin, UrlStyle::page).empty();

  PageHead head;
  head.section = Section::article;
  head.title = hit.title;
  head.description = beginning(hit.lead.empty() ? article.body_text : hit.lead, kDescriptionBytes);
  head.canonical = article_url(frame, hit.id, nullptr);
  head.search = &origin;
  auto page = begin_page(frame, head, &index);

  const auto fields = hit_data(frame, hit, nullptr);
  for (const char* name : {"title_html", "day", "iso", "author", "source"})
    page[name] = Data(*fields.get(name));
  page["author_href"] = Data(page_url(frame, with_query({}, field_query("auteur", hit.author))));
  set_text(page, "lead_html", article.lead_html.empty() ? archive::escape_html(hit.lead) : article.lead_html);
  page["body_html"] = Data(article.body_html);
  // The page is in French already; a reader's voice needs to know only where the text is not.
  set_text(page, "lang", article.lang == "fr" ? "" : article.lang);
  set_text(page, "origin_url", is_web_address(hit.url) ? hit.url : "");
  set_list(page, "dossiers", topics(frame, hit.dossiers, dossier_url));
  set_list(page, "persons", topics(frame, hit.persons, person_page_url));

  DataList others;
  for (const auto& other : related) others.push_back(hit_data(frame, other, nullptr));
  set_list(page, "related", others);
  page["has_around"] = Data(!others.empty() || !hit.persons.empty());
  page["back_href"] = Data(page_url(frame, origin));
  page["back_label"] = Data(searched ? "Retour aux résultats" : "Tous les articles");
  page["json_ld"] = Data(
      script_safe(news_article(article, frame.options.public_url + head.canonical, frame.options.title)));
  return impl_->templates.render("article", page);
}

}  // namespace fonds::api
