// Alerts: what the archive has got of a subject since an editor last looked.
#include <algorithm>
#include <optional>
#include <utility>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/accounts.h"
#include "server/desk/alert_feed.h"
#include "server/desk/alert_report.h"
#include "server/desk/feed_key.h"
#include "server/desk/visit.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

// Articles of an alert on the page, and entries of the private feed.
constexpr std::size_t kNewShown = 20, kInFeed = 50;

// nullopt where the file does not have the line.
std::optional<Alert> kept(const Visit& visit, const std::string& line) {
  const std::vector<std::string> lines = visit.folder.lines(DecisionFile::alerts);
  return std::find(lines.begin(), lines.end(), line) == lines.end() ? std::nullopt : parse_alert(line);
}

void see_all(const Visit& visit, const Alert& alert) {
  const search::State state = visit.engine.state();
  const AlertSource source{state, visit.worker, visit.today, visit.deadline};
  SeenArticles(visit.folder.path()).see(alert, ids_of(followed_articles(source, alert)));
}

http::Response change_alerts(const Visit& visit) {
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
    if (const auto alert = parse_alert(line)) {
      for (const char* folder : {SeenArticles::kSeen, SeenArticles::kMailed})
        SeenArticles(visit.folder.path(), folder).forget(*alert);
    }
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

std::string feed_address(const Visit& visit) {
  const Accounts accounts = parse_accounts(visit.folder.read(DecisionFile::accounts), "");
  const Account* const account = accounts.find(visit.session.account);
  if (account == nullptr) return visit.pages.path("/alertes");
  return visit.pages.path("/alertes.atom?compte=" + http::encode_form(account->name) +
                          "&cle=" + http::encode_form(feed_key(visit.folder, *account)));
}

}  // namespace

http::Response private_feed(const Visit& visit) {
  const search::State state = visit.engine.state();
  const AlertSource source{state, visit.worker, visit.today, visit.deadline};
  std::vector<FollowedArticle> articles;
  for (const std::string& line : visit.folder.lines(DecisionFile::alerts)) {
    const auto alert = parse_alert(line);
    if (!alert) continue;
    std::vector<search::Hit> hits = followed_articles(source, *alert);
    hits.resize(std::min(hits.size(), kInFeed));
    for (search::Hit& hit : hits) articles.push_back({*alert, std::move(hit)});
  }
  std::stable_sort(articles.begin(), articles.end(),
                   [](const auto& a, const auto& b) { return a.hit.day > b.hit.day; });
  articles.resize(std::min(articles.size(), kInFeed));
  http::Response response =
      http::Response::text(200, "application/atom+xml; charset=utf-8",
                           alert_feed(visit.pages.site(), visit.address, state.info().updated, articles));
  protect(response);
  return response;
}

AlertReport new_articles(const Visit& visit) {
  const search::State state = visit.engine.state();
  return run_alerts(visit.folder, SeenArticles(visit.folder.path()),
                    {state, visit.worker, visit.today, visit.deadline});
}

http::Response alert_section(const Visit& visit) {
  if (visit.posted) return change_alerts(visit);
  Data page = visit.begin("Alertes", "alertes");
  page["q_value"] = Data(visit.parameter("q"));
  DataList rows;
  for (const auto& [alert, line, fresh] : new_articles(visit).rows) {
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
      if (hits.size() == kNewShown) break;
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
  page["feed_href"] = Data(feed_address(visit));
  api::set_text(page, "mailed_to", visit.mailed_to);
  return visit.pages.respond(200, "redaction_alertes", page);
}

}  // namespace fonds::desk
