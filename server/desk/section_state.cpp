// The state of things: what is served, since when, how large it is, and whether its files are sound.
#include <string>

#include "indexer/index/writer.h"
#include "server/api/site_text.h"
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
  Data page = visit.begin("État", "etat");
  const search::IndexInfo served = visit.engine.info();
  const search::IndexHealth health = visit.engine.health();
  const index::IndexStats stats = index::stats(visit.index);
  DataList facts, faults;
  const auto fact = [&](std::string_view name, const std::string& value) {
    Data row;
    row["name"] = Data(std::string(name));
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
  fact("Dossier de la rédaction", visit.folder.path().string());
  fact("Version", FONDS_VERSION);
  for (const std::string& text : health.faults) {
    Data row;
    row["fault"] = Data(text);
    faults.push_back(std::move(row));
  }
  page["facts"] = Data(facts);
  page["faults"] = Data(faults);
  return visit.pages.respond(200, "redaction_etat", page);
}

}  // namespace fonds::desk
