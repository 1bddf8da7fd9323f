// Dossiers: for each, the articles that belong to it and are not in it, with the words they were found by. One that does not
// belong is dismissed for good. Filing is done where the paper keeps its articles; the next reading of the sources brings it.
#include <set>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/gap_finder.h"
#include "server/desk/visit.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

constexpr std::size_t kShown = 20;
// Below it an article is no more like the dossier than most are.
constexpr double kClose = 0.35;
constexpr std::uint32_t kDossiers = 1000;
constexpr std::string_view kDismissed = "écarter : ", kFrom = " -> ";

std::string dismissal(const std::string& dossier, const std::string& id) {
  return std::string(kDismissed) + id + std::string(kFrom) + dossier;
}

// The ids of the articles that were dismissed from this dossier.
std::set<std::string> dismissed_from(const Visit& visit, const std::string& dossier) {
  std::set<std::string> ids;
  const std::string end = std::string(kFrom) + dossier;
  for (const std::string& line : visit.folder.lines(DecisionFile::dossiers)) {
    if (!line.starts_with(kDismissed) || !line.ends_with(end)) continue;
    ids.insert(line.substr(kDismissed.size(), line.size() - kDismissed.size() - end.size()));
  }
  return ids;
}

http::Response dossier_page(const Visit& visit, const std::string& value) {
  const auto gaps = find_gaps(value, dismissed_from(visit, value), kShown,
                              {visit.engine.state(), visit.worker, visit.today, visit.deadline});
  if (!gaps) return done(visit, "/dossiers", "dossier-inconnu");
  const auto profile = visit.engine.state().dossier(value, {0, 0, {}}, visit.deadline);
  Data page = visit.begin(profile ? profile->dossier.label : value, "dossiers");
  page["value"] = Data(value);
  page["dossier_href"] = Data(visit.pages.base() + "/dossiers/" + api::percent_encode(value));
  page["count"] = Data(profile ? api::count_of_articles(profile->articles) : "");
  DataList rows;
  for (const Gap& gap : *gaps) {
    if (gap.closeness < kClose) continue;
    Data row;
    row["id"] = Data(gap.hit.id);
    row["title"] = Data(gap.hit.title);
    row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(gap.hit.id));
    api::set_text(row, "day", gap.hit.day ? text::french(*gap.hit.day) : "sans date");
    std::string words;
    for (const std::string& word : gap.words) words += (words.empty() ? "" : ", ") + word;
    api::set_text(row, "words", words);
    rows.push_back(std::move(row));
  }
  api::set_list(page, "gaps", rows);
  return visit.pages.respond(200, "redaction_dossier", page);
}

}  // namespace

http::Response dossier_section(const Visit& visit) {
  if (visit.posted) {
    const std::string value = visit.field("dossier", 200), id = visit.field("id", 200);
    if (value.empty() || id.empty()) return done(visit, "/dossiers", "dossier-inconnu");
    visit.folder.decide({visit.session.account, DecisionFile::dossiers, {}, {dismissal(value, id)}, ""});
    return done(visit, "/dossiers?valeur=" + http::encode_form(value), "ecarte");
  }
  if (const std::string value = visit.parameter("valeur"); !value.empty()) return dossier_page(visit, value);
  Data page = visit.begin("Dossiers", "dossiers");
  DataList rows;
  for (const search::FacetValue& dossier :
       visit.engine.state()
           .facet_values(index::FacetKind::dossier, "", kDossiers, 0, visit.deadline)
           .values) {
    Data row;
    row["label"] = Data(dossier.label);
    row["count"] = Data(api::count_of_articles(dossier.count));
    row["dossier_href"] = Data(visit.pages.path("/dossiers?valeur=" + http::encode_form(dossier.value)));
    rows.push_back(std::move(row));
  }
  api::set_list(page, "dossiers", rows);
  return visit.pages.respond(200, "redaction_dossiers", page);
}

}  // namespace fonds::desk
