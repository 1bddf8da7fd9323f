// The archive as readers search it, with what an editor may do to each hit.
#include <algorithm>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/visit.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {
constexpr std::uint32_t kHits = 20;
}  // namespace

http::Response search_section(const Visit& visit) {
  Data page = visit.begin("Chercher", "recherche");
  const std::string q = visit.parameter("q");
  api::set_text(page, "q", q);
  page["q_value"] = Data(q);
  DataList hits;
  if (!q.empty()) {
    search::SearchRequest request;
    request.q = q;
    request.today = visit.today;
    request.limit = kHits;
    request.facet_date = request.facet_dossier = request.facet_person = false;
    const search::SearchResponse found = visit.engine.state().search(visit.worker, request, visit.deadline);
    page["total"] = Data(api::count_of_articles(found.total));
    page["none"] = Data(found.total == 0);
    page["site_href"] = Data(visit.pages.base() + "/?q=" + http::encode_form(q));
    page["follow_href"] = Data(visit.pages.path("/alertes?q=" + http::encode_form(q)));
    std::size_t place = 0;
    for (const search::Hit& hit : found.hits) {
      Data row;
      row["place"] = Data(std::to_string(++place));
      row["id"] = Data(hit.id);
      row["title"] = Data(hit.title);
      row["title_html"] = Data(hit.title_html);
      row["excerpt_html"] = Data(hit.excerpt_html);
      row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(hit.id));
      row["delist_href"] = Data(visit.pages.path("/retraits?id=" + http::encode_form(hit.id)));
      api::set_text(row, "day", hit.day ? text::french(*hit.day) : "");
      hits.push_back(std::move(row));
    }
  }
  api::set_list(page, "hits", hits);
  return visit.pages.respond(200, "redaction_recherche", page);
}

}  // namespace fonds::desk
