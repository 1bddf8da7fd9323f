// Who decided what and when; and each decision taken back by one click, which is a decision too.
#include <algorithm>
#include <charconv>

#include "server/desk/dossier_changes.h"
#include "server/desk/journal_view.h"
#include "server/desk/persons_decisions.h"
#include "server/desk/wording.h"

namespace fonds::desk {

namespace {

constexpr std::size_t kPerPage = 50;

constexpr DecisionFile kFiles[] = {DecisionFile::delisted, DecisionFile::persons,   DecisionFile::dossiers,
                                   DecisionFile::synonyms, DecisionFile::witnesses, DecisionFile::alerts};

// nullptr for accounts, whose lines the journal does not hold, and for what is no file of the desk.
const DecisionFile* file_called(std::string_view name) {
  const auto found = std::find_if(std::begin(kFiles), std::end(kFiles),
                                  [&](DecisionFile file) { return name_of(file) == name; });
  return found == std::end(kFiles) ? nullptr : found;
}

bool is_filing(const std::string& line) {
  const auto decision = archive::parse_dossier_decision(line);
  return decision && decision->kind == archive::DossierDecision::Kind::file_in;
}

http::Response take_back(const Visit& visit) {
  const DecisionFile* const file = file_called(visit.field("fichier"));
  if (file == nullptr) return done(visit, "/journal", "annule-deja");
  Decision decision;
  decision.who = visit.session.account;
  decision.file = *file;
  if (std::string line = visit.field("ajoute", 4000); !line.empty())
    decision.removed.push_back(std::move(line));
  if (std::string line = visit.field("retire", 4000); !line.empty())
    decision.added.push_back(std::move(line));
  decision.remark = "annulation";
  try {
    visit.folder.decide(decision);
  } catch (const ChangedMeanwhile&) {
    return done(visit, "/journal", "annule-deja");
  }
  if (*file == DecisionFile::persons && !apply_persons(visit))
    return done(visit, "/journal", "personne-attend");
  if (*file == DecisionFile::synonyms) serve_synonyms(visit);
  if (*file == DecisionFile::dossiers) {
    Applied applied = Applied::now;
    for (const std::string& line : decision.removed) applied = take_back_on_dossiers(visit, line);
    for (const std::string& line : decision.added) applied = apply_on_dossiers(visit, line);
    if (applied == Applied::with_the_sources) return done(visit, "/journal", "annule-sources");
    if (applied == Applied::later) return done(visit, "/journal", "dossier-attend");
    // Nobody knows whether they say so, too.
    if (decision.added.empty() && is_filing(decision.removed.front()))
      return done(visit, "/journal", "annule-classement");
  }
  return done(visit, "/journal", "annule");
}

}  // namespace

DataList journal_rows(const Visit& visit, std::size_t offset, std::size_t limit) {
  const std::vector<JournalEntry> entries = visit.folder.journal();
  DataList rows;
  for (std::size_t i = offset; i < std::min(entries.size(), offset + limit); ++i) {
    const JournalEntry& entry = entries[entries.size() - 1 - i];
    Data row;
    row["time"] = Data(french_instant(entry.time));
    row["instant"] = Data(entry.time);
    row["who"] = Data(entry.who);
    row["file"] = Data(entry.file);
    api::set_text(row, "removed", entry.removed);
    api::set_text(row, "added", entry.added);
    api::set_text(row, "remark", entry.remark);
    row["reversible"] = Data(file_called(entry.file) != nullptr);
    rows.push_back(std::move(row));
  }
  return rows;
}

http::Response journal_section(const Visit& visit) {
  if (visit.posted) return take_back(visit);
  const std::string asked = visit.parameter("page");
  std::size_t number = 1;
  std::from_chars(asked.data(), asked.data() + asked.size(), number);
  number = std::clamp<std::size_t>(number, 1, 100'000);
  Data page = visit.begin("Journal des décisions", "journal");
  const DataList rows = journal_rows(visit, (number - 1) * kPerPage, kPerPage + 1);
  const bool more = rows.size() > kPerPage;
  api::set_list(
      page, "entries",
      DataList(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(rows.size(), kPerPage))));
  api::set_text(page, "newer",
                number > 1 ? visit.pages.path("/journal?page=" + std::to_string(number - 1)) : "");
  api::set_text(page, "older", more ? visit.pages.path("/journal?page=" + std::to_string(number + 1)) : "");
  return visit.pages.respond(200, "redaction_journal", page);
}

}  // namespace fonds::desk
