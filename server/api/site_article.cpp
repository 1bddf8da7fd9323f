// The page of an article.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "indexer/archive/body_html.h"
#include "indexer/text/folding.h"
#include "server/api/citation.h"
#include "server/api/search_url.h"
#include "server/api/site_impl.h"
#include "server/api/site_text.h"
#include "server/api/typography.h"
#include "server/search/hit_images.h"

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

// « La rédaction » and the like sign for several people.
bool is_collective(const std::string& author) {
  const auto folded = text::fold(author);
  for (const std::string_view word : {"redaction", "collectif", "comite", "equipe", "association"}) {
    if (folded.find(word) != std::string::npos) return true;
  }
  return false;
}

// schema.org's NewsArticle, the form that web search engines and archives read.
nlohmann::json news_article(const search::ArticleView& article, const std::string& canonical,
                            const Frame& frame) {
  const auto& hit = article.hit;
  const SiteOptions& site = frame.options;
  const search::HitImage* picture = picture_of(frame, hit);
  nlohmann::json json = {
      {"@context", "https://schema.org"}, {"@type", "NewsArticle"}, {"headline", hit.title}};
  json["url"] = canonical;
  json["inLanguage"] = article.lang.empty() ? "fr" : article.lang;
  json["isAccessibleForFree"] = true;
  json["mainEntityOfPage"] = canonical;
  json["publisher"] = {{"@type", "NewsMediaOrganization"},
                       {"name", hit.source.empty() ? site.title : hit.source}};
  if (is_web_address(site.logo)) json["publisher"]["logo"] = {{"@type", "ImageObject"}, {"url", site.logo}};
  if (hit.published) {
    json["datePublished"] = text::rfc3339(*hit.published);
  } else if (hit.day) {
    json["datePublished"] = text::iso(*hit.day);
  }
  if (picture != nullptr) {
    json["image"] = {{"@type", "ImageObject"}, {"url", absolute_url(frame, picture->url)}};
    if (!picture->caption.empty()) json["image"]["caption"] = picture->caption;
  }
  if (hit.modified) json["dateModified"] = text::rfc3339(*hit.modified);
  if (!hit.author.empty()) {
    json["author"] = {{"@type", is_collective(hit.author) ? "Organization" : "Person"}, {"name", hit.author}};
  }
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

// The way from the front page down to the article.
nlohmann::json breadcrumbs(const Frame& frame, const search::Hit& hit, const std::string& canonical) {
  nlohmann::json items = nlohmann::json::array();
  const auto add = [&](const std::string& name, const std::string& path) {
    items.push_back({{"@type", "ListItem"},
                     {"position", items.size() + 1},
                     {"name", name},
                     {"item", frame.options.public_url + path}});
  };
  add(frame.options.title, frame.base + "/");
  if (!hit.dossiers.empty()) {
    add(hit.dossiers.front().label, dossier_url(frame, hit.dossiers.front().value));
  } else if (hit.day) {
    const auto year = text::iso(*hit.day).substr(0, 4);
    add(year, date_url(frame, year));
  }
  add(hit.title, canonical);
  return {{"@context", "https://schema.org"}, {"@type", "BreadcrumbList"}, {"itemListElement", items}};
}

// The paper's own pictures stand below this site's path.
std::string with_base(std::string html, const std::string& base) {
  if (base.empty()) return html;
  const std::string source = " src=\"" + std::string(search::kOwnPictures);
  for (auto at = html.find(source); at != std::string::npos; at = html.find(source, at + source.size()))
    html.insert(at + 6, base);
  return html;
}

constexpr std::size_t kWordsPerMinute = 230;  // of French prose, read silently

std::string reading_time(const std::string& text) {
  const auto words = static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
  return french_number(std::max<std::size_t>(1, (words + kWordsPerMinute / 2) / kWordsPerMinute)) +
         "\u00A0min";
}

// The neighbours as links; `origin` where they belong to the results that it names.
void set_neighbours(Data& page, const std::string& name, const Frame& frame,
                    const search::Neighbours& neighbours, const search::SearchRequest* origin) {
  Data data;
  const auto set = [&](const char* side, const std::optional<search::Hit>& hit) {
    set_text(data, std::string(side) + "_href", hit ? article_url(frame, hit->id, origin) : "");
    data[std::string(side) + "_title"] = Data(hit ? hit->title : "");
    data[std::string(side) + "_title_html"] = Data(hit ? typeset(archive::escape_html(hit->title)) : "");
  };
  set("before", neighbours.before);
  set("after", neighbours.after);
  data["place"] = Data(french_number(neighbours.place));
  data["total"] = Data(french_number(neighbours.total));
  page[name] = neighbours.before || neighbours.after ? Data(data) : Data(false);
}

void set_citations(Data& page, const search::Hit& hit, const std::string& site, const std::string& address) {
  page["cite_text"] = Data(citation(hit, site, address));
  page["cite_bibtex"] = Data(bibtex(hit, site, address));
  page["cite_ris"] = Data(ris(hit, site, address));
}

// Where an error in this article is reported: a mail with its address in it, or the paper's form.
std::string report_address(const std::string& report_to, const search::Hit& hit, const std::string& address) {
  if (report_to.empty() || is_web_address(report_to)) return report_to;
  return "mailto:" + report_to + "?subject=" + percent_encode("Erreur dans « " + hit.title + " »") +
         "&body=" + percent_encode(address + "\n\n");
}

}  // namespace

std::string Site::article_page(const search::ArticleView& article, const ArticleSurroundings& around,
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
  head.type = "article";
  auto page = begin_page(frame, head, &index);
  const std::string address = frame.options.public_url + head.canonical;

  const auto fields = hit_data(frame, hit, nullptr);
  for (const char* name : {"title_html", "day", "iso", "author", "source"})
    page[name] = Data(*fields.get(name));
  const search::HitImage* picture = picture_of(frame, hit);
  set_text(page, "og_image", picture == nullptr ? "" : absolute_url(frame, picture->url));
  set_text(page, "published", hit.day ? text::iso(*hit.day) : "");
  set_text(page, "day_href", hit.day ? date_url(frame, text::iso(*hit.day)) : "");
  page["author_href"] = Data(page_url(frame, with_query({}, field_query("auteur", hit.author))));
  set_text(page, "lead_html",
           typeset(article.lead_html.empty() ? archive::escape_html(hit.lead) : article.lead_html));
  page["body_html"] = Data(typeset(with_base(article.body_html, frame.base)));
  page["reading_time"] = Data(reading_time(article.body_text));
  // A correction of the same day says nothing to a reader.
  const auto modified =
      hit.modified ? text::parse_iso(text::rfc3339(*hit.modified)) : std::optional<text::Day>();
  const bool later = modified && (!hit.day || *modified > *hit.day);
  set_text(page, "modified_day", later ? text::french(*modified) : "");
  set_text(page, "modified_iso", later ? text::iso(*modified) : "");
  // The page is in French already; a reader's voice needs to know only where the text is not.
  set_text(page, "lang", article.lang == "fr" ? "" : article.lang);
  set_text(page, "origin_url", is_web_address(hit.url) ? hit.url : "");
  set_list(page, "dossiers", topics(frame, hit.dossiers, dossier_url));
  set_list(page, "persons", topics(frame, hit.persons, person_page_url));

  DataList others;
  for (const auto& other : around.related) others.push_back(hit_data(frame, other, nullptr));
  set_list(page, "related", others);
  page["has_around"] = Data(!hit.persons.empty());
  set_neighbours(page, "in_results", frame, around.in_results, &origin);
  set_neighbours(page, "in_time", frame, around.place.time, nullptr);
  set_neighbours(page, "in_dossier", frame, around.place.in_dossier, nullptr);
  if (around.place.dossier) {
    page["place_dossier"] = Data(around.place.dossier->label);
    page["place_dossier_href"] = Data(dossier_url(frame, around.place.dossier->value));
  }
  page["citation"] = citation_data(frame, article, address);
  set_citations(page, hit, frame.options.title, address);
  set_text(page, "report_href", report_address(frame.options.report_to, hit, address));
  page["mail_href"] =
      Data("mailto:?subject=" + percent_encode(hit.title) + "&body=" + percent_encode(address));
  page["back_href"] = Data(page_url(frame, origin));
  page["back_label"] = Data(searched ? "Retour aux résultats" : "La une");
  page["json_ld"] = Data(script_safe(news_article(article, address, frame)));
  page["breadcrumbs_ld"] = Data(script_safe(breadcrumbs(frame, hit, head.canonical)));
  return impl_->templates.render("article", page);
}

}  // namespace fonds::api
