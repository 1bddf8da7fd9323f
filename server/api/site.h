// The site: from the data of a search to the HTML of a page, in French. Every page is whole without
// JavaScript and holds neither inline script nor inline style, so that it can be sent under
// kPageSecurityPolicy.
//
// Thread safety: immutable after construction; all members may be called from any thread. No I/O.
// Errors: the constructor throws std::logic_error for a broken template. Pages never fail: all text is
// escaped, except the fields named *_html, which search/ has escaped already.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/person_list.h"
#include "server/api/presentations.h"
#include "server/api/site_help.h"
#include "server/search/types.h"

namespace fonds::api {

// Content-Security-Policy of every page; page_security.h adds where its pictures come from. Nothing else from
// elsewhere, nothing inline. The JSON-LD of an article is
// a data block, which script-src does not govern.
inline constexpr std::string_view kPageSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

struct SiteLink {
  std::string label, href;
};

// A file that can be served as a picture: letters, digits, '.', '-' and '_', and the ending of a known kind.
bool is_picture_name(std::string_view name);
struct SitePicture {
  // "halle.jpg"
  std::string name;
  std::shared_ptr<const std::string> content;
};

struct SiteOptions {
  std::string title = "Fonds";
  std::string tagline = "Toutes les archives du journal, à portée de mot";
  // Where readers find the site, without a final slash: "https://archives.example.fr" or with a path behind a
  // proxy, "https://example.fr/archives". Empty: links are relative to the root of the host.
  std::string public_url;
  // Of the paper, in the footer: legal notice, contact, accessibility.
  std::vector<SiteLink> links;
  // Where readers report an error: a mail address, or the address of a form. Empty = nowhere.
  std::string report_to;
  // address of a picture; empty = the title as text
  std::string logo;
  // The paper's colour, "#98281a", on light and on dark paper; empty = the style sheet's.
  std::string accent, accent_dark;
  Presentations presentations;
  // Hosts that pictures may come from beside their article's own: lower case, without "www.".
  std::vector<std::string> image_hosts;
  // Of the paper's own, served below /static/pictures/.
  std::vector<SitePicture> pictures;
};

struct StaticFile {
  // "style.css", served as /static/style.css
  std::string_view name;
  std::string_view content_type;
  std::string_view content;
  // changes with the content; pages ask for ?v=version, so such an answer may be kept for ever
  std::string version;
};

// What was typed into the fields of the period; where it is no date, the field is marked and explained.
struct PeriodForm {
  std::string from, to;
  bool from_invalid = false, to_invalid = false;
};

// What stands around an article: similar ones, its neighbours in time and in its dossier, and in the results
// that it was opened from (place 0 where there are none).
struct ArticleSurroundings {
  std::vector<search::Hit> related;
  search::ArticlePlace place;
  search::Neighbours in_results;
};

// Expressions over time: of each period ("2017" or "2017-04") the articles there are, and those that match.
struct Comparison {
  static constexpr std::size_t kMostExpressions = 5;
  struct Expression {
    std::string q;
    // in the order of the periods
    std::vector<std::uint64_t> counts;
    std::uint64_t total = 0;
  };
  std::vector<std::string> periods;
  std::vector<std::uint64_t> articles;
  std::vector<Expression> expressions;
  search::IndexInfo index;
};

enum class ListOrder : std::uint8_t { name, count };

class Site {
 public:
  explicit Site(SiteOptions options);
  ~Site();

  // GET / without anything asked.
  static bool is_front_page(const search::SearchRequest& request, const PeriodForm& period);
  std::string front_page(const search::FrontPage& front) const;

  // GET / with anything asked. `period` only where it was typed: otherwise the fields show the request's own days.
  std::string search_page(const search::SearchRequest& request, const search::SearchResponse& response,
                          const PeriodForm& period = {}) const;

  // GET /article/{id}. `origin` is the search that the article was found by, from the parameters behind the
  // id: what is highlighted, and where « Retour aux résultats » leads.
  std::string article_page(const search::ArticleView& article, const ArticleSurroundings& around,
                           const search::SearchRequest& origin, const search::IndexInfo& index) const;

  // GET /dossiers?tri=nombre. All of them.
  std::string dossiers_page(const search::FacetListing& dossiers, ListOrder order) const;

  // GET /personnes?q=&lettre=&tout=1&page=
  std::string personnes_page(const PersonList& list) const;
  // three columns of forty
  static constexpr std::uint32_t kPersonsPerPage = 120;

  // GET /personnes/{value}, /dossiers/{value}; `offset` of the chronology, `asof` where the profile is of then.
  std::string personne_page(const search::PersonProfile& profile, std::uint32_t offset = 0,
                            const std::string& asof = {}) const;
  std::string dossier_page(const search::DossierProfile& profile, std::uint32_t offset = 0,
                           const std::string& asof = {}) const;
  // articles
  static constexpr std::uint32_t kChronologyPage = 100;

  // GET /date/2017, /date/2017/04, /date/2017/04/05.
  std::string date_page(const search::DatePeriod& period, const search::SearchResponse& found,
                        const search::PeriodNeighbours& around) const;

  // GET /frise?q=&q=
  std::string compare_page(const Comparison& comparison) const;

  // What the address of such a page begins with: "/personnes/".
  std::string persons_address() const;
  const std::vector<std::string>& image_hosts() const;
  // Where readers may write to; empty where no mail address is known.
  std::string mail_address() const;

  // GET /aide. `examples`: help_examples(), with those marked that find something; none = as if nothing did.
  std::string aide_page(const search::IndexInfo& index, const std::vector<HelpExample>& examples = {}) const;

  // GET /integrer and /api, for those who build on the archive. `address`: of this site, absolute; the lists are offered.
  std::string integrer_page(const search::FacetListing& dossiers, const search::FacetListing& persons,
                            const std::string& address) const;
  std::string api_page(const search::IndexInfo& index, const std::string& address) const;

  // `title` and `detail` in French, for the reader; `words` fill the search field, as what was perhaps looked for.
  std::string error_page(int status, std::string_view title, std::string_view detail,
                         const std::string& words = {}) const;

  // GET /manifest.webmanifest: name, icon and colours, for a place on the home screen.
  std::string manifest() const;
  // What the paths of this site begin with, behind its host: "" or "/archives".
  const std::string& base_path() const;

  // Changes with any template or static file: part of the ETag of a page.
  const std::string& version() const;

  // Everything under /static/.
  std::span<const StaticFile> static_files() const;
  // nullptr where there is none
  const StaticFile* static_file(std::string_view name) const;

 private:
  struct Impl;
  std::unique_ptr<const Impl> impl_;
};

}  // namespace fonds::api
