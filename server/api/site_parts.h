// The parts that pages are made of, as values for the templates. Internal to the site (site*.cpp).
// Thread safety: pure functions of immutable data.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/site.h"
#include "server/api/templates.h"

namespace fonds::api {

// What is the same on every page.
struct Frame {
  SiteOptions options;
  // path of public_url, "" or "/archives"
  std::string base;
  std::string style_version, script_version, icon_version;
  // empty where the build has made none
  std::string typeface_version;
};

enum class Section : std::uint8_t { front, search, article, dossiers, personnes, aide, error };

struct PageHead {
  Section section = Section::search;
  // of the page alone; the site's name is added. Empty = the site itself
  std::string title;
  std::string description;
  // path on this site; empty = none
  std::string canonical;
  // by web search engines
  bool indexed = true;
  // fills the search field, carries the filters, names the feed
  const search::SearchRequest* search = nullptr;
  // where it is not that of the search
  const search::SearchRequest* feed = nullptr;
  // og:type
  std::string type = "website";
};

// Everything that head, masthead, search_form and foot need. `index` may be nullptr.
Data begin_page(const Frame& frame, const PageHead& head, const search::IndexInfo* index);

// Address of a search of this site.
std::string page_url(const Frame& frame, const search::SearchRequest& request);
// Address of an article; `origin`, where given, comes along for highlighting and for the way back.
std::string article_url(const Frame& frame, std::string_view id, const search::SearchRequest* origin);
std::string dossier_url(const Frame& frame, const std::string& slug);
std::string person_page_url(const Frame& frame, const std::string& slug);
// The paper of a day, a month or a year: "2017-04-05" has /date/2017/04/05.
std::string date_url(const Frame& frame, std::string_view value);

// The first picture of an article that this site may show; nullptr where it has none.
const search::HitImage* picture_of(const Frame& frame, const search::Hit& hit);
// An address as other sites need it: those of this server begin with public_url.
std::string absolute_url(const Frame& frame, const std::string& url);

// id, date, author, titles and picture of a hit.
Data hit_data(const Frame& frame, const search::Hit& hit, const search::SearchRequest* origin);

// What the head of an article's page says to reference managers: site_citation.cpp. `address`: of the page, absolute.
Data citation_data(const Frame& frame, const search::ArticleView& article, const std::string& address);

// The request as hidden fields of a form, without the parameters that the form has as fields of its own.
enum class FormKind : std::uint8_t { query, period, page };
Data hidden_field(std::string_view name, std::string value);
DataList hidden_fields(const search::SearchRequest& request, FormKind form);

// Numbered pages, counted from 1.
struct Paging {
  std::uint64_t current = 1, last = 1;
  // addresses; empty where there is none
  std::string previous, next;
  // « Aller à la page »: where its form leads, and what it sends along; empty = none
  std::string form;
  DataList fields;
};
// Sets has_pager to false where there is one page only.
void set_pager(Data& page, const Paging& paging,
               const std::function<std::string(std::uint64_t)>& url_of_page);

// The lists of dossiers and persons beside the results: site_facets.cpp.
void set_facets(Data& page, const Frame& frame, const search::SearchRequest& request,
                const search::SearchResponse& response);
// The histogram of the date facet and its drill-down: site_timeline.cpp.
// Its bars lead to the same search within that time, or to the paper of that time.
enum class TimelineLinks : std::uint8_t { searches, date_pages };
void set_timeline(Data& page, const Frame& frame, const search::SearchRequest& request,
                  const search::SearchResponse& response, TimelineLinks links = TimelineLinks::searches);

// A filter in force: how it reads, and the same search without it.
struct ActiveFilter {
  std::string label;
  bool excluded = false;
  search::SearchRequest without;
};
std::vector<ActiveFilter> active_filters(const search::SearchRequest& request,
                                         const search::SearchResponse& response);

}  // namespace fonds::api
