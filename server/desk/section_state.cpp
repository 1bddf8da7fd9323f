// The state of things: what is served, since when, how large it is, and whether its files are sound.
#include <string>

#include "indexer/index/reading_request.h"
#include "indexer/index/rejected_records.h"
#include "indexer/index/writer.h"
#include "indexer/text/calendar.h"
#include "server/api/site_text.h"
#include "server/desk/file_faults.h"
#include "server/desk/visit.h"
#include "server/desk/wording.h"

namespace fonds::desk {

namespace {

// "48,3 Mo"
std::string megabytes(std::uint64_t bytes) {
  constexpr std::uint64_t kTenth = (1 << 20) / 10;
  const std::uint64_t tenths = bytes / kTenth;
  return api::french_number(tenths / 10) + "," + std::to_string(tenths % 10) + "\u00A0Mo";
}

std::string_view text_of(search::IndexHealth::State state) {
  switch (state) {
    case search::IndexHealth::State::being_verified:
      return "en cours de vérification";
    case search::IndexHealth::State::sound:
      return "sains";
    case search::IndexHealth::State::damaged:
      break;
  }
  return "abîmés : lancez fonds-indexer build";
}

}  // namespace

http::Response state_section(const Visit& visit) {
  if (visit.posted) {
    index::ask_for_reading(visit.folder.path());
    return done(visit, "/etat", "lecture");
  }
  Data page = visit.begin("État", "etat");
  const search::IndexInfo served = visit.engine.info();
  const search::IndexHealth health = visit.engine.health();
  const index::IndexStats stats = index::stats(visit.index);
  DataList facts, faults;
  const auto fact = [&](const std::string& name, const std::string& value) {
    Data row;
    row["name"] = Data(name);
    row["value"] = Data(value);
    facts.push_back(std::move(row));
  };
  fact("Articles servis", api::french_number(served.articles));
  fact("Index écrit le", french_instant(served.updated));
  fact("Génération", served.generation);
  fact("Fichiers de l’index", std::string(text_of(health.state)) + ", " + megabytes(stats.bytes_on_disk));
  if (!stats.first_day.empty()) fact("De… à…", stats.first_day + " – " + stats.last_day);
  fact("Sans date", api::french_number(stats.undated));
  fact("Dossiers", api::french_number(stats.dossiers));
  fact("Personnes", api::french_number(stats.persons));
  fact("Mots distincts", api::french_number(stats.distinct_words));
  fact("Articles retirés par la rédaction",
       api::french_number(visit.folder.lines(DecisionFile::delisted).size()));
  for (const index::SourceStatus& source : visit.engine.sources()) {
    std::string text = "lu le " + french_instant(text::rfc3339(source.read));
    if (!source.fault.empty()) {
      text += ", sans aller au bout\u00A0: " + source.fault + "\u202F; ";
      text += source.complete > 0 ? "au bout le " + french_instant(text::rfc3339(source.complete))
                                  : "jamais au bout";
    }
    fact("Source " + source.name, text);
  }
  fact("Dossier de la rédaction", visit.folder.path().string());
  fact("Version", FONDS_VERSION);
  page["has_sources"] = Data(!visit.engine.sources().empty());
  page["reading_asked_for"] = Data(index::is_reading_asked_for(visit.folder.path()));
  const index::RejectedRecords rejected = index::read_rejected(visit.index);
  DataList rejections;
  for (const std::string& line : rejected.lines) {
    Data row;
    row["line"] = Data(line);
    rejections.push_back(std::move(row));
  }
  api::set_list(page, "rejections", rejections);
  page["rejected"] = Data(counted(rejected.total, "article refusé", "articles refusés"));
  page["rejected_at"] = Data(french_instant(rejected.read));
  for (const std::string& text : health.faults) {
    Data row;
    row["fault"] = Data(text);
    faults.push_back(std::move(row));
  }
  DataList unread;
  for (const FileFault& fault : file_faults(visit.folder)) {
    Data row;
    row["file"] = Data(fault.file);
    row["line"] = Data(std::to_string(fault.line));
    row["reason"] = Data(fault.reason);
    unread.push_back(std::move(row));
  }
  api::set_list(page, "unread", unread);
  page["facts"] = Data(facts);
  page["faults"] = Data(faults);
  return visit.pages.respond(200, "redaction_etat", page);
}

}  // namespace fonds::desk
