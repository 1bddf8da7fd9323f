// What readers look for: the searches of a week, those that find nothing, and those whose results nobody opens.
#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "server/api/site_text.h"
#include "server/desk/reader_searches.h"
#include "server/desk/visit.h"
#include "server/desk/wording.h"
#include "server/http/url.h"

namespace fonds::desk {

namespace {

// Searches that are asked again to know what they find today, the most frequent first; and rows of a page.
constexpr std::size_t kAsked = 1000, kRows = 100;
constexpr std::string_view kAllWeeks = "toutes";

enum class Listed : std::uint8_t { all, without_result, unopened };
struct Listing {
  Listed listed;
  // in the address, and for the reader
  std::string_view name, label;
};
constexpr Listing kListings[] = {
    {Listed::all, "", "Toutes"},
    {Listed::without_result, "sans-resultat", "Sans résultat"},
    {Listed::unopened, "rien-ouvert", "Sans rien d’ouvert"},
};

const Listing& listing_named(std::string_view name) {
  const auto found = std::find_if(std::begin(kListings), std::end(kListings),
                                  [&](const Listing& kind) { return kind.name == name; });
  return found == std::end(kListings) ? kListings[0] : *found;
}

// "2026-W48" -> "semaine 48 de 2026"
std::string french_week(const std::string& name) {
  const std::size_t at = name.find("-W");
  const std::size_t digits = name[at + 2] == '0' ? at + 3 : at + 2;
  return "Semaine " + name.substr(digits) + " de " + name.substr(0, at);
}

std::string address(std::string_view week, std::string_view kind) {
  std::string query;
  if (!week.empty()) query += "?semaine=" + http::encode_form(week);
  if (!kind.empty()) query += (query.empty() ? "?montrer=" : "&montrer=") + std::string(kind);
  return "/lecteurs" + query;
}

std::vector<ReaderSearches::Row> rows_of(const std::vector<ReaderSearches::Week>& weeks,
                                         const std::string& wanted) {
  if (wanted != kAllWeeks) {
    const auto week =
        std::find_if(weeks.begin(), weeks.end(), [&](const auto& each) { return each.name == wanted; });
    return week == weeks.end() ? std::vector<ReaderSearches::Row>() : week->rows;
  }
  std::map<std::string, ReaderSearches::Row> sums;
  for (const ReaderSearches::Week& week : weeks) {
    for (const ReaderSearches::Row& row : week.rows) {
      ReaderSearches::Row& sum = sums[row.q];
      sum = {row.q, sum.readers + row.readers, sum.opened + row.opened};
    }
  }
  std::vector<ReaderSearches::Row> rows;
  for (auto& [q, row] : sums) rows.push_back(std::move(row));
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.readers > b.readers; });
  return rows;
}

// What a search finds today, as a reader is answered.
struct Found {
  std::uint64_t total = 0;
  std::optional<std::string> corrected;
  bool nothing() const { return total == 0 || corrected; }
};
Found found_by(const Visit& visit, const search::State& state, const std::string& q) {
  search::SearchRequest request;
  request.q = q;
  request.today = visit.today;
  request.kind = search::ArticleKind::article;
  request.limit = 1;
  request.excerpts = false;
  request.facet_date = request.facet_dossier = request.facet_person = false;
  const search::SearchResponse response = state.search(visit.worker, request, visit.deadline);
  return {response.total, response.corrected};
}

Data row_data(const Visit& visit, const ReaderSearches::Row& row, const Found& found) {
  Data data;
  data["query"] = Data(row.q);
  data["site_href"] = Data(visit.pages.base() + "/?q=" + http::encode_form(row.q));
  data["readers"] = Data(api::french_number(row.readers));
  data["opened"] = Data(api::french_number(row.opened));
  data["found"] = Data(found.nothing() ? "aucun" : api::french_number(found.total));
  api::set_text(data, "corrected", found.corrected.value_or(""));
  data["nothing"] = Data(found.nothing());
  data["synonym_href"] = Data(visit.pages.path("/synonymes?ligne=" + http::encode_form(row.q + " = ")));
  return data;
}

}  // namespace

http::Response reader_section(const Visit& visit) {
  if (visit.posted) {
    if (visit.reader_searches != nullptr) visit.reader_searches->forget(visit.field("oublier"));
    return done(visit, "/lecteurs", "oubliee");
  }
  Data page = visit.begin("Ce que cherchent les lecteurs", "lecteurs");
  page["counted"] = Data(visit.reader_searches != nullptr);
  std::vector<ReaderSearches::Week> weeks;
  if (visit.reader_searches != nullptr) {
    visit.reader_searches->save(visit.today);
    weeks = visit.reader_searches->weeks();
  }
  std::string wanted = visit.parameter("semaine");
  if (wanted.empty()) wanted = weeks.empty() ? iso_week(visit.today) : weeks.front().name;
  const Listing& kind = listing_named(visit.parameter("montrer"));
  const auto way = [&](const std::string& label, const std::string& href, bool current) {
    Data link;
    link["label"] = Data(label);
    link["href"] = Data(visit.pages.path(href));
    link["current"] = Data(current);
    return link;
  };
  DataList week_links, kind_links, rows;
  for (const ReaderSearches::Week& week : weeks)
    week_links.push_back(way(french_week(week.name), address(week.name, kind.name), week.name == wanted));
  if (weeks.size() > 1)
    week_links.push_back(way("Les 90 jours", address(kAllWeeks, kind.name), wanted == kAllWeeks));
  for (const Listing& each : kListings)
    kind_links.push_back(way(std::string(each.label), address(wanted, each.name), &each == &kind));

  const search::State state = visit.engine.state();
  std::size_t asked = 0;
  for (const ReaderSearches::Row& row : rows_of(weeks, wanted)) {
    if (rows.size() == kRows || asked == kAsked) break;
    if (kind.listed == Listed::unopened && row.opened > 0) continue;
    ++asked;
    const Found found = found_by(visit, state, row.q);
    if (kind.listed == Listed::without_result && !found.nothing()) continue;
    if (kind.listed == Listed::unopened && found.nothing()) continue;
    rows.push_back(row_data(visit, row, found));
  }
  api::set_list(page, "weeks", week_links);
  page["kinds"] = Data(kind_links);
  api::set_list(page, "searches", rows);
  return visit.pages.respond(200, "redaction_lecteurs", page);
}

}  // namespace fonds::desk
