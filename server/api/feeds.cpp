#include "server/api/feeds.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "indexer/text/calendar.h"
#include "indexer/text/folding.h"
#include "server/api/search_url.h"
#include "server/api/xml_text.h"

namespace fonds::api {

namespace {

// Midday, where the source gives a day only: the day stays the same in every time zone of Europe.
std::int64_t published(const search::Hit& hit) {
  constexpr std::int64_t kDay = 24 * 60 * 60;
  return hit.published.value_or(std::int64_t{hit.day.value_or(0)} * kDay + kDay / 2);
}

std::string feed_title(const FeedSite& site, const search::SearchRequest& request) {
  return request.q.empty() ? site.title : site.title + " : " + request.q;
}

// A feed says its own address as readers have it: that it is the newest first, and how many, goes without saying.
std::string feed_url(const FeedSite& site, std::string_view path, search::SearchRequest request) {
  const std::uint32_t limit = std::exchange(request.limit, search::SearchRequest().limit);
  request.sort.reset();
  std::string url = site.base + search_url(path, request, UrlStyle::page);
  if (limit != kFeedItems) {
    url += (url.find('?') == std::string::npos ? "?limit=" : "&limit=") + std::to_string(limit);
  }
  return url;
}

// The page of the same search.
std::string page_url(const FeedSite& site, search::SearchRequest request) {
  request.limit = search::SearchRequest().limit;
  return site.base + search_url("/", request, UrlStyle::page);
}

std::string article_url(const FeedSite& site, const search::Hit& hit) {
  return site.base + "/article/" + path_encode(hit.id);
}

}  // namespace

std::string rss_feed(const FeedSite& site, const search::SearchRequest& request,
                     const search::SearchResponse& response) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
      "<channel>";
  element("title", feed_title(site, request), out);
  element("link", page_url(site, request), out);
  element("description", "Les articles les plus récents de cette recherche", out);
  element("language", "fr", out);
  out += "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"" +
         xml(feed_url(site, "/feed.rss", request)) + "\"/>";
  for (const search::Hit& hit : response.hits) {
    out += "\n<item>";
    element("title", hit.title, out);
    element("link", article_url(site, hit), out);
    out += "<guid isPermaLink=\"false\">" + xml(hit.id) + "</guid>";
    if (hit.day || hit.published) element("pubDate", text::rfc822(published(hit)), out);
    element("dc:creator", hit.author, out);
    for (const search::FacetLabel& dossier : hit.dossiers) element("category", dossier.label, out);
    element("description", hit.excerpt_html, out);
    out += "</item>";
  }
  out += "\n</channel></rss>\n";
  return out;
}

std::string atom_feed(const FeedSite& site, const search::SearchRequest& request,
                      const search::SearchResponse& response) {
  const auto link = [&](std::string_view rel, std::string_view type, const std::string& href) {
    return "<link rel=\"" + std::string(rel) + "\" type=\"" + std::string(type) + "\" href=\"" + xml(href) +
           "\"/>";
  };
  // Atom asks of each entry when it was last changed: what is undated has been there since the index was made.
  const auto updated = [&](const search::Hit& hit) {
    if (hit.modified) return text::rfc3339(*hit.modified);
    return hit.day || hit.published ? text::rfc3339(published(hit)) : response.index.updated;
  };
  const std::string self = feed_url(site, "/feed.atom", request);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"fr\">";
  element("id", self, out);
  element("title", feed_title(site, request), out);
  element("updated", response.index.updated, out);
  out += "<author><name>" + xml(site.title) + "</name></author>";
  out += link("self", "application/atom+xml", self);
  out += link("alternate", "text/html", page_url(site, request));
  if (!response.next_cursor.empty()) {
    out += link("next", "application/atom+xml",
                feed_url(site, "/feed.atom", with_cursor(request, response.next_cursor)));
  }
  for (const search::Hit& hit : response.hits) {
    out += "\n<entry>";
    element("id", article_url(site, hit), out);
    element("title", hit.title, out);
    out += link("alternate", "text/html", article_url(site, hit));
    element("updated", updated(hit), out);
    if (hit.day || hit.published) element("published", text::rfc3339(published(hit)), out);
    if (!hit.author.empty()) out += "<author><name>" + xml(hit.author) + "</name></author>";
    for (const search::FacetLabel& dossier : hit.dossiers) {
      out += "<category term=\"" + xml(dossier.value) + "\" label=\"" + xml(dossier.label) + "\"/>";
    }
    out += "<summary type=\"html\">" + xml(hit.excerpt_html) + "</summary></entry>";
  }
  return out + "\n</feed>\n";
}

std::string json_feed(const FeedSite& site, const search::SearchRequest& request,
                      const search::SearchResponse& response) {
  using Json = nlohmann::ordered_json;
  Json items = Json::array();
  for (const search::Hit& hit : response.hits) {
    Json item = {{"id", hit.id}, {"url", article_url(site, hit)}};
    if (!hit.url.empty()) item["external_url"] = hit.url;
    item["title"] = hit.title;
    item["content_html"] = hit.excerpt_html;
    if (hit.day || hit.published) item["date_published"] = text::rfc3339(published(hit));
    if (hit.modified) item["date_modified"] = text::rfc3339(*hit.modified);
    if (!hit.author.empty()) item["authors"] = Json::array({{{"name", hit.author}}});
    Json tags = Json::array();
    for (const search::FacetLabel& dossier : hit.dossiers) tags.push_back(dossier.label);
    if (!tags.empty()) item["tags"] = std::move(tags);
    items.push_back(std::move(item));
  }
  Json feed = {{"version", "https://jsonfeed.org/version/1.1"},
               {"title", feed_title(site, request)},
               {"home_page_url", page_url(site, request)},
               {"feed_url", feed_url(site, "/feed.json", request)},
               {"language", "fr"}};
  if (!response.next_cursor.empty()) {
    feed["next_url"] = feed_url(site, "/feed.json", with_cursor(request, response.next_cursor));
  }
  feed["items"] = std::move(items);
  return feed.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string opensearch_description(const FeedSite& site) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">";
  // The specification allows 16 characters for a short name.
  constexpr std::size_t kShortName = 16;
  element("ShortName", text::count_code_points(site.title) <= kShortName ? site.title : "Archives", out);
  element("Description", "Chercher dans les archives : " + site.title, out);
  element("InputEncoding", "UTF-8", out);
  element("OutputEncoding", "UTF-8", out);
  element("Language", "fr", out);
  const auto url = [&](std::string_view type, std::string_view path, std::string_view extra) {
    out += "<Url type=\"" + std::string(type) + "\"" + std::string(extra) + " template=\"" + xml(site.base) +
           std::string(path) + "?q={searchTerms}\"/>";
  };
  url("text/html", "/", "");
  url("application/rss+xml", "/feed.rss", "");
  url("application/x-suggestions+json", "/opensearch/suggest", " rel=\"suggestions\"");
  out += "<Image width=\"16\" height=\"16\" type=\"image/svg+xml\">" + xml(site.base) +
         "/static/favicon.svg</Image>";
  out += "</OpenSearchDescription>\n";
  return out;
}

}  // namespace fonds::api
