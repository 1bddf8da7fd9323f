#include "server/api/site_parts.h"

#include <algorithm>

#include "indexer/archive/body_html.h"
#include "indexer/text/folding.h"
#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/api/typography.h"
#include "server/search/hit_images.h"

namespace fonds::api {
namespace {

constexpr std::size_t kDossiersShown = 2;  // of a result; more would weigh more than its excerpt
constexpr std::size_t kPersonsShown = 4;
// Fewer pages are reached by their numbers.
constexpr std::uint64_t kPagesForForm = 10;
constexpr std::uint64_t kPagesAround = 2;  // page numbers on either side of the current one

// A heading or a caption has no full stop, and would run into what comes next: « La fête Elle a lieu samedi. »
std::string blocks_told_apart(std::string_view excerpt_html) {
  constexpr std::string_view kMarkEnd = "</mark>";
  std::string told;
  for (std::size_t at = 0; at < excerpt_html.size();) {
    const std::size_t end = std::min(excerpt_html.find("\n\n", at), excerpt_html.size());
    told += excerpt_html.substr(at, end - at);
    at = std::min(excerpt_html.find_first_not_of('\n', end), excerpt_html.size());
    if (at == excerpt_html.size()) break;
    std::string_view before = told;
    if (before.ends_with(kMarkEnd)) before.remove_suffix(kMarkEnd.size());
    bool closed = before.empty();
    for (const std::string_view sign : {".", "!", "?", ":", ";", "…", "»"})
      closed = closed || before.ends_with(sign);
    told += closed ? " " : " · ";
  }
  return told;
}

void add_hidden(DataList& fields, std::string_view name, const search::FacetSelection& selection) {
  for (const auto& slug : selection.any_of) fields.push_back(hidden_field(name, slug));
  for (const auto& slug : selection.none_of) fields.push_back(hidden_field(name, "-" + slug));
}

std::string index_line(const search::IndexInfo& index) {
  auto line = count_of_articles(index.articles);
  const auto day = text::parse_iso(index.updated);
  // The day of indexing says nothing of how recent its last article is.
  if (day) line += " dans l’archive, mise à jour le " + text::french(*day);
  return line + ".";
}

// « Lu le 27 novembre 2026 sur journal.example ; sur le blog, lecture en panne depuis le 26 novembre 2026. »
std::string sources_line(const search::SourceNews& news) {
  std::string line;
  for (const search::SourceNews::Source& source : news.list) {
    line += line.empty() ? "Sources\u00A0: " : "\u202F; ";
    line += source.name;
    if (source.read)
      line += (source.failing ? ", pas lu depuis le " : ", lu le ") + text::french(*source.read);
    else
      line += ", pas encore lu";
  }
  return line.empty() ? line : line + ".";
}

// Whether the search is about this person: chosen as a filter, or named in the query.
bool is_asked_for(const search::FacetLabel& person, const search::SearchRequest& request) {
  const auto& chosen = request.person.any_of;
  if (std::find(chosen.begin(), chosen.end(), person.value) != chosen.end()) return true;
  const auto surname = text::fold(person.label.substr(person.label.rfind(' ') + 1));
  return !surname.empty() &&
         (" " + text::fold(request.q) + " ").find(" " + surname + " ") != std::string::npos;
}

void set_topics(Data& data, const Frame& frame, const search::Hit& hit, const search::SearchRequest* origin) {
  DataList dossiers, persons;
  const auto add = [](DataList& list, const search::FacetLabel& label, std::string url) {
    Data topic;
    topic["label"] = Data(label.label);
    topic["topic_href"] = Data(std::move(url));
    list.push_back(std::move(topic));
  };
  for (const auto& dossier : hit.dossiers) {
    if (dossiers.size() < kDossiersShown) add(dossiers, dossier, dossier_url(frame, dossier.value));
  }
  for (const auto& person : hit.persons) {
    if (origin != nullptr && persons.size() < kPersonsShown && is_asked_for(person, *origin)) {
      add(persons, person, person_page_url(frame, person.value));
    }
  }
  set_list(data, "dossiers", dossiers);
  set_list(data, "topics", persons);
}

}  // namespace

std::string page_url(const Frame& frame, const search::SearchRequest& request) {
  auto url = search_url(frame.base + "/", request, UrlStyle::page);
  // The address without parameters is the front page; all articles need one of their own.
  if (request.sort && url == frame.base + "/") url += "?sort=newest";
  return url;
}

std::string article_url(const Frame& frame, std::string_view id, const search::SearchRequest* origin) {
  const auto path = frame.base + "/article/" + path_encode(id);
  return origin == nullptr ? path : search_url(path, *origin, UrlStyle::page);
}

std::string dossier_url(const Frame& frame, const std::string& slug) {
  return frame.base + "/dossiers/" + percent_encode(slug);
}

std::string date_url(const Frame& frame, std::string_view value) {
  std::string path(value);
  std::replace(path.begin(), path.end(), '-', '/');
  return frame.base + "/date/" + path;
}

std::string person_page_url(const Frame& frame, const std::string& slug) {
  return frame.base + "/personnes/" + percent_encode(slug);
}

Data hidden_field(std::string_view name, std::string value) {
  Data field;
  field["name"] = Data(std::string(name));
  field["value"] = Data(std::move(value));
  return field;
}

Data begin_page(const Frame& frame, const PageHead& head, const search::IndexInfo* index) {
  const auto& site = frame.options.title;
  const search::SearchRequest none;
  const auto& request = head.search == nullptr ? none : *head.search;
  const bool searching = head.section == Section::search || head.section == Section::front;
  const search::SearchRequest& fed = head.feed != nullptr ? *head.feed : searching ? request : none;

  Data page;
  page["base"] = Data(frame.base);
  page["site"] = Data(site);
  page["tagline"] = Data(frame.options.tagline);
  page["page_title"] =
      Data(head.title.empty() ? site + " – " + frame.options.tagline : head.title + " – " + site);
  set_text(page, "description", head.description);
  set_text(page, "canonical", head.canonical.empty() ? "" : frame.options.public_url + head.canonical);
  page["noindex"] = Data(!head.indexed);
  page["citation"] = Data(false);
  page["json_ld"] = Data(false);
  page["breadcrumbs_ld"] = Data(false);
  page["og_title"] = Data(head.title.empty() ? site : head.title);
  page["og_type"] = Data(head.type);
  page["og_image"] = Data(false);
  page["published"] = Data(false);
  search::SearchRequest all;
  all.sort = search::Sort::newest;
  page["articles_address"] = Data(page_url(frame, all));
  set_text(page, "logo", frame.options.logo);
  DataList links;
  for (const auto& link : frame.options.links) {
    Data entry;
    entry["link_label"] = Data(link.label);
    entry["link_href"] = Data(link.href);
    links.push_back(std::move(entry));
  }
  page["site_links"] = Data(links);
  page["v_style"] = Data(frame.style_version);
  page["v_script"] = Data(frame.script_version);
  page["v_icon"] = Data(frame.icon_version);
  set_text(page, "v_typeface", frame.typeface_version);

  // A feed is newest first and has no pages: neither order nor page belong to its address.
  auto feed = first_page(fed);
  feed.sort.reset();
  const auto feed_query = query_string(feed, UrlStyle::page);
  page["feed_query"] = Data(feed_query.empty() ? "" : "?" + feed_query);
  // An export has the order, and no page.
  auto exported = first_page(fed);
  exported.limit = search::SearchRequest().limit;
  exported.explain = false;
  const auto export_query = query_string(exported, UrlStyle::page);
  page["export_query"] = Data("?" + export_query + (export_query.empty() ? "" : "&") + "kind=article&");
  page["feed_title"] = Data(feed.q.empty() ? site : site + " : " + in_guillemets(feed.q));

  page["on_search"] = Data(head.section == Section::search);
  page["on_dossiers"] = Data(head.section == Section::dossiers);
  page["on_personnes"] = Data(head.section == Section::personnes);
  page["on_aide"] = Data(head.section == Section::aide);

  page["is_home"] = Data(false);
  page["live"] = Data(searching);
  page["compact"] = Data(!searching);
  page["form_q"] = Data(request.q);
  page["form_hidden"] = Data(searching ? hidden_fields(request, FormKind::query) : DataList());
  set_text(page, "index_line", index == nullptr ? "" : index_line(*index));
  set_text(page, "sources_line",
           index == nullptr || index->sources == nullptr ? "" : sources_line(*index->sources));
  return page;
}

DataList hidden_fields(const search::SearchRequest& request, FormKind form) {
  DataList fields;
  if (form != FormKind::query && !request.q.empty()) fields.push_back(hidden_field("q", request.q));
  add_hidden(fields, "dossier", request.dossier);
  add_hidden(fields, "person", request.person);
  add_hidden(fields, "author", request.author);
  add_hidden(fields, "source", request.source);
  if (request.persons_together) fields.push_back(hidden_field("together", "1"));
  if (form != FormKind::period) {
    // A period that is typed replaces the dates that were clicked.
    for (const auto& period : request.dates) {
      fields.push_back(hidden_field("date", period.undated ? "undated" : period.value));
    }
    if (request.from) fields.push_back(hidden_field("from", text::iso(*request.from)));
    if (request.to) fields.push_back(hidden_field("to", text::iso(*request.to)));
  }
  if (request.match != search::Match::automatic) {
    fields.push_back(hidden_field("match", request.match == search::Match::all ? "all" : "any"));
  }
  // How words are spelt was said of one query, not of the next.
  if (form != FormKind::query && request.fuzzy != search::Fuzzy::automatic) {
    fields.push_back(hidden_field("fuzzy", request.fuzzy == search::Fuzzy::on ? "on" : "off"));
  }
  if (request.sort && *request.sort != search::Sort::relevance) {
    fields.push_back(hidden_field("sort", *request.sort == search::Sort::newest   ? "newest"
                                          : *request.sort == search::Sort::oldest ? "oldest"
                                                                                  : "modified"));
  }
  if (request.limit != search::SearchRequest().limit) {
    fields.push_back(hidden_field("limit", std::to_string(request.limit)));
  }
  return fields;
}

const search::HitImage* picture_of(const Frame& frame, const search::Hit& hit) {
  const auto& hosts = frame.options.image_hosts;
  const auto found = std::find_if(hit.images.begin(), hit.images.end(), [&](const search::HitImage& image) {
    return search::may_be_shown(image.url, hit.url, hosts);
  });
  return found == hit.images.end() ? nullptr : &*found;
}

std::string absolute_url(const Frame& frame, const std::string& url) {
  if (url.starts_with(search::kOwnPictures)) return frame.options.public_url + frame.base + url;
  return url.starts_with('/') ? frame.options.public_url + url : url;
}

Data hit_data(const Frame& frame, const search::Hit& hit, const search::SearchRequest* origin) {
  Data data;
  data["href"] = Data(article_url(frame, hit.id, origin));
  data["title"] = Data(hit.title);
  data["title_html"] =
      Data(typeset(hit.title_html.empty() ? archive::escape_html(hit.title) : hit.title_html));
  set_text(data, "day", hit.day ? text::french(*hit.day) : "");
  set_text(data, "iso", hit.day ? text::iso(*hit.day) : "");
  set_text(data, "author", hit.author);
  set_text(data, "source", hit.source);
  set_text(data, "excerpt_html",
           typeset(blocks_told_apart(hit.excerpt_html.empty() ? archive::escape_html(hit.lead)
                                                              : hit.excerpt_html)));
  const search::HitImage* picture = picture_of(frame, hit);
  const bool own = picture != nullptr && picture->url.starts_with(search::kOwnPictures);
  set_text(data, "picture", picture == nullptr ? "" : own ? frame.base + picture->url : picture->url);
  data["picture_alt"] = Data(picture == nullptr ? "" : picture->alternative);
  set_text(data, "picture_caption",
           picture == nullptr ? "" : typeset(archive::escape_html(picture->caption)));
  const bool sized = picture != nullptr && picture->width > 0 && picture->height > 0;
  set_text(data, "picture_width", sized ? std::to_string(picture->width) : "");
  set_text(data, "picture_height", sized ? std::to_string(picture->height) : "");
  set_topics(data, frame, hit, origin);
  data["number"] = Data(false);
  set_list(data, "why", {});
  return data;
}

void set_pager(Data& page, const Paging& paging,
               const std::function<std::string(std::uint64_t)>& url_of_page) {
  page["has_pager"] = Data(paging.last > 1 || !paging.previous.empty() || !paging.next.empty());
  set_text(page, "prev_href", paging.previous);
  set_text(page, "next_href", paging.next);
  DataList pages;
  std::uint64_t shown = 0;
  const auto show = [&](std::uint64_t number) {
    if (number <= shown || number > paging.last) return;
    Data entry;
    // A gap of one page is the page itself.
    const bool gap = number > shown + 2;
    if (number == shown + 2) {
      entry["page_gap"] = Data(false);
      entry["page_href"] = Data(url_of_page(number - 1));
      entry["page_on"] = Data(number - 1 == paging.current);
      entry["page_number"] = Data(french_number(number - 1));
      pages.push_back(entry);
    } else if (gap) {
      Data dots;
      dots["page_gap"] = Data(true);
      dots["page_href"] = Data(false);
      pages.push_back(dots);
    }
    entry["page_gap"] = Data(false);
    entry["page_href"] = Data(url_of_page(number));
    entry["page_on"] = Data(number == paging.current);
    entry["page_number"] = Data(french_number(number));
    pages.push_back(entry);
    shown = number;
  };
  if (paging.last > 1) {
    show(1);
    const auto first = paging.current > kPagesAround ? paging.current - kPagesAround : 1;
    for (auto number = first; number <= paging.current + kPagesAround; ++number) show(number);
    show(paging.last);
  }
  page["pages"] = Data(pages);
  page["go_to"] = Data(false);
  if (paging.last < kPagesForForm || paging.form.empty()) return;
  Data form;
  form["go_action"] = Data(paging.form);
  form["go_last"] = Data(std::to_string(paging.last));
  form["go_hidden"] = Data(paging.fields);
  page["go_to"] = std::move(form);
}

}  // namespace fonds::api
