#include "server/desk/alert_report.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace fonds::desk {

namespace {

// Articles of an alert that are followed: the newest.
constexpr std::size_t kFollowed = 500;
constexpr std::uint32_t kOfOnePage = 100;

}  // namespace

std::vector<search::Hit> followed_articles(const AlertSource& source, const Alert& alert) {
  search::SearchRequest request;
  request.q = alert.query;
  request.today = source.today;
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
    search::SearchResponse found = source.state.search(source.worker, request, source.deadline);
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

AlertReport run_alerts(const DecisionFolder& folder, const SeenArticles& seen, const AlertSource& source) {
  AlertReport report;
  for (const std::string& line : folder.lines(DecisionFile::alerts)) {
    const auto alert = parse_alert(line);
    if (!alert) continue;
    std::vector<search::Hit> hits = followed_articles(source, *alert);
    const std::vector<std::string> unseen = seen.unseen(*alert, ids_of(hits));
    std::erase_if(hits, [&](const search::Hit& hit) {
      return std::find(unseen.begin(), unseen.end(), hit.id) == unseen.end();
    });
    report.fresh += hits.size();
    report.rows.push_back({*alert, line, std::move(hits)});
  }
  return report;
}

}  // namespace fonds::desk
