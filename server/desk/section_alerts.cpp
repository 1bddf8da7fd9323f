// Alerts: what the archive has got of a subject since an editor last looked.
#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/alert_view.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

// Articles of an alert that are followed: the newest.
constexpr std::size_t kFollowed = 500;
constexpr std::uint32_t kOfOnePage = 100;
constexpr std::size_t kShown = 20;

std::vector<search::Hit> followed(const Visit& visit, const search::State& state, const Alert& alert) {
  search::SearchRequest request;
  request.q = alert.query;
  request.today = visit.today;
  // An article that only has some of the words is none of the subject.
  request.match = search::Match::all;
  request.fuzzy = search::Fuzzy::off;
  request.kind = search::ArticleKind::article;
  request.sort = search::Sort::newest;
  request.limit = kOfOnePage;
  request.excerpts = false;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  std::vector<search::Hit> hits;
  do {
    search::SearchResponse found = state.search(visit.worker, request, visit.deadline);
    hits.insert(hits.end(), std::make_move_iterator(found.hits.begin()),
                std::make_move_iterator(found.hits.end()));
    request.cursor = found.next_cursor;
  } while (!request.cursor.empty() && hits.size() < kFollowed);
  return hits;
}

std::vector<std::string> ids_of(const std::vector<search::Hit>& hits) {
  std::vector<std::string> ids;
  for (const search::Hit& hit : hits) ids.push_back(hit.id);
  return ids;
}

// nullopt where the file does not have the line.
std::optional<Alert> kept(const Visit& visit, const std::string& line) {
  const std::vector<std::string> lines = visit.folder.lines(DecisionFile::alerts);
  return std::find(lines.begin(), lines.end(), line) == lines.end() ? std::nullopt : parse_alert(line);
}

void see_all(const Visit& visit, const Alert& alert) {
  SeenArticles(visit.folder.path()).see(alert, ids_of(followed(visit, visit.engine.state(), alert)));
}

http::Response change(const Visit& visit) {
  Decision decision;
  decision.who = visit.session.account;
  decision.file = DecisionFile::alerts;
  if (visit.form.has("vu")) {
    const auto alert = kept(visit, visit.field("vu", 4000));
    if (!alert) return done(visit, "/alertes", "alerte-inconnue");
    see_all(visit, *alert);
    return done(visit, "/alertes", "alerte-vue");
  }
  if (visit.form.has("retirer")) {
    const std::string line = visit.field("retirer", 4000);
    decision.removed = {line};
    visit.folder.decide(decision);
    if (const auto alert = parse_alert(line)) SeenArticles(visit.folder.path()).forget(*alert);
    return done(visit, "/alertes", "alerte-retiree");
  }
  const Alert wanted{visit.field("nom"), visit.field("q")};
  const auto read = parse_alert(wanted.text());
  if (!read || read->name != wanted.name || read->query != wanted.query)
    return done(visit, "/alertes", "alerte-refusee");
  decision.added = {wanted.text()};
  visit.folder.decide(decision);
  // What is there already is no news.
  see_all(visit, wanted);
  return done(visit, "/alertes", "alerte");
}

}  // namespace

AlertReport run_alerts(const Visit& visit) {
  AlertReport report;
  const search::State state = visit.engine.state();
  const SeenArticles seen(visit.folder.path());
  for (const std::string& line : visit.folder.lines(DecisionFile::alerts)) {
    const auto alert = parse_alert(line);
    if (!alert) continue;
    std::vector<search::Hit> hits = followed(visit, state, *alert);
    const std::vector<std::string> unseen = seen.unseen(*alert, ids_of(hits));
    std::erase_if(hits, [&](const search::Hit& hit) {
      return std::find(unseen.begin(), unseen.end(), hit.id) == unseen.end();
    });
    report.fresh += hits.size();
    report.rows.push_back({*alert, line, std::move(hits)});
  }
  return report;
}

http::Response alert_section(const Visit& visit) {
  if (visit.posted) return change(visit);
  Data page = visit.begin("Alertes", "alertes");
  page["q_value"] = Data(visit.parameter("q"));
  DataList rows;
  for (const auto& [alert, line, fresh] : run_alerts(visit).rows) {
    Data row;
    row["name"] = Data(alert.name);
    row["query"] = Data(alert.query);
    row["line"] = Data(line);
    row["site_href"] = Data(visit.pages.base() + "/?q=" + http::encode_form(alert.query) + "&sort=newest");
    row["fresh"] = Data(api::count_of_articles(fresh.size()));
    row["any_fresh"] = Data(!fresh.empty());
    row["one_fresh"] = Data(fresh.size() == 1);
    DataList hits;
    for (const search::Hit& hit : fresh) {
      if (hits.size() == kShown) break;
      Data article;
      article["title"] = Data(hit.title);
      article["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(hit.id));
      api::set_text(article, "day", hit.day ? text::french(*hit.day) : "");
      hits.push_back(std::move(article));
    }
    api::set_list(row, "hits", hits);
    rows.push_back(std::move(row));
  }
  api::set_list(page, "alerts", rows);
  return visit.pages.respond(200, "redaction_alertes", page);
}

}  // namespace fonds::desk
