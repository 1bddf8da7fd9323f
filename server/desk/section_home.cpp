// The desk's first page: what asks for a decision, and what was decided last.
#include "server/api/site_text.h"
#include "server/desk/journal_view.h"
#include "server/desk/visit.h"
#include "server/desk/witness_view.h"
#include "server/desk/wording.h"

namespace fonds::desk {

namespace {
constexpr std::size_t kLast = 5;
}  // namespace

http::Response home(const Visit& visit) {
  Data page = visit.begin("", "");
  const search::IndexInfo index = visit.engine.info();
  page["articles"] = Data(api::count_of_articles(index.articles));
  page["updated"] = Data(french_instant(index.updated));
  const WitnessReport report = run_witnesses(visit);
  page["witnesses"] = Data(std::to_string(report.rows.size()));
  page["has_witnesses"] = Data(!report.rows.empty());
  page["failing"] = Data(report.failing == 0 ? Data(false) : Data(std::to_string(report.failing)));
  page["one_failing"] = Data(report.failing == 1);
  const AlertReport alerts = new_articles(visit);
  page["has_alerts"] = Data(!alerts.rows.empty());
  page["fresh"] = Data(alerts.fresh == 0 ? Data(false) : Data(api::count_of_articles(alerts.fresh)));
  page["one_fresh"] = Data(alerts.fresh == 1);
  api::set_list(page, "entries", journal_rows(visit, 0, kLast));
  return visit.pages.respond(200, "redaction_accueil", page);
}

}  // namespace fonds::desk
