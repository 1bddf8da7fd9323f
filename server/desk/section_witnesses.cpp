// Witness searches: kept from a page of results, asked of every new index, shown where one fails.
#include <algorithm>
#include <optional>

#include "server/api/search_url.h"
#include "server/desk/witness_view.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

using search::Witness;

// What is wanted, as the page says it.
std::string_view wanted_text(Witness::Wanted wanted) {
  switch (wanted) {
    case Witness::Wanted::first:
      return "en premier";
    case Witness::Wanted::absent:
      return "jamais";
    case Witness::Wanted::among_first:
      return "parmi les trois premiers";
  }
  return "";
}

std::string found_text(const search::WitnessOutcome& outcome) {
  if (outcome.place > 0) {
    return "résultat " + std::to_string(outcome.place) + " sur " + std::to_string(outcome.total);
  }
  return outcome.known ? "absent des résultats" : "aucun article n’a cet identifiant";
}

// nullopt where the file could not hold it, or would be read otherwise.
std::optional<std::string> line_of(const std::string& query, const std::string& id,
                                   const std::string& wanted) {
  Witness witness;
  witness.query = query;
  witness.id = id;
  witness.wanted = wanted == "premier"  ? Witness::Wanted::first
                   : wanted == "absent" ? Witness::Wanted::absent
                                        : Witness::Wanted::among_first;
  const std::string line = witness.text();
  const search::Witnesses read = search::parse_witnesses(line);
  const bool same = read.list.size() == 1 && read.list[0].query == query && read.list[0].text() == line;
  return same ? std::optional(line) : std::nullopt;
}

http::Response change_witnesses(const Visit& visit) {
  Decision decision;
  decision.who = visit.session.account;
  decision.file = DecisionFile::witnesses;
  if (visit.form.has("ligne")) {
    decision.removed = {visit.field("ligne", 4000)};
    visit.folder.decide(decision);
    return done(visit, "/temoins", "temoin-retire");
  }
  const auto line = line_of(visit.field("q"), visit.field("id"), visit.field("voulu"));
  if (!line) return done(visit, "/temoins", "temoin-refuse");
  decision.added = {*line};
  visit.folder.decide(decision);
  return done(visit, "/temoins", "temoin");
}

}  // namespace

WitnessReport run_witnesses(const Visit& visit) {
  WitnessReport report;
  const search::Witnesses witnesses = search::parse_witnesses(visit.folder.read(DecisionFile::witnesses));
  report.errors = witnesses.errors;
  for (const Witness& witness : witnesses.list) {
    WitnessReport::Row row{
        witness, search::run(witness, visit.engine.state(), visit.worker, visit.today, visit.deadline),
        witness.text()};
    report.failing += row.outcome.holds ? 0 : 1;
    report.rows.push_back(std::move(row));
  }
  std::stable_partition(report.rows.begin(), report.rows.end(),
                        [](const WitnessReport::Row& row) { return !row.outcome.holds; });
  return report;
}

http::Response witness_section(const Visit& visit) {
  if (visit.posted) return change_witnesses(visit);
  Data page = visit.begin("Recherches témoins", "temoins");
  const WitnessReport report = run_witnesses(visit);
  DataList rows, errors;
  for (const auto& [witness, outcome, line] : report.rows) {
    Data row;
    row["query"] = Data(witness.query);
    row["query_href"] = Data(visit.pages.path("/recherche?q=" + http::encode_form(witness.query)));
    row["id"] = Data(witness.id);
    row["article_href"] = Data(visit.pages.base() + "/article/" + api::path_encode(witness.id));
    row["wanted"] = Data(std::string(wanted_text(witness.wanted)));
    row["found"] = Data(found_text(outcome));
    row["holds"] = Data(outcome.holds);
    row["line"] = Data(line);
    rows.push_back(std::move(row));
  }
  for (const auto& error : report.errors) {
    Data row;
    row["number"] = Data(std::to_string(error.line));
    errors.push_back(std::move(row));
  }
  api::set_list(page, "witnesses", rows);
  api::set_list(page, "errors", errors);
  page["total"] = Data(std::to_string(report.rows.size()));
  page["failing"] = Data(std::to_string(report.failing));
  page["any_failing"] = Data(report.failing > 0);
  return visit.pages.respond(200, "redaction_temoins", page);
}

}  // namespace fonds::desk
