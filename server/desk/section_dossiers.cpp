// Dossiers: for each, the articles that belong to it and are not in it, with the words they were found by: filed by a click,
// or dismissed for good. And a dossier as a whole: called otherwise, made one with another, dropped.
#include <algorithm>
#include <set>

#include "server/api/search_url.h"
#include "server/api/site_text.h"
#include "server/desk/dossier_changes.h"
#include "server/desk/gap_finder.h"
#include "server/desk/visit.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

using archive::DossierDecision;
using Verb = archive::DossierDecision::Kind;

constexpr std::size_t kGapsShown = 20;
// Below it an article is no more like the dossier than most are.
constexpr double kClose = 0.35;
constexpr std::uint32_t kDossiers = 1000;

// What a button says, what it decides, and the word for what has been done.
struct Way {
  std::string_view wanted;
  Verb kind;
  std::string_view said;
};
constexpr Way kWays[] = {
    {"ecarter", Verb::dismiss, "ecarte"},  {"classer", Verb::file_in, "classe"},
    {"sortir", Verb::take_out, "sorti"},   {"renommer", Verb::rename, "renomme"},
    {"supprimer", Verb::drop, "supprime"},
};
const Way& way_called(std::string_view wanted) {
  const auto found =
      std::find_if(std::begin(kWays), std::end(kWays), [&](const Way& way) { return way.wanted == wanted; });
  return found == std::end(kWays) ? kWays[0] : *found;
}

// The ids of the articles that were dismissed from this dossier.
std::set<std::string> dismissed_from(const Visit& visit, const std::string& value) {
  std::set<std::string> ids;
  for (const std::string& line : visit.folder.lines(DecisionFile::dossiers)) {
    const auto decision = archive::parse_dossier_decision(line);
    if (decision && decision->kind == Verb::dismiss && decision->dossier == value) ids.insert(decision->id);
  }
  return ids;
}

std::vector<search::FacetValue> all_dossiers(const Visit& visit) {
  return visit.engine.state()
      .facet_values(index::FacetKind::dossier, "", kDossiers, 0, visit.deadline)
      .values;
}

// As a reader knows it; "" where no article belongs to it.
std::string label_of(const Visit& visit, const std::string& value) {
  const auto profile = visit.engine.state().dossier(value, {0, 0, {}}, visit.deadline);
  return profile ? profile->dossier.label : "";
}

// Whether the file would be read as it is meant.
bool is_written_as_meant(const DossierDecision& decision) {
  const auto read = archive::parse_dossier_decision(to_line(decision));
  return read && read->id == decision.id && read->dossier == decision.dossier && read->name == decision.name;
}

// Why a decision on one article would change nothing; "" where it changes something.
std::string_view obstacle_to(const Visit& visit, const DossierDecision& decision, const std::string& value) {
  const auto article =
      visit.engine.state().article(visit.worker, decision.id, "", visit.today, visit.deadline);
  if (!article || article->hit.id != decision.id) return "dossier-sans-article";
  const auto& dossiers = article->hit.dossiers;
  const bool in_it = std::any_of(dossiers.begin(), dossiers.end(),
                                 [&](const search::FacetLabel& each) { return each.value == value; });
  if (decision.kind == Verb::take_out) return in_it ? "" : "dossier-pas-dedans";
  if (in_it) return "dossier-deja";
  const bool again = decision.kind == Verb::dismiss && dismissed_from(visit, value).contains(decision.id);
  return again ? "dossier-deja-ecarte" : "";
}

http::Response change_dossiers(const Visit& visit) {
  const std::string value = visit.field("dossier", 200), id = visit.field("id", 200);
  const std::string here = "/dossiers?valeur=" + http::encode_form(value), label = label_of(visit, value);
  if (label.empty()) return done(visit, "/dossiers", "dossier-inconnu");
  const Way& way = way_called(visit.field("decision", 20));
  DossierDecision decision{way.kind, {}, label, {}};
  if (way.kind == Verb::rename) {
    decision.name = visit.field("nom", 300);
  } else if (way.kind != Verb::drop) {
    decision.id = id;
  }
  if (way.kind == Verb::dismiss) decision.dossier = value;
  if (!is_written_as_meant(decision)) return done(visit, here, "dossier-refuse");
  const bool is_of_an_article = !decision.id.empty();
  if (const std::string_view obstacle = is_of_an_article ? obstacle_to(visit, decision, value) : "";
      !obstacle.empty())
    return done(visit, here, obstacle);
  const Applied applied = decide_on_dossiers(visit, decision);
  if (applied == Applied::never) return done(visit, here, "dossier-boucle");
  return done(visit, is_of_an_article ? here : "/dossiers",
              applied == Applied::now ? way.said : "dossier-attend");
}

http::Response dossier_page(const Visit& visit, const std::string& value) {
  const auto gaps = find_gaps(value, dismissed_from(visit, value), kGapsShown,
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
  DataList others;
  for (const search::FacetValue& other : all_dossiers(visit)) {
    if (other.value == value) continue;
    Data row;
    row["label"] = Data(other.label);
    others.push_back(std::move(row));
  }
  page["others"] = Data(others);
  return visit.pages.respond(200, "redaction_dossier", page);
}

}  // namespace

http::Response dossier_section(const Visit& visit) {
  if (visit.posted) return change_dossiers(visit);
  if (const std::string value = visit.parameter("valeur"); !value.empty()) return dossier_page(visit, value);
  Data page = visit.begin("Dossiers", "dossiers");
  DataList rows;
  for (const search::FacetValue& dossier : all_dossiers(visit)) {
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
