#include "server/desk/alert_mailer.h"

#include <algorithm>

#include "server/api/search_url.h"
#include "server/desk/request.h"
#include "server/desk/wording.h"

namespace fonds::desk {

namespace {

// Articles of an alert in a letter.
constexpr std::size_t kTold = 20;

std::string new_articles_text(std::size_t count) {
  return counted(count, "nouvel article", "nouveaux articles");
}

}  // namespace

Letter letter_of(const AlertReport& report, const std::string& site, const std::string& address) {
  Letter letter;
  letter.subject = "Alertes\u00A0: " + new_articles_text(report.fresh) + " – " + site;
  for (const auto& [alert, line, fresh] : report.rows) {
    if (fresh.empty()) continue;
    letter.text += alert.name + " (" + alert.query + ")\u00A0: " + new_articles_text(fresh.size()) + "\n\n";
    for (std::size_t i = 0; i < std::min(fresh.size(), kTold); ++i) {
      const search::Hit& hit = fresh[i];
      letter.text += "- " + hit.title + (hit.day ? ", " + text::french(*hit.day) : "") + "\n  " + address +
                     "/article/" + api::path_encode(hit.id) + "\n";
    }
    if (fresh.size() > kTold) letter.text += "- et " + std::to_string(fresh.size() - kTold) + " autres\n";
    letter.text += "\n";
  }
  letter.text += "Toutes les alertes\u00A0: " + address + std::string(kDeskPath) + "/alertes\n";
  return letter;
}

bool mail_alerts(const AlertMailOptions& options, const DecisionFolder& folder, const AlertSource& source,
                 const std::string& site, const std::string& address, std::int64_t now) {
  AlertReport report = run_alerts(folder, SeenArticles(folder.path()), source);
  const SeenArticles mailed(folder.path(), SeenArticles::kMailed);
  report.fresh = 0;
  for (AlertReport::Row& row : report.rows) {
    const std::vector<std::string> untold = mailed.unseen(row.alert, ids_of(row.fresh));
    std::erase_if(row.fresh, [&](const search::Hit& hit) {
      return std::find(untold.begin(), untold.end(), hit.id) == untold.end();
    });
    report.fresh += row.fresh.size();
  }
  if (report.fresh == 0) return false;
  Letter letter = letter_of(report, site, address);
  letter.to = options.to;
  letter.date = now;
  send(letter, options.sendmail);
  for (const AlertReport::Row& row : report.rows) {
    if (!row.fresh.empty()) mailed.see(row.alert, ids_of(row.fresh));
  }
  return true;
}

}  // namespace fonds::desk
